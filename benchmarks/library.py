"""The library of the hub with few and with many contents: CPU, and objects from a cold cache."""

from benchmarks.report import Report
from benchmarks.set_ups import set_up


SMALL, LARGE = 100, 2000
TIMES = 2.0
PROBE = "probe_library.py"


def measure(report: Report) -> None:
    """Ask both libraries the same questions, anonymously."""
    found = {}
    for size in (SMALL, LARGE):
        with set_up("communes") as place:
            found[size] = place.probe("library", str(size), script=PROBE)
    for question, large in found[LARGE].items():
        small = found[SMALL][question]
        report.add(
            f"library, {question}: CPU at {LARGE} contents against {SMALL}",
            large["ms"] / small["ms"],
            TIMES,
            "×",
            f"{large['ms']:.2f} ms against {small['ms']:.2f} ms, "
            f"{large['objects']} objects cold against {small['objects']}",
        )
