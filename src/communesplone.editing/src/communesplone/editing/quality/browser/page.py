"""@@quality of an item: its problems as they are kept, each with its mends."""

from communesplone.core import _
from communesplone.core.quality import check_named
from communesplone.core.quality import NothingToMend
from communesplone.editing.quality.acting import can_undo
from communesplone.editing.quality.acting import do_accept
from communesplone.editing.quality.acting import do_mend
from communesplone.editing.quality.acting import do_undo
from communesplone.editing.quality.acting import take_back
from communesplone.editing.quality.browser.office import OfficePage
from communesplone.editing.quality.browser.settled import settled
from communesplone.editing.quality.engine import look
from communesplone.editing.quality.shown import shown
from communesplone.editing.quality.words import capital
from functools import cached_property
from html import escape
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from urllib.parse import urlencode
from zope.i18nmessageid import Message


class QualityPage(OfficePage):
    """One item. In a walk (`kind`), what is mended leads to the next item with that problem."""

    body = ViewPageTemplateFile("page.pt")
    #: What was wrong with an answer, by key of the problem, and the answer itself.
    wrong: dict[str, str] = {}
    kept_answer = ""

    def __call__(self) -> str:
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        key = self._text("key")
        try:
            done = self._act(key)
        except NothingToMend as error:
            self.wrong = {key: self.say(error.message)}
            self.kept_answer = self._text("answer")
            self.request.response.setStatus(409)
            return self.index()
        IStatusMessage(self.request).addStatusMessage(done, type="info")
        self.request.response.redirect(self._next())
        return ""

    def _act(self, key: str) -> Message:
        """Do what the button says, and return the sentence about it."""
        do, _space, mend = self._text("do").partition(" ")
        if do == "undo":
            do_undo(self.context)
            return _("It is as before.")
        if do == "accept":
            do_accept(self.context, key)
            return _("Left as it is. It is said again when the words change.")
        if do == "say":
            do_accept(self.context, key)
            return _("Noted, with your name and the day.")
        if do == "take-back":
            take_back(self.context, key)
            return _("It holds publication back again.")
        do_mend(self.context, key, mend, self._text(f"answer-{mend}"))
        return _("Mended. The page has a new version, the former one is kept.")

    def _next(self) -> str:
        here = f"{self.context.absolute_url()}/@@quality"
        if not self.kind or self._text("do") == "undo":
            return f"{here}?{urlencode({'kind': self.kind})}" if self.kind else here
        if self.shown["total"] and any(one["check"] == self.kind for one in self._fresh()):
            return f"{here}?{urlencode({'kind': self.kind})}"
        after = urlencode({"kind": self.kind, "after": self.context.UID()})
        return f"{self.site_url}/@@quality-next?{after}"

    def _fresh(self) -> list[dict[str, Any]]:
        subject, findings = look(self.context)
        return shown(subject, findings, self.request)["findings"]

    def _text(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    @cached_property
    def kind(self) -> str:
        """The kind of problem of a walk; empty for none."""
        name = self._text("kind")
        try:
            check_named(name)
        except KeyError:
            return ""
        return name

    @property
    def kind_title(self) -> str:
        return self.say(check_named(self.kind).title) if self.kind else ""

    @property
    def walk_url(self) -> str:
        after = urlencode({"kind": self.kind, "after": self.context.UID()})
        return f"{self.site_url}/@@quality-next?{after}"

    @property
    def title(self) -> str:
        return self.text(self.context.Title())

    @cached_property
    def shown(self) -> dict[str, Any]:
        subject, findings = look(self.context)
        return shown(subject, findings, self.request)

    @property
    def lead_html(self) -> str:
        words = self.shown["words"]
        if not self.shown["total"]:
            return escape(self.say(_("Nothing to mend in this page.")))
        law, advice = escape(capital(words["law"])), escape(words["advice"])
        return f"<b>{law}</b>, {advice}." if self.shown["law"] else f"{law}, {advice}."

    def rows(self) -> list[dict[str, Any]]:
        """Return the problems; in a walk, those of its kind first."""
        found = [
            {
                **one,
                "error": self.wrong.get(one["key"], ""),
                "mends": [self._mend(one, mend) for mend in one["mends"]],
                "can_accept": one["severity"] != "law",
                "edit": "" if one["mends"] else self._form(one["way"]),
            }
            for one in self.shown["findings"]
        ]
        return sorted(found, key=lambda one: bool(self.kind) and one["check"] != self.kind)

    def settled(self) -> list[dict[str, str]]:
        """Return what somebody said of a problem, so that it holds nothing back."""
        return settled(self, self.context.UID())

    def _form(self, way: str) -> str:
        """Return the address of the field that a problem without a button is mended in."""
        return f"{self.context.absolute_url()}/edit#formfield-form-widgets-{way.partition('.')[0]}"

    def _mend(self, finding: dict[str, Any], mend: dict[str, Any]) -> dict[str, Any]:
        """Return a mend with what was typed and refused, so that nothing is typed twice."""
        if finding["key"] in self.wrong and f"answer-{mend['name']}" in self.request.form:
            return {**mend, "proposal": self._text(f"answer-{mend['name']}")}
        return mend

    @property
    def can_undo(self) -> bool:
        return can_undo(self.context)

    @property
    def lost(self) -> str:
        """What to say when the problem that was to be mended is not there any more."""
        keys = {one["key"] for one in self.shown["findings"]}
        return next((words for key, words in self.wrong.items() if key not in keys), "")
