"""A site that does not count its changes: proxies and browsers would keep old pages."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.core.changes import KEY
from communesplone.core.changes import touch
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations


class Counter(SiteCheck):
    """Looks for the counter among the annotations of the site."""

    name = "counter"
    cost = "at once; its pages are fetched anew"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        if KEY not in IAnnotations(site):
            yield self.finding("its changes are not counted, so caches keep them", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        touch(site)
        return f"{site.getId()} counts its changes."
