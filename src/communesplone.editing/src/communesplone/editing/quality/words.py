"""Findings as sentences: how many, where, what; with the spaces that French asks for."""

from communesplone.core import _
from communesplone.core.quality import Finding
from communesplone.core.quality import subject_of
from communesplone.core.quality.records import Subject
from communesplone.core.typography import known
from communesplone.core.typography import typeset
from plone.dexterity.content import DexterityContent
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest


#: What is written beside each problem of the law, wherever it is shown.
HOLDS = _("Holds publication back")
#: From two to nine.
FEW = (
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
)


def said(message: Message | str, request: HTTPRequest) -> str:
    """Return a message in the language of the person, typeset for it."""
    text = translate(message, context=request)
    return typeset(text, known((request.get("LANGUAGE") or "fr")[:2]))


def number(count: int, request: HTTPRequest) -> str:
    """Return a number from two on in words, from ten on in digits."""
    return translate(FEW[count - 2], context=request) if 2 <= count <= 9 else str(count)


def summary(found: list[Finding], request: HTTPRequest) -> dict[str, str]:
    """Return how many there are, as `law` (what holds publication back) and `advice`."""
    law = sum(one.severity == "law" for one in found)
    advice = len(found) - law
    return {"law": _law(law, request), "advice": _advice(advice, request)}


def _law(count: int, request: HTTPRequest) -> str:
    if count == 1:
        return said(_("One thing to settle before publishing"), request)
    if not count:
        return said(_("Nothing holds publication back"), request)
    words = _("${count} things to settle before publishing", mapping=_count(count, request))
    return capital(said(words, request))


def _advice(count: int, request: HTTPRequest) -> str:
    if count == 1:
        return said(_("one piece of advice"), request)
    if not count:
        return said(_("no advice"), request)
    return said(_("${count} pieces of advice", mapping=_count(count, request)), request)


def _count(count: int, request: HTTPRequest) -> dict[str, Any]:
    return {"count": number(count, request)}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def closed(text: str) -> str:
    """Return a title as a sentence, so that another can follow."""
    return text if text.endswith(("?", "!", ".", "…")) else f"{text}."


def place_in(subject: Subject, finding: Finding) -> Message | str:
    """Return where a finding stands: the field, and the number of the section."""
    piece = subject.piece(finding.way)
    if piece is None:
        return ""
    if not piece.section:
        return piece.label
    return _(
        "Section ${number}, ${field}", mapping={"number": piece.section, "field": piece.label}
    )


def place_of(content: DexterityContent, finding: Finding) -> Message | str:
    """Return where a finding of a page stands."""
    return place_in(subject_of(content), finding) or _("The page itself")
