"""Every Walloon commune in one go, by the operator's own command; then each is visited."""

from benchmarks.report import Report
from communesplone.cli.testing import Instance
from communesplone.core.reference import select
from pathlib import Path
import html
import json
import statistics
import subprocess
import tempfile
import time


LIMIT_MINUTES = 20
FLAT_LIMIT = 1.5


def measure(report: Report) -> None:
    """Time `communes add --region wallonia`; compare the last ten with the first ten."""
    with (
        tempfile.TemporaryDirectory(prefix="region-") as scratch,
        Instance(Path(scratch)) as instance,
    ):
        before = time.monotonic()
        done = subprocess.run(
            [instance.folder / "bin" / "communes", "add", "--region", "wallonia", "--json"],
            env=instance.variables,
            stdout=subprocess.PIPE,
            check=True,
        )
        minutes = (time.monotonic() - before) / 60
        added = json.loads(done.stdout)["communes"]
        assert {commune["status"] for commune in added} == {"created"}
        instance.start_client()
        wrong = [
            commune.id for commune in select(region="wallonia") if not visit(instance, commune)
        ]
    report.add(f"All {len(added)} Walloon communes", minutes, LIMIT_MINUTES, "minutes")
    report.add(
        "Communes that do not answer as themselves", len(wrong), 0, "communes", ", ".join(wrong)
    )
    for unit in ("cpu_seconds", "bytes"):
        first = statistics.mean(commune[unit] for commune in added[:10])
        last = statistics.mean(commune[unit] for commune in added[-10:])
        report.add(
            f"{unit} of each of the last ten against the first ten",
            last / first,
            FLAT_LIMIT,
            "×",
            f"{last:,.3g} against {first:,.3g} {unit}",
        )


def visit(instance: Instance, commune: object) -> bool:
    """Whether the home at the commune's host bears its name, language and postal codes."""
    page = instance.get(f"{commune.id}.localhost", "/")
    if page.status in (301, 302):
        page = instance.get(f"{commune.id}.localhost", "/" + commune.language)
    text = html.unescape(page.text)
    return (
        page.status == 200
        and commune.name in text
        and f'lang="{commune.language}"' in text.partition("<head>")[0]
        and all(code in text for code in commune.postal_codes)
    )
