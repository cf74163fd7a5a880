"""Text conversions that came back: each page that is not in RAM then loads 1,700 objects more."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.policy.lean import KEPT_TRANSFORMS
from communesplone.policy.lean import prune_transforms
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


class Transforms(SiteCheck):
    """Compares portal_transforms with the few that the types of a commune need."""

    name = "transforms"
    level = "warning"
    cost = "at once; pages get as fast as before"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        grown = set(site.portal_transforms.objectIds()) - set(KEPT_TRANSFORMS)
        if grown:
            yield self.finding(
                f"{len(grown)} text conversions that nobody uses came back; they slow every page",
                site.getId(),
            )

    def mend(self, app: Application, site: PloneSite) -> str:
        prune_transforms(site)
        return f"{site.getId()}: unused text conversions taken out."
