"""Whether the board is computed at all: what `communes doctor` tells the operator."""

from collections.abc import Iterator
from communesplone.core import jobs
from communesplone.core.upkeep import IUpkeep
from communesplone.sharing.catching_up.refreshing import has_board
from communesplone.sharing.catching_up.refreshing import JOB
from communesplone.sharing.catching_up.refreshing import refresh
from communesplone.sharing.catching_up.store import catch_up
from communesplone.sharing.store import utc_now
from datetime import timedelta
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


#: The job comes each night, and is tried again for more than an hour when it fails.
LATE = timedelta(days=2)


@implementer(IUpkeep)
@adapter(IPloneSiteRoot)
class BoardUpkeep:
    """The catch-up board of a commune."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def problems(self) -> Iterator[str]:
        """See IUpkeep."""
        if not has_board(self.site):
            return
        kept = catch_up(self.site)
        computed = kept.computed if kept is not None else None
        if not any(job.name == JOB for job in jobs.pending(self.site)):
            yield "no job computes its catch-up board."
        elif computed is not None and utc_now() - computed.moment > LATE:
            yield f"its catch-up board is that of {computed.moment:%d %B %Y}."

    def mend(self) -> str:
        """Compute it now; the job then comes back each night."""
        refresh(self.site)
        return "its catch-up board is computed, and will be each night."
