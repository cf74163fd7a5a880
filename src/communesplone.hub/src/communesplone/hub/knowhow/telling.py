"""Who is told: of an answer, whoever follows the question; of a question, who knows about it."""

from communesplone.core import _
from communesplone.core.interfaces import INotificationKind
from communesplone.core.interfaces import INotifications
from communesplone.core.records import Notice
from communesplone.hub.knowhow.store import store
from dataclasses import dataclass
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.i18nmessageid import Message
from zope.interface import implementer


ASKED, ANSWERED = "question-asked", "question-answered"


@implementer(INotificationKind)
@dataclass(frozen=True)
class Kind:
    """A kind of notification, as data."""

    title: Message
    description: Message
    frequency: str


ASKED_KIND = Kind(
    _("A commune has a question about what you know"),
    _("Whoever said what their commune can be asked about."),
    "daily",
)
ANSWERED_KIND = Kind(
    _("A question that you follow has an answer"),
    _("Whoever asked it, answered it or follows it."),
    "daily",
)


def tell_question(site: PloneSite, question: Any, voice: Any) -> None:
    """Have those told who answer for one of its subjects, but for whoever asks."""
    people = {
        one.person
        for one in store(site).contacts.values()
        if one.person and set(one.subjects) & set(question.about)
    }
    _tell(site, ASKED, question, question.UID(), people - {voice.person})


def tell_answer(site: PloneSite, question: Any, answer: Any, voice: Any) -> None:
    """Have the followers told, but for whoever answers."""
    people = set(store(site).followers.get(question.UID(), ()))
    _tell(site, ANSWERED, question, answer.UID(), people - {voice.person})


def _tell(site: PloneSite, kind: str, question: Any, key: str, people: set[str]) -> None:
    notifications = INotifications(site, None)
    if notifications is not None and people:
        notice = Notice(key, question.title, question.absolute_url(), question.commune_name)
        notifications.tell(kind, notice, sorted(people), question.UID())
