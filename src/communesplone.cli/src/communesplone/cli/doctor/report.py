"""How the findings are told: one line each, under it what mends it, the first to do last."""

from collections.abc import Iterable
from communesplone.cli.doctor.finding import Check
from communesplone.cli.doctor.finding import Finding
from datetime import datetime
from typing import Any
import click
import importlib.metadata


LABELS = {
    "ok": click.style("   ok  ", fg="green"),
    "error": click.style(" ERROR ", fg="white", bg="red", bold=True),
    "warning": click.style("warning", fg="yellow"),
}
ARROW = click.style("    →  ", fg="cyan")
COMMAND_WIDTH = 52


class Report:
    """Tells as it goes and keeps what was found.

    :param quiet: keep only.
    """

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.findings: list[Finding] = []
        self.looked_at = 0

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == "error"]

    @property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == "warning"]

    def start(self, sites: int) -> None:
        """Tell which version looks at how many sites, and when."""
        self.looked_at = sites
        version = importlib.metadata.version("communesplone.cli")
        moment = datetime.now().astimezone()
        self._say(
            click.style(
                f"communes {version}   {_number(sites, 'site')}   {moment:%Y-%m-%d %H:%M}",
                dim=True,
            )
        )

    def installation(self, results: Iterable[tuple[Check, list[Finding]]]) -> None:
        """Tell what was found in what all sites share."""
        self._title("Installation")
        for check, findings in results:
            if not findings:
                self._say(f"{LABELS['ok']}  {check.fine}")
            self._tell(findings)

    def sites(self, results: dict[str, list[Finding]]) -> None:
        """Tell what was found in each site; those without a remark are one line."""
        self._title("Sites")
        fine = sum(not findings for findings in results.values())
        if fine:
            self._say(f"{LABELS['ok']}  {fine} without remark")
        width = max((len(site) for site, findings in results.items() if findings), default=0)
        for findings in results.values():
            self._tell(findings, width)

    def _tell(self, findings: list[Finding], width: int = 0) -> None:
        for finding in findings:
            self.findings.append(finding)
            site = click.style(f"{finding.site:<{width}}   ", bold=True) if finding.site else ""
            self._say(f"{LABELS[finding.level]}  {site}{finding.sentence}")
            cost = click.style(finding.cost, dim=True)
            self._say(f"{ARROW}  {finding.command:<{COMMAND_WIDTH}}  {cost}")

    def end(self) -> None:
        """Sum up; what to do first stands last, above the prompt."""
        self._say("")
        if not self.findings:
            self._say("Nothing to mend.")
            return
        counts = [
            _number(len(found), word)
            for found, word in ((self.errors, "error"), (self.warnings, "warning"))
            if found
        ]
        first = (self.errors or self.warnings)[0]
        self._say(f"{click.style(', '.join(counts) + '.', bold=True)} First:")
        self._say(f"{ARROW}  {first.command}")

    def as_json(self) -> dict[str, Any]:
        """Return everything found."""
        return {
            "sites": self.looked_at,
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "findings": [finding.as_json() for finding in self.findings],
        }

    def _title(self, text: str) -> None:
        self._say("")
        self._say(click.style(text, underline=True, bold=True))

    def _say(self, text: str) -> None:
        if not self.quiet:
            click.echo(text)


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
