"""A site on another clock: its opening hours and delays would be wrong."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


KEY = "plone.portal_timezone"
TIMEZONE = "Europe/Brussels"


class Timezone(SiteCheck):
    """Reads the time zone of the site."""

    name = "timezone"
    cost = "at once; hours entered meanwhile must be looked at"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        found = site.portal_registry.get(KEY)
        if found != TIMEZONE:
            yield self.finding(f"its time zone is {found}, not {TIMEZONE}", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        site.portal_registry[KEY] = TIMEZONE
        return f"{site.getId()} is on the time of {TIMEZONE}."
