"""A search that does not find what is public, or knows what is not."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.core.interfaces import ISearchUpkeep
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


class Search(SiteCheck):
    """Asks the add-on, where it is installed."""

    name = "search"
    cost = "some twenty seconds per thousand pages; no page is touched, only what searches them"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        found = ISearchUpkeep(site, None)
        for problem in found.problems() if found is not None else ():
            yield self.finding(f"{site.getId()}: {problem}", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        found = ISearchUpkeep(site, None)
        said = found.mend() if found is not None else "nothing to mend."
        return f"{site.getId()}: {said}"
