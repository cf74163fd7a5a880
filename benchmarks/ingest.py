"""An old site of a thousand pages coming in: items a second, and the memory of the process."""

from benchmarks.report import Report
from benchmarks.set_ups import set_up


ITEMS = 1000
PROBE = "probe_ingest.py"
#: A thousand items come in while somebody drinks a coffee, by a worker of an ordinary size.
ITEMS_A_SECOND = 10
MEGABYTES = 450
SUMMARY_MS = 2000


def measure(report: Report) -> None:
    """Read, sum up, write and take out again an export of pages with pictures."""
    with set_up("communes") as place:
        found = place.probe("ingest", str(ITEMS), script=PROBE)
    for step in ("read", "write", "undo"):
        seconds = found[step]["seconds"]
        report.add(
            f"ingest, {step}: CPU seconds of {ITEMS} items",
            seconds,
            ITEMS / ITEMS_A_SECOND,
            "s",
            f"{ITEMS / seconds:.0f} a second, the longest part {found[step]['longest']:.1f} s",
        )
    report.add("ingest: the summary, CPU", found["summary"] * 1000, SUMMARY_MS, "ms")
    report.add(
        "ingest: most memory of the process",
        found["peak"],
        MEGABYTES,
        "MB",
        f"{found['before']:.0f} MB before",
    )
