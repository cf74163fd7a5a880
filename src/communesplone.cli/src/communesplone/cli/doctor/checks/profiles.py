"""A site that is behind the installed version."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.cli.versions import pending
from communesplone.cli.versions import upgrade_site
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


class Profiles(SiteCheck):
    """Asks each profile for upgrade steps that were not run."""

    name = "profiles"
    level = "warning"
    cost = "seconds, one transaction, undone if it fails"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        for profile, (version, expected) in pending(site).items():
            yield self.finding(
                f"the profile {profile} is behind ({version}, expected {expected})",
                site.getId(),
                command=f"bin/communes upgrade {site.getId()}",
            )

    def mend(self, app: Application, site: PloneSite) -> str:
        behind = pending(site)
        upgrade_site(site, list(behind))
        return f"{site.getId()}: {', '.join(behind)} brought to the installed version."
