"""What a visitor answers: counted, then thanked, then asked what was missing."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.core.changes import keep_quiet
from communesplone.core.clients import client_of
from communesplone.core.interfaces import INotifications
from communesplone.core.records import Notice
from communesplone.core.settings import settings
from communesplone.feedback import night
from communesplone.feedback.box import Box
from communesplone.feedback.box import box
from communesplone.feedback.interfaces import TooMany
from communesplone.feedback.kind import KIND
from communesplone.feedback.mask import LONGEST
from communesplone.feedback.mask import masked
from communesplone.feedback.settings import IFeedbackSettings
from datetime import datetime
from datetime import UTC
from plone.protect.interfaces import IDisableCSRFProtection
from plone.uuid.interfaces import IUUID
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface import alsoProvides


CHOICES = {"yes": True, "no": False}


class AnswerView(Page):
    """@@useful of any page, by POST. It needs neither script nor cookie.

    Its answer is a page of its own: to send the visitor back would need a cookie to say thanks.
    """

    indexed = False
    asks_feedback = False
    longest = LONGEST
    status = "thanks"

    def __call__(self) -> str:
        """Take the answer; a visit of the address alone goes back to the page."""
        if self.request.method != "POST":
            self.request.response.redirect(self.context.absolute_url(), status=303)
            return ""
        found, uid = box(getSite()), IUUID(self.context, None)
        if found is None or uid is None or not self.chosen.enabled:
            raise NotFound("useful")
        self.useful = self._read("useful", 3)
        if self.useful not in CHOICES:
            raise BadRequest("useful: yes or no")
        # What visitors think of a page does not change it: it stays in the caches.
        keep_quiet(self.request)
        # The form is the same for everybody and holds no token; who is logged in answers too.
        alsoProvides(self.request, IDisableCSRFProtection)
        self._take(found, uid)
        return super().__call__()

    @property
    def chosen(self) -> Any:
        return settings(IFeedbackSettings)

    def _take(self, found: Box, uid: str) -> None:
        comment, now = self._read("comment", 20_000), datetime.now(UTC)
        if found.day is None or found.day.on != now.date():
            night.schedule(getSite(), now.date())
        try:
            if self._read("website", 2_000):
                # A field that people do not see: who fills it in is a program.
                self.status = "written"
            elif "comment" in self.request.form:
                self._keep(found, uid, comment)
            else:
                found.answer(uid, CHOICES[self.useful], self._address, now.date())
        except TooMany:
            self.status = "too_many"
            self.request.response.setStatus(429)

    def _keep(self, found: Box, uid: str, comment: str) -> None:
        if not self.chosen.comments:
            raise BadRequest("comment: none is taken")
        if len(comment) > LONGEST:
            self.status, self.typed = "too_long", comment
            self.request.response.setStatus(400)
            return
        useful, now = CHOICES[self.useful], datetime.now(UTC)
        if found.comment(uid, comment, useful, self._address, now, self.chosen.months):
            self._tell(uid, comment, now)
        self.status = "written"

    def _tell(self, uid: str, comment: str, now: datetime) -> None:
        """Have those who keep the page told, where accounts are installed; no address leaves."""
        notifications = INotifications(getSite(), None)
        if notifications is not None:
            title = self.context.Title() or self.context.getId()
            notice = Notice(
                f"{uid} {now.isoformat()}", title, self.context.absolute_url(), masked(comment)
            )
            notifications.tell(KIND, notice, about=uid)

    typed = ""

    @property
    def _address(self) -> str:
        return client_of(self.request.environ.get("REMOTE_ADDR", ""))

    def _read(self, name: str, longest: int) -> str:
        value = self.request.form.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            raise BadRequest(f"{name}: one text")
        return value

    @property
    def page_title(self) -> str:
        return translate(_("Your answer"), target_language=self.language)

    def page_description(self) -> str:
        return ""

    def title(self) -> str:
        """Return the title of the page that was answered about."""
        return self.text(self.context.Title())

    def asks_for_words(self) -> bool:
        """Tell whether the form for a comment is shown."""
        return self.chosen.comments and self.status in ("thanks", "too_long")
