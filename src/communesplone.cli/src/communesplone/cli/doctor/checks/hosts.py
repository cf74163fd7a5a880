"""A site that no address reaches."""

from collections.abc import Iterator
from communesplone.cli import environment
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.core.hosts import hosts
from communesplone.core.hosts import set_hosts
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


class Hosts(SiteCheck):
    """Looks for the site in the host map."""

    name = "hosts"
    cost = "at once; gives it one host, answered from then on"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        if not hosts(app).get(site.getId()):
            yield self.finding(
                f"has no host: nobody reaches it. The mend gives it {_default(site)}.",
                site.getId(),
            )

    def mend(self, app: Application, site: PloneSite) -> str:
        set_hosts(app, site.getId(), (_default(site),))
        return f"{site.getId()} is reached at {_default(site)}."


def _default(site: PloneSite) -> str:
    return f"{site.getId()}.{environment.domain()}"
