"""Sources that have not answered for days: what `communes doctor` tells the operator."""

from collections.abc import Iterator
from communesplone.core.hours import BRUSSELS
from communesplone.core.upkeep import IUpkeep
from communesplone.sharing.store import utc_now
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.subscribing import resume
from datetime import datetime
from datetime import timedelta
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


SILENT = timedelta(days=3)


@implementer(IUpkeep)
@adapter(IPloneSiteRoot)
class Sources:
    """The sources that a site follows."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def problems(self) -> Iterator[str]:
        """See IUpkeep."""
        for way in self._silent():
            since = datetime.fromisoformat(way.answered or way.since).astimezone(BRUSSELS)
            who = way.name or way.address
            yield f"the source {who} has not answered since {since:%d %B %Y, %H:%M}: {way.error}"

    def mend(self) -> str:
        """Have the worker ask them again now."""
        found = self._silent()
        for way in found:
            resume(self.site, way)
        return f"the worker asks {len(found)} sources again." if found else "nothing to mend."

    def _silent(self) -> list[Subscription]:
        taken = taken_of(self.site)
        ways = taken.subscriptions.values() if taken is not None else ()
        return [one for one in ways if is_silent(one)]


def is_silent(way: Subscription) -> bool:
    """Tell whether a source that is followed has failed for days."""
    last = datetime.fromisoformat(way.answered or way.since)
    return bool(way.error) and not way.paused and utc_now() - last > SILENT
