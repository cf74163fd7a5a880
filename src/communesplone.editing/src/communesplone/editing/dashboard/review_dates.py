"""Pages whose day has come to be read again: the card, and finding nothing to change."""

from communesplone.core import _
from communesplone.core.behaviors.review_date import IReviewDate
from communesplone.core.cards import Card
from communesplone.core.reach import within_reach
from communesplone.core.records import WorkRow
from datetime import date
from datetime import datetime
from datetime import time
from plone import api
from plone.dexterity.content import DexterityContent
from plone.protect import CheckAuthenticator
from Products.CMFCore.permissions import ModifyPortalContent
from Products.Five import BrowserView
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from urllib.parse import urlencode
from zExceptions import BadRequest
from zExceptions import MethodNotAllowed
from zope.component.hooks import getSite


#: Days after which a forgotten page presses.
PRESSES = 30


def next_review(on: date) -> date:
    """Return the day a year later; the last of February for the 29th."""
    try:
        return on.replace(year=on.year + 1)
    except ValueError:
        return date(on.year + 1, 2, 28)


class ReviewDates(Card):
    """What is to be checked, the longest overdue first."""

    title = _("Pages to check")
    description = _("Their review date has come")

    def rows(self, most: int) -> list[WorkRow]:
        due = {"query": self.now.date(), "range": "max"}
        found = self.find(review_date=due, sort_on="review_date")
        reach = within_reach(found, ModifyPortalContent, most)
        return [self.row(brain) for brain, _item in reach]

    def row(self, brain: AbstractCatalogBrain) -> WorkRow:
        late = (self.now.date() - brain.review_date).days
        why = _(
            "To check for ${days} days. “Nothing to change” asks again in a year.",
            mapping={"days": late},
        )
        if late < 2:
            why = _("To check. “Nothing to change” asks again in a year.")
        return WorkRow(
            self.named(brain),
            self.address(brain),
            why,
            _("Nothing to change"),
            f"{brain.getURL()}/@@nothing-to-change",
            urgency="soon" if late > PRESSES else "calm",
            due=datetime.combine(brain.review_date, time(23, 59), self.now.tzinfo),
            posts=True,
            second=(_("Open"), f"{brain.getURL()}/edit"),
        )


class NothingToChange(BrowserView):
    """@@nothing-to-change of a page: it comes back in a year; `until` gives it back its day."""

    def __call__(self) -> str:
        """Move the review date and go back to the dashboard, which offers to undo it.

        :raises MethodNotAllowed: on a GET.
        :raises BadRequest: on a day that is none.
        """
        if self.request.method != "POST":
            raise MethodNotAllowed("POST")
        CheckAuthenticator(self.request)
        page = IReviewDate(self.context)
        before, undone = page.review_date, self.request.form.get("until")
        page.review_date = read_day(undone) if undone else next_review(date.today())
        self.context.reindexObject(idxs=["review_date"])
        back = f"{getSite().absolute_url()}/@@dashboard"
        if not undone and before is not None:
            done = {"checked": api.content.get_uuid(self.context), "before": before.isoformat()}
            back = f"{back}?{urlencode(done)}"
        self.request.response.redirect(back)
        return ""


def read_day(text: object) -> date:
    """Return a day written as in ISO 8601.

    :raises BadRequest: when it is none.
    """
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise BadRequest("Not a day") from error


def just_checked(site: DexterityContent, form: dict[str, object]) -> dict[str, str] | None:
    """Return what the dashboard says of the page that was just found in order, with its undo."""
    uid, before = form.get("checked"), form.get("before")
    if not isinstance(uid, str) or not isinstance(before, str):
        return None
    brains = site.portal_catalog.searchResults(UID=uid, show_inactive=True)
    if not brains or not isinstance(brains[0].review_date, date):
        return None
    return {
        "title": brains[0].Title,
        "day": brains[0].review_date,
        "before": read_day(before).isoformat(),
        "url": f"{brains[0].getURL()}/@@nothing-to-change",
    }
