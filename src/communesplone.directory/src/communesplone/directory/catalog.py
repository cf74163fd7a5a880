"""What the catalog keeps of the directory, so that a list wakes no entry."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core.publication import publication_end
from communesplone.core.publication import publication_start
from communesplone.core.reference import slug
from communesplone.directory.interfaces import IEntry
from communesplone.directory.labels import labels
from communesplone.directory.mandate import IMandate
from communesplone.directory.mandate import Mandate
from communesplone.directory.person import CONTACT
from communesplone.directory.person import IHiddenContact
from communesplone.directory.person import IPerson
from communesplone.directory.person import Person
from communesplone.directory.service import IService
from communesplone.directory.settings import ASSOCIATION_KINDS
from communesplone.directory.settings import BODIES
from communesplone.directory.settings import PLACE_KINDS
from communesplone.directory.settings import ROLES
from communesplone.directory.settings import SHOP_KINDS
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from typing import Any
import json


FACTS = ("job", "meets", "access")
KINDS = {"Place": PLACE_KINDS, "Association": ASSOCIATION_KINDS, "Shop": SHOP_KINDS}


@indexer(IEntry)
def kind(entry: Any) -> str | None:
    """Index the key of the kind."""
    return getattr(entry, "kind", None)


@indexer(IEntry)
def letter(entry: Any) -> str:
    """Index the letter under which the alphabetical list has it; "0" for a sign or figure."""
    first = slug(entry.title or "")[:1].upper()
    return first if "A" <= first <= "Z" else "0"


@indexer(IEntry)
def locality(entry: Any) -> str | None:
    """Index the locality, as an address of a list says it."""
    return slug(getattr(entry, "locality", None) or "") or None


@indexer(IEntry)
def facts(entry: Any) -> str:
    """Return as JSON what a list and an export say of an entry beyond the shared columns."""
    found = {name: getattr(entry, name, None) for name in (*FACTS, "kind")}
    return json.dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)


@indexer(IHiddenContact)
def contact_data(person: Person) -> str | None:
    """Keep the contact of the people of a service only.

    That of others is hidden when their last mandate ends, which no catalog notices.
    """
    if not is_staff(person):
        return None
    found = {name: getattr(person, name, None) for name in CONTACT}
    filled = {name: value for name, value in found.items() if value}
    return json.dumps(filled, ensure_ascii=False, sort_keys=True) if filled else None


def is_staff(person: Person) -> bool:
    """Tell whether a person stands in the team of a service."""
    return IService.providedBy(aq_parent(aq_inner(person)))


@indexer(IMandate)
def mandate_body(mandate: Mandate) -> str:
    """Index the key of the body."""
    return mandate.body


@indexer(IMandate)
def mandate_person(mandate: Mandate) -> str | None:
    """Index the UID of the person."""
    return IUUID(aq_parent(aq_inner(mandate)), None)


@indexer(IMandate)
def mandate_facts(mandate: Mandate) -> str:
    """Return as JSON all that pages say of a mandate."""
    return json.dumps(
        {
            "person": IUUID(aq_parent(aq_inner(mandate)), None),
            "role": mandate.role,
            "body": mandate.body,
            "start": mandate.start.isoformat(),
            "end": mandate.end.isoformat() if mandate.end else None,
            "rank": mandate.rank,
            "group": mandate.group or "",
            "duties": list(mandate.duties or ()),
        },
        ensure_ascii=False,
    )


@indexer(IMandate)
def mandate_words(mandate: Mandate) -> str:
    """Have no search find a mandate: its person is found by its words."""
    return ""


@indexer(IMandate)
def mandate_publication_start(mandate: Mandate) -> Any:
    """Publish a mandate with its person: it has no dates of publication of its own."""
    return publication_start.callable(aq_parent(aq_inner(mandate)))


@indexer(IMandate)
def mandate_publication_end(mandate: Mandate) -> Any:
    """Let a mandate expire with its person."""
    return publication_end.callable(aq_parent(aq_inner(mandate)))


@indexer(IEntry)
def searchable_text(entry: Any) -> str:
    """Return what a search may find an entry by: nothing of a contact that may be hidden."""
    words = [entry.id, entry.title, entry.description, *(getattr(entry, n, None) for n in FACTS)]
    words += [getattr(entry, "locality", None), getattr(entry, "street", None)]
    words += [_kind_label(entry), plain(entry), *entry.Subject()]
    if IPerson.providedBy(entry):
        for mandate in entry.objectValues():
            words += [*(mandate.duties or ()), *_mandate_labels(entry, mandate)]
    return " ".join(filter(None, words))


def _language(entry: Any) -> str:
    return entry.language or "fr"


def _kind_label(entry: Any) -> str:
    name, key = KINDS.get(entry.portal_type), getattr(entry, "kind", None)
    return labels(name, _language(entry)).get(key, "") if name and key else ""


def _mandate_labels(person: Person, mandate: Mandate) -> list[str]:
    language = _language(person)
    return [
        labels(name, language).get(key, "")
        for name, key in ((ROLES, mandate.role), (BODIES, mandate.body))
    ]


def plain(entry: Any) -> str:
    """Return the text of an entry without its marks."""
    text = getattr(entry, "text", None)
    if text is None or not text.raw:
        return ""
    transforms = getToolByName(entry, "portal_transforms")
    converted = transforms.convertTo("text/plain", text.raw, mimetype="text/html")
    return converted.getData().strip()
