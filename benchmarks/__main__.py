"""`python -m benchmarks NAME…`: measure, print, and fail on a claim that does not hold."""

from benchmarks import citizen
from benchmarks import create
from benchmarks import dashboard
from benchmarks import editors
from benchmarks import fleet
from benchmarks import ingest
from benchmarks import library
from benchmarks import pages
from benchmarks import region
from benchmarks import search
from benchmarks import vitals
from benchmarks import weight
from benchmarks.report import Report
from benchmarks.set_ups import describe_machine
import sys


BENCHMARKS = {
    "create": create.measure,
    "pages": pages.measure,
    "weight": weight.measure,
    "citizen": citizen.measure,
    "search": search.measure,
    "dashboard": dashboard.measure,
    "ingest": ingest.measure,
    "library": library.measure,
    "fleet": fleet.measure,
    "editors": editors.measure,
    "vitals": vitals.measure,
    "region": region.measure,
}


def main(names: list[str]) -> int:
    """Run the named benchmarks (the three short ones by default); return the exit code."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark named {unknown[0]}. Known: {', '.join(BENCHMARKS)}.")
        return 2
    print(describe_machine())
    report = Report()
    for name in names or ["create", "pages", "weight"]:
        BENCHMARKS[name](report)
    report.show()
    return 0 if report.holds else 1


sys.exit(main(sys.argv[1:]))
