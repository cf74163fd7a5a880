"""A hundred and fifteen communes that share: what their pages load, and how a revision spreads."""

from benchmarks.copying import copy_sites
from benchmarks.copying import numbered
from benchmarks.report import Report
from benchmarks.set_ups import HOME
from benchmarks.set_ups import set_up
from benchmarks.set_ups import SetUp
from hashlib import sha256
from pathlib import Path
import json
import shutil


COMMUNES, ITEMS, CONTENTS = 115, 300, 2000
PROBE, MAKING = "probe_fleet.py", "probe_fleet_making.py"
IDS = list(numbered("fleet", COMMUNES))
TIMES = 2.0
MINUTE = 60.0
#: The fleet is kept here as long as what it is made of stays the same.
KEPT = HOME / "var" / "fleet"
MADE_OF = (
    "benchmarks/copying.py",
    "benchmarks/fleet_sites.py",
    "benchmarks/probe_fleet_making.py",
    "benchmarks/probe_citizen.py",
    "benchmarks/shared/*.py",
    "**/profiles/*/metadata.xml",
)


def measure(report: Report) -> None:
    """Build the fleet, or take the one that is kept; measure on copies of it."""
    database = built()
    made = json.loads((KEPT / "made.json").read_text())
    _storage(report, database, made)
    with set_up("communes", database) as place:
        found = place.probe("search", IDS[1], script=PROBE)
    _searches(report, found)
    with set_up("communes", database) as place:
        found = place.probe("pages", IDS[1], script=PROBE)
    _pages(report, found)
    with set_up("communes", database) as place:
        place.work()
        found = place.probe("revise", " ".join(IDS), made["urn"], script=PROBE)
    _revision(report, found)


def built() -> Path:
    """Return the Data.fs of the fleet, made at the first call."""
    database, mark = KEPT / "Data.fs", KEPT / "made_of"
    wanted = _made_of()
    if mark.exists() and mark.read_text() == wanted and database.exists():
        return database
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True)
    with set_up("communes") as place:
        numbers = [str(number) for number in (ITEMS, COMMUNES, CONTENTS)]
        made = place.probe("prepare", IDS[0], *numbers, script=MAKING)
        _keep(place, database)
    made["before"] = database.stat().st_size
    copy_sites(database, IDS[0], IDS[1:])
    made["copied"] = database.stat().st_size
    with set_up("communes", database) as place:
        numbers = [str(CONTENTS), made["urn"]]
        made |= place.probe("settle", " ".join(IDS), *numbers, script=MAKING)
        _keep(place, database)
    (KEPT / "made.json").write_text(json.dumps(made))
    mark.write_text(wanted)
    return database


def _keep(place: SetUp, database: Path) -> None:
    place.processes.stop()
    shutil.copy(place.folder / "Data.fs", database)


def _made_of() -> str:
    paths = sorted(path for pattern in MADE_OF for path in HOME.glob(pattern))
    told = [path for path in paths if ".venv" not in path.parts]
    return sha256(b"".join(path.read_bytes() for path in told)).hexdigest()


def _storage(report: Report, database: Path, made: dict[str, int]) -> None:
    megabytes = {name: made[name] / 1e6 for name in ("before", "copied", "library", "records")}
    print(
        f"The fleet: {COMMUNES} communes of {ITEMS} items and {made['adopted']} adopted ones, "
        f"{CONTENTS} contents in the library; {database.stat().st_size / 1e6:.0f} MB.\n"
        f"A commune: {(megabytes['copied'] - megabytes['before']) / (COMMUNES - 1):.1f} MB; "
        f"the library: {megabytes['library']:.1f} MB; "
        f"what all communes note of it: {megabytes['records']:.1f} MB"
    )


def _searches(report: Report, found: dict[str, dict]) -> None:
    for question, large in found["large"].items():
        small = found["small"][question]
        report.add(
            f"fleet, the library in a commune, {question}: CPU at {CONTENTS} contents against 100",
            large["ms"] / small["ms"],
            TIMES,
            "×",
            f"{large['ms']:.1f} ms against {small['ms']:.1f} ms, "
            f"{large['objects']} objects cold against {small['objects']}",
        )


def _pages(report: Report, found: dict[str, dict]) -> None:
    for page, counts in found.items():
        report.add(
            f"fleet, {page}: objects that it loads with sharing and not without, or the reverse",
            counts["other"],
            0,
            "objects",
            f"{counts['with']} with, {counts['without']} without",
        )


def _revision(report: Report, found: dict[str, float]) -> None:
    report.add(
        f"fleet, a revision to {COMMUNES} communes that use it",
        found["seconds"],
        MINUTE,
        "s",
        f"{found['waiting']:.0f} wait for their people, {found['taken']:.0f} were taken by "
        f"themselves; all told after {found['all_done']:.1f} s; {found['bytes'] / 1e6:.1f} MB",
    )
