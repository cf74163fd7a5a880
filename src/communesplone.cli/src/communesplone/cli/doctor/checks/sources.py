"""Sources that a site follows and that have not answered for days."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.core.upkeep import IUpkeep
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite
from zope.component import queryAdapter


ADD_ON = "communesplone.sharing.syndicating"


class Sources(SiteCheck):
    """Asks the add-on, where it is installed, about the subscriptions of a site."""

    name = "sources"
    level = "warning"
    cost = "a second; the worker asks the sources again"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        found = queryAdapter(site, IUpkeep, ADD_ON)
        for problem in found.problems() if found is not None else ():
            yield self.finding(f"{site.getId()}: {problem}", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        found = queryAdapter(site, IUpkeep, ADD_ON)
        said = found.mend() if found is not None else "nothing to mend."
        return f"{site.getId()}: {said}"
