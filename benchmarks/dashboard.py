"""The dashboard of the back office on a small and on a large site: CPU, and cold objects."""

from benchmarks.report import Report
from benchmarks.set_ups import set_up


SMALL, LARGE = 500, 5000
TIMES = 2.0
PROBE = "probe_dashboard.py"


def measure(report: Report) -> None:
    """Open the dashboard as a webmaster and as an editor of one section."""
    found = {}
    for size in (SMALL, LARGE):
        with set_up("communes") as place:
            found[size] = place.probe("dashboard", str(size), script=PROBE)
    for person, large in found[LARGE].items():
        small = found[SMALL][person]
        report.add(
            f"dashboard, {person}: CPU at {LARGE} items against {SMALL}",
            large["ms"] / small["ms"],
            TIMES,
            "×",
            f"{large['ms']:.1f} ms against {small['ms']:.1f} ms; "
            f"{large['objects']} cold objects against {small['objects']}",
        )
