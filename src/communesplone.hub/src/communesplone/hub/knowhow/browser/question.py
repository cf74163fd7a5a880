"""A question with its answers: answering, marking what helped, following, hiding."""

from communesplone.core import _
from communesplone.core.browser.page import local
from communesplone.core.typography import moment
from communesplone.hub.knowhow.asking import accept
from communesplone.hub.knowhow.asking import answer
from communesplone.hub.knowhow.asking import hide
from communesplone.hub.knowhow.browser.base import KnowHowPage
from communesplone.hub.knowhow.content import Answer
from communesplone.hub.knowhow.content import LONGEST_TEXT
from communesplone.hub.knowhow.content import Question
from communesplone.hub.knowhow.indexers import is_shown
from communesplone.hub.knowhow.store import store
from communesplone.hub.places import REVIEW
from functools import cached_property
from plone import api
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


class QuestionView(KnowHowPage):
    """The page of one question; `act` of its form is a key of ACTS."""

    context: Question

    def __call__(self) -> str:
        """Do what a form posts."""
        if self.request.method == "POST":
            return self.posted(self._act)
        return super().__call__()

    def _act(self) -> str:
        acts = {
            "answer": self._answer,
            "accept": self._accept,
            "follow": self._follow,
            "unfollow": self._unfollow,
            "hide": self._hide,
            "show": self._hide,
        }
        act = acts.get(self.given("act", 20))
        if act is None:
            raise BadRequest("act")
        words, lead_to = act()
        IStatusMessage(self.request).add(self.say(words), "info")
        return lead_to

    def _answer(self) -> tuple[Message, str]:
        made = answer(self.site, self.context, self.voice, self.typed)
        return _("Your answer is online. Thank you."), f"{self.url}#answer-{made.getId()}"

    def _accept(self) -> tuple[Message, str]:
        accept(self.context, self.given("answer", 20), self.voice.issuer)
        return _("It is marked as what helped."), self.url

    def _follow(self) -> tuple[Message, str]:
        store(self.site).follow(self.context.UID(), self.voice.person)
        return _("You are told of new answers."), self.url

    def _unfollow(self) -> tuple[Message, str]:
        store(self.site).unfollow(self.context.UID(), self.person)
        return _("You are told no more."), self.url

    def _hide(self) -> tuple[Message, str]:
        if not self.reviews:
            raise Unauthorized("Reviewers hide.")
        hidden = self.given("act", 20) == "hide"
        item = self._answer_named(self.given("answer", 20)) or self.context
        hide(item, hidden)
        return (_("It is hidden.") if hidden else _("It is shown again.")), self.url

    def _answer_named(self, name: str) -> Answer | None:
        found = {one.getId(): one for one in self.context.answers()}
        if name and name not in found:
            raise NotFound("answer")
        return found.get(name)

    @property
    def url(self) -> str:
        return self.context.absolute_url()

    @property
    def page_title(self) -> str:
        return self.text(self.context.title)

    @property
    def typed(self) -> str:
        """What was typed as an answer."""
        return self.given("text", LONGEST_TEXT + 1000)

    @cached_property
    def reviews(self) -> bool:
        return bool(api.user.has_permission(REVIEW, obj=self.site))

    @property
    def state(self) -> str:
        return api.content.get_state(self.context)

    @property
    def asks(self) -> bool:
        """Whether the commune of whoever reads asked this."""
        return bool(self.issuer) and self.issuer == self.context.commune

    @property
    def follows(self) -> bool:
        return store(self.site).follows(self.context.UID(), self.person)

    def asked_on(self) -> str:
        return moment(local(self.context.created()), self.now, self.language)

    def paragraphs(self, text: str) -> list[str]:
        """Return a text as its paragraphs, typeset."""
        return [self.text(one.strip()) for one in (text or "").split("\n\n") if one.strip()]

    def about(self) -> list[dict[str, str]]:
        """Return the subjects, each with where it leads."""
        return [
            {"title": self.subjects[key], "url": self._subject_url(key)}
            for key in self.context.about
            if key in self.subjects
        ]

    def _subject_url(self, key: str) -> str:
        if "." in key:
            return self.address("tool", name=key)
        return self.address("know-how", about=key)

    @cached_property
    def answers(self) -> list[dict[str, Any]]:
        """Return the answers that this person may read, what helped first, then as they came."""
        helped = self.context.accepted
        shown = [one for one in self.context.answers() if is_shown(one) or self.reviews]
        rows = [
            {
                "id": one.getId(),
                "commune": one.commune_name,
                "day": moment(local(one.created()), self.now, self.language),
                "paragraphs": self.paragraphs(one.text),
                "helped": one.getId() == helped,
                "hidden": not is_shown(one),
            }
            for one in shown
        ]
        return sorted(rows, key=lambda one: not one["helped"])

    @property
    def lead(self) -> Message:
        count = sum(not one["hidden"] for one in self.answers)
        mapping = {"commune": self.context.commune_name, "day": self.asked_on()}
        if not count:
            return _("${commune} asked ${day}. Nobody has answered yet.", mapping=mapping)
        if count == 1:
            return _("${commune} asked ${day}. One answer.", mapping=mapping)
        words = _("${commune} asked ${day}. ${count} answers.", mapping=mapping)
        return Message(words, mapping={**mapping, "count": str(count)})


class AnswerView(KnowHowPage):
    """An answer has no page of its own: it is read with its question."""

    def __call__(self) -> str:
        """Lead to the answer in its question."""
        question = self.context.aq_parent.absolute_url()
        self.request.response.redirect(f"{question}#answer-{self.context.getId()}")
        return ""
