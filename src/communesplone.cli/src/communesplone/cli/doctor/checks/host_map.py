"""Lines of the host map that lead nowhere."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import InstallationCheck
from communesplone.core.hosts import LINE
from communesplone.core.hosts import monster
from OFS.Application import Application


class HostMap(InstallationCheck):
    """Zope keeps a bad line, commented out by `#!`, and says nothing."""

    name = "host-map"
    fine = "Every line of the host map leads to a site"
    cost = "at once; takes these lines out of the map, no site is touched"

    def find(self, app: Application) -> Iterator[Finding]:
        for line in _bad_lines(app):
            yield self.finding(f"The host map has a line that leads nowhere: {line}")

    def mend(self, app: Application) -> str:
        bad = _bad_lines(app)
        kept = [line for line in monster(app).lines if line not in bad]
        monster(app).set_map("\n".join(kept))
        return f"{len(bad)} lines taken out of the host map."


def _bad_lines(app: Application) -> list[str]:
    return [line for line in monster(app).lines if "#!" in line or _is_dead(app, line)]


def _is_dead(app: Application, line: str) -> bool:
    found = LINE.fullmatch(line)
    return found is not None and found["site"] not in app.objectIds()
