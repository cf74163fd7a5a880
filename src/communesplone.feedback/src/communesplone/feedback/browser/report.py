"""What webmasters read: the pages by how often they did not help, with the comments."""

from communesplone.core.browser.page import Page
from communesplone.core.hours import BRUSSELS
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.core.settings import settings
from communesplone.core.typography import day
from communesplone.feedback.box import Answers
from communesplone.feedback.box import box
from communesplone.feedback.box import MONTH
from communesplone.feedback.settings import IFeedbackSettings
from datetime import datetime
from datetime import UTC
from functools import cached_property
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope.component.hooks import getSite


PER_PAGE = 30
SHOWN = 20


class ReportView(Page):
    """@@feedback-report of the site. Pages that the reader may not see are left out."""

    indexed = False

    @cached_property
    def found(self) -> list[tuple[str, Answers]]:
        """The answers by UID, the pages that helped least first."""
        kept = box(getSite())
        pages = list(kept.pages.items()) if kept is not None else []
        seen = {brain.UID for brain in self._brains([uid for uid, _answers in pages])}
        shown = [(uid, answers) for uid, answers in pages if uid in seen]
        return sorted(shown, key=lambda one: (-one[1].no(), one[1].yes(), one[0]))

    def _brains(self, uids: list[str]) -> Any:
        return getToolByName(self.context, "portal_catalog").searchResults(UID=uids)

    @cached_property
    def paging(self) -> Paging:
        url = f"{self.context.absolute_url()}/@@feedback-report"
        return Paging(asked_page(self.request.form), PER_PAGE, len(self.found), url)

    def rows(self) -> list[dict[str, Any]]:
        """Return the pages of this page of the report."""
        start = (self.paging.number - 1) * PER_PAGE
        chosen = dict(self.found[start : start + PER_PAGE])
        brains = {brain.UID: brain for brain in self._brains(list(chosen))}
        limit = datetime.now(UTC) - MONTH * settings(IFeedbackSettings).months
        return [
            {
                **self.row(brains[uid]),
                "yes": answers.yes(),
                "no": answers.no(),
                "share": self._share(answers),
                "comments": [
                    {"text": one.text, "useful": one.useful, "date": self._on(one.moment)}
                    for one in answers.comments
                    if one.moment > limit
                ][:SHOWN],
            }
            for uid, answers in chosen.items()
        ]

    @staticmethod
    def _share(answers: Answers) -> str:
        total = answers.yes() + answers.no()
        return f"{round(100 * answers.yes() / total)}\u00a0%" if total else ""

    def _on(self, moment: datetime) -> str:
        return day(moment.astimezone(BRUSSELS).date(), self.language, weekday=False, year=True)
