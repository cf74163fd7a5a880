"""Pages whose review date has passed, as lines of the catch-up board."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.catching_up import ICatchingUp
from communesplone.core.catching_up import Line
from communesplone.core.catching_up import Others
from communesplone.core.hours import BRUSSELS
from datetime import date
from datetime import datetime
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


#: So many are listed: those that wait longest.
MOST = 50
MONTH = 30


@implementer(ICatchingUp)
@adapter(IPloneSiteRoot)
class ReviewLines:
    """What citizens see and nobody read again when it was to be."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def lines(self, others: Others) -> Iterator[Line]:
        """See ICatchingUp."""
        today = datetime.now(BRUSSELS).date()
        # Unrestricted, since a job asks: the board shows each to who may see the page
        brains = self.site.portal_catalog.unrestrictedSearchResults(
            review_date={"query": today, "range": "max"},
            review_state="published",
            sort_on="review_date",
            sort_limit=MOST,
        )
        root = "/".join(self.site.getPhysicalPath())
        for brain in brains[:MOST]:
            where = brain.getPath().removeprefix(f"{root}/")
            yield Line(
                name=f"review:{brain.UID}",
                title=brain.Title or brain.getId,
                sentence=told(brain.review_date, today),
                weight="refresh",
                present=False,
                label=_("Read again"),
                url=f"{where}/edit",
                more=where,
                minutes=5,
                about=brain.UID,
            )


def told(due: date, today: date) -> Message:
    """Return since when a page waits to be read again.

    >>> told(date(2026, 4, 2), date(2026, 11, 29)).mapping
    {'count': 8}
    """
    months = (today - due).days // MONTH
    if months < 1:
        return _("It was to be read again this month.")
    if months == 1:
        return _("It was to be read again a month ago.")
    return _("It was to be read again ${count} months ago.", mapping={"count": months})
