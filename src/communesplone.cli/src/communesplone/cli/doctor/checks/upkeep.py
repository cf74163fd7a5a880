"""What add-ons say of what they keep: each is asked where it is installed."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import InstallationCheck
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.core.upkeep import IUpkeep
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite
from zope.component import queryAdapter


class VisitsLog(InstallationCheck):
    """Asks statistics about the log that all sites share."""

    name = "visits-log"
    fine = "The log of visits is read"
    level = "warning"
    cost = "seconds for each million lines; takes note of what is lost, no site is changed"

    def find(self, app: Application) -> Iterator[Finding]:
        for problem in _problems(app, "communesplone.statistics"):
            yield self.finding(f"Visits: {problem}")

    def mend(self, app: Application) -> str:
        return f"Visits: {_mended(app, 'communesplone.statistics')}"


class SiteUpkeep(SiteCheck):
    """Asks an add-on about what it keeps in a site."""

    level = "warning"
    #: The name under which the add-on registers its `IUpkeep`.
    add_on: str

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        for problem in _problems(site, self.add_on):
            yield self.finding(f"{site.getId()}: {problem}", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        return f"{site.getId()}: {_mended(site, self.add_on)}"


class Visits(SiteUpkeep):
    """The job that counts the visits of a site."""

    name = "visits"
    add_on = "communesplone.statistics"
    cost = "seconds; what the log still holds is counted"


class Sources(SiteUpkeep):
    """Sources that a site follows and that have not answered for days."""

    name = "sources"
    add_on = "communesplone.sharing.syndicating"
    cost = "a second; the worker asks the sources again"


class CatchUp(SiteUpkeep):
    """The job that computes the catch-up board of a commune."""

    name = "catch-up"
    add_on = "communesplone.sharing.catching_up"
    cost = "seconds; the library is asked, no page of the site is changed"


def _problems(of: Application | PloneSite, add_on: str) -> list[str]:
    found = queryAdapter(of, IUpkeep, add_on)
    return list(found.problems()) if found is not None else []


def _mended(of: Application | PloneSite, add_on: str) -> str:
    found = queryAdapter(of, IUpkeep, add_on)
    return str(found.mend()) if found is not None else "nothing to mend."
