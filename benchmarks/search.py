"""The page of results on a small and on a large site: CPU, and objects from a cold cache."""

from benchmarks.report import Report
from benchmarks.set_ups import set_up


SMALL, LARGE = 500, 5000
TIMES = 2.0
OBJECTS = 250
PROBE = "probe_search.py"


def measure(report: Report) -> None:
    """Ask both sites the same questions, anonymously and past any cache of pages."""
    found = {}
    for size in (SMALL, LARGE):
        with set_up("communes") as place:
            found[size] = place.probe("search", str(size), script=PROBE)
    for question, large in found[LARGE].items():
        small = found[SMALL][question]
        report.add(
            f"search, {question}: CPU at {LARGE} items against {SMALL}",
            large["ms"] / small["ms"],
            TIMES,
            "×",
            f"{large['ms']:.2f} ms against {small['ms']:.2f} ms",
        )
        report.add(
            f"search, {question}: objects, cold, at {LARGE} items",
            large["objects"],
            OBJECTS,
            "objects",
            f"{small['objects']} at {SMALL}",
        )
