"""Asking, answering, marking what helped, hiding: what members of communes and reviewers do.

An item is made for whoever may not add anything by themselves: what is written is checked here,
and carries the commune's id where Plone would keep the name of a person.
"""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.hub.knowhow.content import Answer
from communesplone.hub.knowhow.content import LONGEST_TEXT
from communesplone.hub.knowhow.content import LONGEST_TITLE
from communesplone.hub.knowhow.content import Question
from communesplone.hub.knowhow.indexers import is_shown
from communesplone.hub.knowhow.place import place
from communesplone.hub.knowhow.store import Contact
from communesplone.hub.knowhow.store import store
from communesplone.hub.knowhow.subjects import subjects
from communesplone.hub.knowhow.telling import tell_answer
from communesplone.hub.knowhow.telling import tell_question
from dataclasses import dataclass
from plone import api
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import createContentInContainer
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import secrets


LONGEST_CONTACT = 300
MOST_SUBJECTS = 5


@dataclass(frozen=True)
class Voice:
    """Who writes: a commune, and the person who does it for it."""

    issuer: str
    commune: str
    person: str


def ask(
    site: PloneSite, voice: Voice, title: str, details: str, about: tuple[str, ...]
) -> Question:
    """Ask the other communes.

    :raises SharingError: what is missing, or too long.
    """
    title, details = " ".join(title.split()), details.strip()
    if len(title) < 10:
        raise SharingError(_("Ask in a whole sentence, so that others find it."))
    if len(title) > LONGEST_TITLE:
        raise SharingError(_("Ask in one sentence of at most 200 characters."))
    if len(details) > LONGEST_TEXT:
        raise SharingError(_("Write at most 5000 characters."))
    known = subjects(site, "fr")
    if len(about) > MOST_SUBJECTS or any(key not in known for key in about):
        raise SharingError(_("Choose at most five subjects of the list."))
    made = _make(place(site), "Question", voice, title=title, details=details, about=about)
    _follow(site, made, voice)
    tell_question(site, made, voice)
    return made


def answer(site: PloneSite, question: Question, voice: Voice, text: str) -> Answer:
    """Answer a question; the first answer opens it to everyone.

    :raises SharingError: there is nothing to read, or too much.
    """
    text = text.strip()
    if not text:
        raise SharingError(_("Write your answer."))
    if len(text) > LONGEST_TEXT:
        raise SharingError(_("Write at most 5000 characters."))
    made = _make(question, "Answer", voice, text=text)
    _follow(site, question, voice)
    _refresh(question)
    tell_answer(site, question, made, voice)
    return made


def accept(question: Question, answer_id: str, issuer: str) -> None:
    """Mark the answer that helped; the commune that asked does it. Empty for none of them.

    :raises SharingError: another commune asked, or there is no such answer.
    """
    if question.commune != issuer:
        raise SharingError(_("Only the commune that asked says which answer helped."))
    shown = [one.getId() for one in question.answers() if is_shown(one)]
    if answer_id and answer_id not in shown:
        raise SharingError(_("There is no such answer."))
    question.accepted = answer_id
    question.reindexObject()


def hide(item: Question | Answer, hidden: bool) -> None:
    """Take a question or an answer away, or bring it back; for reviewers alone.

    :raises WorkflowException: this person may not.
    """
    item.portal_workflow.doActionFor(item, "hide" if hidden else "show")
    question = item if isinstance(item, Question) else item.aq_parent
    if question.portal_workflow.getInfoFor(question, "review_state") != "hidden":
        _refresh(question)


def declare(site: PloneSite, voice: Voice, about: tuple[str, ...], text: str) -> None:
    """Say what a commune can be asked about; without a subject it is asked about nothing.

    :raises SharingError: an unknown subject, or a text too long or missing.
    """
    text, known = " ".join(text.split()), subjects(site, "fr")
    if any(key not in known for key in about):
        raise SharingError(_("Choose subjects of the list."))
    if len(text) > LONGEST_CONTACT:
        raise SharingError(_("Write at most 300 characters."))
    if about and not text:
        raise SharingError(_("Write how to reach your service: an address, a telephone."))
    if not about:
        store(site).contacts.pop(voice.issuer, None)
        return
    told = Contact(voice.issuer, voice.commune, tuple(about), text, voice.person)
    store(site).contacts[voice.issuer] = told


def _follow(site: PloneSite, question: Question, voice: Voice) -> None:
    """Have whoever writes told of what follows; a demonstration is written by nobody."""
    if voice.person:
        store(site).follow(question.UID(), voice.person)


def _make(container: DexterityContent, kind: str, voice: Voice, **fields: Any) -> Any:
    """Make an item that names a commune and no person."""
    made = createContentInContainer(
        container,
        kind,
        checkConstraints=False,
        id=secrets.token_hex(5),
        commune=voice.issuer,
        commune_name=voice.commune,
        **fields,
    )
    made.setCreators((voice.issuer,))
    made.manage_delLocalRoles(list(made.__ac_local_roles__ or ()))
    made.reindexObject()
    return made


def _refresh(question: Question) -> None:
    """Open a question that has an answer to everyone, and bring its row in step."""
    answered = any(is_shown(one) for one in question.answers())
    workflow = question.portal_workflow
    state = workflow.getInfoFor(question, "review_state")
    wanted = "answered" if answered else "open"
    if state != wanted and state != "hidden" and answered:
        # Reviewers hold the transition; an answer that nobody hid is reason enough for it
        with api.env.adopt_roles(["Reviewer"]):
            workflow.doActionFor(question, "answer")
    question.reindexObject()
