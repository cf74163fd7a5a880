"""Visits that nobody counts: no job, a job behind, a log that is not read or is gone."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import InstallationCheck
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.core.upkeep import IUpkeep
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite
from zope.component import queryAdapter


ADD_ON = "communesplone.statistics"


class VisitsLog(InstallationCheck):
    """Asks the add-on about the log that all sites share."""

    name = "visits-log"
    fine = "The log of visits is read"
    level = "warning"
    cost = "seconds for each million lines; takes note of what is lost, no site is changed"

    def find(self, app: Application) -> Iterator[Finding]:
        found = queryAdapter(app, IUpkeep, ADD_ON)
        for problem in found.problems() if found is not None else ():
            yield self.finding(f"Visits: {problem}")

    def mend(self, app: Application) -> str:
        found = queryAdapter(app, IUpkeep, ADD_ON)
        return f"Visits: {found.mend() if found is not None else 'nothing to mend.'}"


class Visits(SiteCheck):
    """Asks the add-on, where it is installed, about the job of a site."""

    name = "visits"
    level = "warning"
    cost = "seconds; what the log still holds is counted"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        found = queryAdapter(site, IUpkeep, ADD_ON)
        for problem in found.problems() if found is not None else ():
            yield self.finding(f"{site.getId()}: {problem}", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        found = queryAdapter(site, IUpkeep, ADD_ON)
        said = found.mend() if found is not None else "nothing to mend."
        return f"{site.getId()}: {said}"
