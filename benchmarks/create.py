"""Creating a commune, against creating a vanilla Plone site."""

from benchmarks.report import Report
from benchmarks.set_ups import set_up
import statistics


COUNT = "5"
LIMIT = 3


def measure(report: Report) -> None:
    """Compare the median CPU seconds of five sites of each kind."""
    medians = {}
    for name in ("vanilla", "communes"):
        with set_up(name) as place:
            medians[name] = statistics.median(place.probe("create", COUNT)["seconds"])
    report.add(
        "CPU to create a commune against a vanilla site",
        medians["communes"] / medians["vanilla"],
        LIMIT,
        "×",
        f"{medians['communes']:.2f} s against {medians['vanilla']:.2f} s, default content in both",
    )
