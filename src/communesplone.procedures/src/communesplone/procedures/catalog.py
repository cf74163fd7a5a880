"""What the catalog keeps of a procedure, so that a list wakes none."""

from communesplone.core.topics import LANGUAGES
from communesplone.procedures.channels import usable
from communesplone.procedures.labels import labels
from communesplone.procedures.procedure import IProcedure
from communesplone.procedures.procedure import Procedure
from plone.indexer import indexer
from Products.CMFCore.utils import getToolByName
from typing import Any
import json
import unicodedata


@indexer(IProcedure)
def life_events(procedure: Procedure) -> list[str]:
    """Index when in life it is needed."""
    return list(procedure.life_events or ())


@indexer(IProcedure)
def service(procedure: Procedure) -> str | None:
    """Index the UID of the service that answers for it."""
    return procedure.service


@indexer(IProcedure)
def letter(procedure: Procedure) -> str:
    """Index the letter under which the alphabetical list has it."""
    return first_letter(procedure.title or "")


def first_letter(title: str) -> str:
    """Return the letter A to Z that a title begins with, accents aside; "0" for any other."""
    decomposed = unicodedata.normalize("NFKD", title.strip().lstrip("«“\"'’( "))
    first = decomposed[:1].upper()
    return first if "A" <= first <= "Z" else "0"


@indexer(IProcedure)
def facts(procedure: Procedure) -> str:
    """Return as JSON the answer before the click: price, delay, channels, status."""
    tariffs = procedure.tariffs or ()
    until = procedure.unavailable_until
    return json.dumps(
        {
            "price": tariffs[0]["price"] if tariffs else None,
            "delay": procedure.delay or "",
            "channels": usable(procedure.channels),
            "status": procedure.status,
            "until": until.isoformat() if until else None,
            "audiences": list(procedure.audiences or ()),
            "life_events": list(procedure.life_events or ()),
            "themes": list(procedure.themes or ()),
            "service": procedure.service,
        },
        ensure_ascii=False,
    )


@indexer(IProcedure)
def searchable_text(procedure: Procedure) -> str:
    """Return what a search may find a procedure by: all that its page says, and keywords."""
    words = [procedure.id, procedure.title, procedure.description, _plain(procedure)]
    for name in ("keywords", "bring", "conditions", "evidence"):
        words += getattr(procedure, name) or ()
    for name in ("first", "steps", "channels", "tariffs", "legal_basis", "contacts"):
        words += [text for row in getattr(procedure, name) or () for text in _texts(row)]
    words += [procedure.delay, procedure.validity, *procedure.Subject(), *_labels(procedure)]
    return " ".join(filter(None, words))


def _texts(row: dict[str, Any]) -> list[str]:
    """Return the words of a row, without its addresses."""
    return [row[name] for name in ("title", "text", "label", "name") if row.get(name)]


def _labels(procedure: Procedure) -> list[str]:
    """Return the labels that a procedure bears, in the language in which it is written."""
    language = procedure.language if procedure.language in LANGUAGES else LANGUAGES[0]
    found = []
    for name in ("life_events", "themes"):
        known = labels(name, language)
        found += [known[key] for key in getattr(procedure, name) or () if key in known]
    return found


def _plain(procedure: Procedure) -> str:
    """Return the text of a procedure without its marks."""
    if procedure.text is None or not procedure.text.raw:
        return ""
    transforms = getToolByName(procedure, "portal_transforms")
    converted = transforms.convertTo("text/plain", procedure.text.raw, mimetype="text/html")
    return converted.getData().strip()
