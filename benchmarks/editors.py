"""Twenty editors of twenty communes at once, through ZEO: their conflict errors, with sharing."""

from benchmarks import fleet
from benchmarks.report import Report
from benchmarks.set_ups import HOME
from benchmarks.set_ups import set_up
from benchmarks.set_ups import SetUp
from collections import Counter
import json
import secrets
import subprocess


EDITORS, PROCESSES, ROUNDS = 20, 4, 5
ACCOUNT = "editor"
PROBE, OF_FLEET = "probe_editors.py", "probe_fleet.py"


def measure(report: Report) -> None:
    """Have them work on the fleet, a worker beside, from as many clients as a cluster has."""
    password = secrets.token_urlsafe(12)
    with set_up("communes", fleet.built()) as place:
        place.probe("employ", ACCOUNT, password, script=OF_FLEET)
        place.work()
        found = _at_work(place, password)
    total = {
        way: {name: sum(one[way][name] for one in found) for name in ("conflicts", "requests")}
        for way in ("without", "with")
    }
    failed = [line for one in found for way in one.values() for line in way["failed"]]
    adopted = sum(one["with"]["adopted"] for one in found)
    met = Counter(what for one in found for what in one["with"]["what"])
    report.add(
        f"editors, {EDITORS} of as many communes: conflict errors with sharing",
        total["with"]["conflicts"],
        total["without"]["conflicts"],
        "errors",
        f"limit: without; {total['with']['requests']} requests against "
        f"{total['without']['requests']}, {adopted} contents adopted"
        + "".join(f"; {what}: {times}" for what, times in met.most_common()),
    )
    report.add("editors: requests that failed", len(failed), 0, "requests", "; ".join(failed[:3]))


def _at_work(place: SetUp, password: str) -> list[dict]:
    processes = []
    for number in range(PROCESSES):
        sites = " ".join(fleet.IDS[number:EDITORS:PROCESSES])
        review = ["review"] if number == 0 else []
        command = [place.name, "both", sites, str(ROUNDS), ACCOUNT, password, *review]
        processes.append(
            subprocess.Popen(
                [str(place.python), str(HOME / "benchmarks" / PROBE), *command],
                env=place.environment,
                cwd=place.folder,
                stdout=subprocess.PIPE,
            )
        )
    return [json.loads(one.communicate()[0].splitlines()[-1]) for one in processes]
