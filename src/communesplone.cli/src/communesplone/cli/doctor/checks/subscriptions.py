"""Mail to subscribers that would not go out, or whose failures nobody counts."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.core.interfaces import ISubscriptions
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


class Subscriptions(SiteCheck):
    """Asks the add-on, where it is installed."""

    name = "subscriptions"
    level = "warning"
    cost = "at once, sends nothing"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        found = ISubscriptions(site, None)
        for problem in found.problems() if found is not None else ():
            yield self.finding(f"{site.getId()}: {problem}", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        found = ISubscriptions(site, None)
        said = found.mend() if found is not None else "nothing to mend."
        return f"{site.getId()}: {said}"
