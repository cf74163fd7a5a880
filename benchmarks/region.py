"""Every Walloon commune in one go, by the operator's own command."""

from benchmarks.report import Report
from benchmarks.set_ups import HOME
from communesplone.cli.testing import Instance
from pathlib import Path
import json
import statistics
import tempfile
import time


LIMIT_MINUTES = 20
FLAT_LIMIT = 1.5


def measure(report: Report) -> None:
    """Time `communes add --region wallonia`; compare the last ten with the first ten."""
    with tempfile.TemporaryDirectory(prefix="bench-region-") as scratch:
        instance = Instance(Path(scratch), HOME)
        instance.start()
        try:
            before = time.monotonic()
            done = instance.run("add", "--region", "wallonia", "--json")
            minutes = (time.monotonic() - before) / 60
        finally:
            instance.stop()
    added = json.loads(done.stdout)["communes"]
    report.add(f"All {len(added)} Walloon communes", minutes, LIMIT_MINUTES, "minutes")
    for unit in ("seconds", "bytes"):
        first = statistics.mean(commune[unit] for commune in added[:10])
        last = statistics.mean(commune[unit] for commune in added[-10:])
        report.add(
            f"{unit.capitalize()} of each of the last ten against the first ten",
            last / first,
            FLAT_LIMIT,
            "×",
            f"{last:,.3g} against {first:,.3g} {unit}",
        )
