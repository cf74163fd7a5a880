"""What a phone downloads to show the home of a demonstration commune."""

from benchmarks.report import Report
from benchmarks.set_ups import set_up


LIMIT_KB = 60


def measure(report: Report) -> None:
    """Add up the gzip bytes of the home and of all that it loads."""
    with set_up("communes") as place:
        parts = place.probe("weight")
    for path, size in sorted(parts.items(), key=lambda part: -part[1]):
        print(f"{size:>8} {path}")
    report.add("Home with everything, gzip", sum(parts.values()) / 1000, LIMIT_KB, "KB")
