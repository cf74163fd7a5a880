"""Who is told: of an answer, whoever follows the question; of a question, who knows about it."""

from communesplone.core import _
from communesplone.core.notifications import NotificationKind
from communesplone.core.notifications import tell
from communesplone.core.records import Notice
from communesplone.hub.knowhow.store import store
from Products.CMFPlone.Portal import PloneSite
from typing import Any


ASKED, ANSWERED = "question-asked", "question-answered"


ASKED_KIND = NotificationKind(
    _("A commune has a question about what you know"),
    _("Whoever said what their commune can be asked about."),
    "daily",
)
ANSWERED_KIND = NotificationKind(
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
    notice = Notice(key, question.title, question.absolute_url(), question.commune_name)
    tell(site, kind, notice, sorted(people), question.UID())
