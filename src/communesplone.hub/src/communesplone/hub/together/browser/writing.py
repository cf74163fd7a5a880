"""@@proposal-write and @@proposal-edit: the form of a proposal, with the questions of the hub."""

from communesplone.core import _
from communesplone.core.settings import settings
from communesplone.hub.together.browser.base import Act
from communesplone.hub.together.browser.base import TogetherPage
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.members import member
from communesplone.hub.together.proposal import Proposal
from communesplone.hub.together.settings import ITogetherSettings
from communesplone.hub.together.workflow import state_of
from communesplone.hub.together.writing import problems
from communesplone.hub.together.writing import propose
from communesplone.hub.together.writing import rewrite
from communesplone.hub.together.writing import Written
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


#: What a request may hold in one field; what is too long is said, not lost.
MOST = 100_000


class WritingForm(Act, TogetherPage):
    """The form; whatever is wrong stands at its field, and nothing typed is lost."""

    index = ViewPageTemplateFile("writing.pt")
    page_title = _("Write a proposal")
    #: What a field begins with, by name.
    known: dict[str, str] = {}
    errors: dict[str, str] = {}

    def leave(self) -> str:
        """Show the form; after a proposal is written, its page."""
        if self.request.method != "POST":
            return self.index()
        self.request.response.redirect(self.written_url, status=303)
        return ""

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions of the hub."""
        return tuple(settings(ITogetherSettings, self.site).questions or ())

    @property
    def written(self) -> Written:
        upload = self.request.form.get("sketch")
        name = getattr(upload, "filename", "") or ""
        return Written(
            title=self.given("title", MOST),
            need=self.given("need", MOST),
            idea=self.given("idea", MOST),
            answers={
                question: self.given(f"answer-{number}", MOST)
                for number, question in enumerate(self.questions)
            },
            sketch=(name, upload.read()) if name else None,
        )

    def act(self) -> Message:
        """Check, then write.

        :raises CannotBeDone: something is missing or refused.
        """
        written = self.written
        self.errors = problems(written)
        if self.errors:
            raise CannotBeDone(_("Something is missing. It is said at each field."))
        return self.write(written)

    def write(self, written: Written) -> Message:
        """Write what was checked, and set `written_url`."""
        raise NotImplementedError

    def value(self, name: str) -> str:
        """Return what stands in a field: what was typed, else what is known."""
        if self.request.method == "POST":
            return self.typed(name)
        return self.known.get(name, "")

    def fields(self) -> list[dict[str, Any]]:
        """Return the texts that are asked for, in order."""
        fixed = [
            ("need", _("The need"), _("What happens today, to whom, how often."), 5),
            ("idea", _("What we propose"), _("What should be possible afterwards."), 5),
        ]
        asked = [
            (f"answer-{number}", question, "", 3) for number, question in enumerate(self.questions)
        ]
        return [
            {
                "name": name,
                "label": self.say(label),
                "hint": self.say(hint),
                "rows": rows,
                "value": self.value(name),
                "error": self.error(name),
            }
            for name, label, hint, rows in [*fixed, *asked]
        ]

    def error(self, name: str) -> str:
        """Return what is wrong with a field."""
        return self.say(self.errors[name]) if name in self.errors else ""


class WriteProposal(WritingForm):
    """A new proposal, in the name of the commune of whoever writes."""

    written_url = ""

    def write(self, written: Written) -> Message:
        """See WritingForm."""
        made = propose(self.site, member(self.site), written)
        self.written_url = made.absolute_url()
        return _("Your proposal is read by the communes. With others that share it, it moves on.")


class EditProposal(WritingForm):
    """A proposal that is an idea, or was sent back: its authors write on."""

    page_title = _("Write on")

    @property
    def written_url(self) -> str:
        return self.context.absolute_url()

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions that it answered when it was written, then those that are new."""
        kept = settings(ITogetherSettings, self.site).questions or ()
        return tuple(dict.fromkeys([*(self.context.answers or {}), *kept]))

    @cached_property
    def known(self) -> dict[str, str]:
        proposal: Proposal = self.context
        given = proposal.answers or {}
        return {
            "title": proposal.title,
            "need": proposal.need or "",
            "idea": proposal.idea or "",
            **{
                f"answer-{number}": given.get(question, "")
                for number, question in enumerate(self.questions)
            },
        }

    def write(self, written: Written) -> Message:
        """See WritingForm.

        :raises CannotBeDone: it has moved on.
        """
        if state_of(self.context) not in ("idea", "sent_back"):
            raise CannotBeDone(_("Other communes share it by now: it cannot be rewritten."))
        rewrite(self.context, written)
        return _("Kept. The communes read it as it stands now.")
