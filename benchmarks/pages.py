"""An uncached anonymous home and page, against those of a vanilla Plone site."""

from benchmarks.report import Report
from benchmarks.set_ups import set_up


CPU_LIMIT = 0.15
OBJECTS_LIMIT = 200


def measure(report: Report) -> None:
    """Compare CPU, warm; count the objects loaded from a cold object cache."""
    found = {}
    for name in ("vanilla", "communes"):
        with set_up(name) as place:
            found[name] = place.probe("pages")
    for kind in ("home", "page"):
        ours, theirs = found["communes"][kind], found["vanilla"][kind]
        report.add(
            f"CPU of an uncached anonymous {kind} against vanilla's",
            ours["ms"] / theirs["ms"],
            CPU_LIMIT,
            "×",
            f"{ours['ms']:.2f} ms against {theirs['ms']:.1f} ms",
        )
        report.add(
            f"Objects loaded by an uncached anonymous {kind} from a cold cache",
            ours["objects"],
            OBJECTS_LIMIT,
            "objects",
            f"vanilla {theirs['objects']}",
        )
