"""Updates in the bar of the back office, and on the dashboard."""

from AccessControl import getSecurityManager
from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.interfaces import IOfficePlace
from communesplone.core.records import WorkRow
from communesplone.core.typography import typeset
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating.reach import answered_for_me
from communesplone.sharing.updating.reach import for_me
from datetime import timedelta
from functools import cached_property
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest


READ = "communesplone.sharing: Read the library"
#: The bar counts no further.
MOST = 20
#: So long an answer is news.
RECENT = timedelta(days=7)
ANSWERS = {
    "taken": _("The author has taken your proposal."),
    "declined": _("The author does without your proposal."),
}


@implementer(IOfficePlace)
class Updates:
    """Absent where nothing was ever adopted, nor proposed."""

    title = _("Page updates")
    order = 40

    def __init__(self, site: PloneSite, request: IBrowserRequest) -> None:
        self.site = site
        self.request = request

    @property
    def url(self) -> str:
        return f"{self.site.absolute_url()}/@@updates"

    @cached_property
    def count(self) -> int:
        kept = store(self.site)
        return sum(1 for _one in for_me(self.site, kept, MOST)) if kept is not None else 0

    def available(self) -> bool:
        kept = store(self.site)
        may = getSecurityManager().checkPermission(READ, self.site)
        return kept is not None and bool(kept.bases or kept.proposals) and bool(may)


class UpdatesCard(Card):
    """A card that the page of updates goes on with."""

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@updates"

    def available(self) -> bool:
        return Updates(self.site, self.request).available()


class Waiting(UpdatesCard):
    """Pages with a revision that waits."""

    title = _("Updates of what you adopted")
    description = _("Their authors have changed them")
    group = "decide"

    def rows(self, most: int) -> list[WorkRow]:
        kept = store(self.site)
        if kept is None:
            return []
        found = []
        for uid, item in for_me(self.site, kept, most):
            envelope = kept.pending[uid].envelope
            author = str(envelope["issuer"].get("name", ""))
            told = envelope["change"] or self.words(
                _("${author} offers a new revision.", mapping={"author": author})
            )
            found.append(
                WorkRow(
                    typeset(item.Title(), self.language),
                    item.absolute_url(),
                    told,
                    _("See"),
                    f"{item.absolute_url()}/@@merge",
                )
            )
        return found


class Answered(UpdatesCard):
    """What authors made of what was proposed to them."""

    title = _("Answers to what you proposed")
    description = _("What the authors of your adopted pages say of your text")
    group = "heard"

    def rows(self, most: int) -> list[WorkRow]:
        kept = store(self.site)
        if kept is None:
            return []
        since = (utc_now() - RECENT).isoformat()
        answered = answered_for_me(self.site, kept, since, most)
        return [
            WorkRow(
                typeset(item.Title(), self.language),
                item.absolute_url(),
                " ".join(filter(None, [self.words(ANSWERS[told.state]), told.word])),
                _("See"),
                item.absolute_url(),
            )
            for told, item in ((kept.proposed[uid], item) for uid, item in answered)
        ]
