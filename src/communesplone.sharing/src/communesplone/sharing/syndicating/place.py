"""Subscriptions to other sources in the bar of the back office, and on the dashboard."""

from AccessControl import getSecurityManager
from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.interfaces import IOfficePlace
from communesplone.core.records import WorkRow
from communesplone.core.typography import typeset
from communesplone.sharing.syndicating.moderating import queue
from communesplone.sharing.syndicating.moderating import waiting
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.subscribing import may_manage
from communesplone.sharing.syndicating.upkeep import is_silent
from functools import cached_property
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest


READ = "communesplone.sharing: Read the library"
#: The bar counts no further.
MOST = 20


@implementer(IOfficePlace)
class Sources:
    """Absent where no other source is followed: one begins from the library."""

    title = _("Other sources")
    order = 45

    def __init__(self, site: PloneSite, request: IBrowserRequest) -> None:
        self.site = site
        self.request = request

    @property
    def url(self) -> str:
        return f"{self.site.absolute_url()}/@@sources"

    @cached_property
    def count(self) -> int:
        taken = taken_of(self.site)
        return len(waiting(self.site, taken, MOST)) if taken is not None else 0

    def available(self) -> bool:
        taken = taken_of(self.site)
        may = getSecurityManager().checkPermission(READ, self.site)
        return taken is not None and bool(taken.subscriptions) and bool(may)


class FromOthers(Card):
    """What other sources bring and waits for a decision."""

    title = _("What comes from other sources")
    description = _("Shown here once somebody accepts it")
    group = "decide"

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@sources-queue"

    def available(self) -> bool:
        return Sources(self.site, self.request).available()

    def rows(self, most: int) -> list[WorkRow]:
        """Return what this person may accept, the oldest first."""
        taken = taken_of(self.site)
        found = queue(self.site, taken, most) if taken is not None else []
        return [self._row(key, one) for key, one, _way in found]

    def _row(self, key: str, one: Any) -> WorkRow:
        title = str(one.envelope["fields"].get("title", ""))
        author = str(one.envelope["issuer"].get("name", ""))
        url = f"{self.more_url}?key={key}"
        return WorkRow(
            typeset(title, self.language),
            url,
            _("${author} publishes it.", mapping={"author": author}),
            _("Decide"),
            url,
        )


class Silent(Card):
    """Sources that have not answered for days."""

    title = _("Sources that do not answer")
    description = _("What they correct or cancel does not reach your site")
    group = "mend"

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@sources"

    def available(self) -> bool:
        return Sources(self.site, self.request).available()

    def rows(self, most: int) -> list[WorkRow]:
        """Return those that this person keeps."""
        taken = taken_of(self.site)
        ways = taken.subscriptions.values() if taken is not None else ()
        found = [one for one in ways if is_silent(one) and may_manage(self.site, one)]
        return [
            WorkRow(
                one.name or one.address, self.more_url, one.error, _("See"), self.more_url, "soon"
            )
            for one in found[:most]
        ]
