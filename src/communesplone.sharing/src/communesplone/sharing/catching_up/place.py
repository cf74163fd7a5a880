"""Catching up in the bar of the back office, and what the law asks for on the dashboard."""

from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.interfaces import IOfficePlace
from communesplone.core.records import WorkRow
from communesplone.core.typography import typeset
from communesplone.sharing.catching_up.acting import address
from communesplone.sharing.catching_up.acting import is_webmaster
from communesplone.sharing.catching_up.refreshing import has_board
from communesplone.sharing.catching_up.store import catch_up
from functools import cached_property
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest


READ = "communesplone.sharing: Read the library"


@implementer(IOfficePlace)
class CatchingUpPlace:
    """The number is that of what the law asks for: the rest waits without pressing."""

    title = _("Catching up")
    order = 50

    def __init__(self, site: PloneSite, request: IBrowserRequest) -> None:
        self.site = site
        self.request = request

    @property
    def url(self) -> str:
        return f"{self.site.absolute_url()}/@@catching-up"

    @cached_property
    def count(self) -> int:
        kept = catch_up(self.site)
        return kept.pressing if kept is not None else 0

    def available(self) -> bool:
        return has_board(self.site) and bool(api.user.has_permission(READ, obj=self.site))


class LawCard(Card):
    """What the law asks for and the site lacks, for who can do something about it."""

    title = _("Asked for by law, missing here")
    description = _("Pages that a commune's site has to have")
    group = "mend"

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@catching-up"

    def available(self) -> bool:
        return has_board(self.site) and is_webmaster(self.site)

    def rows(self, most: int) -> list[WorkRow]:
        kept = catch_up(self.site)
        if kept is None or not kept.pressing or kept.computed is None:
            return []
        law = kept.computed.board.without(kept.aside).law
        return [
            WorkRow(
                typeset(self.words(row.line.title), self.language),
                address(self.site, row.line.more) or self.more_url,
                row.line.basis or row.line.sentence,
                row.line.label,
                address(self.site, row.line.url) or self.more_url,
                urgency="soon",
                posts=row.line.posts,
            )
            for row in law[:most]
        ]
