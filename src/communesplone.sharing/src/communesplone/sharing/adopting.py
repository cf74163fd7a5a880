"""Adopting: an envelope becomes a draft of this site, its references items of this site."""

from Acquisition import aq_parent
from collections.abc import Collection
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sections.data import clean
from communesplone.core.sections.kinds import section_type
from communesplone.core.sharing.envelopes import verify
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.origins import credited
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.references import settled
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.registration import shared_fields
from communesplone.core.sharing.showing import LICENCE_NAMES
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.values import read
from communesplone.core.thrown import is_in_trash
from communesplone.sharing.catching_up.refreshing import soon
from communesplone.sharing.delivering import ADOPTED
from communesplone.sharing.reading import ALONG
from communesplone.sharing.reading import read as read_item
from communesplone.sharing.store import Base
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating.along import LONGEST_WORDS
from communesplone.sharing.updating.along import told
from communesplone.sharing.updating.along import TYPES
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import createContentInContainer
from plone.dexterity.utils import iterSchemata
from Products.PortalTransforms.transforms.safe_html import SafeHTML
from typing import Any
from zope.component.hooks import getSite
from zope.event import notify
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField


#: Characters of a title before its field is checked.
LONGEST_TITLE = 500


def believed(found: ILibrary, urn: str, revision: int | None = None) -> Envelope:
    """Return an envelope of the library that its author signed.

    :raises SharingError: there is none, or it is not to be believed.
    """
    envelope = found.envelope(urn, revision)
    if envelope is None:
        raise SharingError(_("The library does not have this (any more)."))
    verify(envelope, found.keys(str(envelope["issuer"].get("id", ""))))
    return dict(envelope)


def fetched(found: ILibrary, envelope: Envelope) -> dict[str, bytes]:
    """Return the files of an envelope, each what its digest says.

    :raises SharingError: one is missing or another.
    """
    files = {}
    for name in envelope["files"]:
        data = found.file(name)
        if data is None or digest(data) != name:
            raise SharingError(_("A file of this content is missing."))
        files[name] = data
    return files


def arriving(
    portal_type: str,
    fields: Mapping[str, Any],
    choices: Mapping[str, str],
    wanted: Mapping[str, IField] | None = None,
) -> dict[str, Any]:
    """Return shared fields as they may be kept here: references settled, HTML made safe.

    Fields that the type does not have here are left out. The same for each revision, so that
    what comes can be compared with what came.

    :param wanted: the fields by name; those that the type shares by default.
    """
    known = shared_fields(portal_type) if wanted is None else wanted
    settle = settled({name: data for name, data in fields.items() if name in known}, choices)
    return {name: _safe(name, data) for name, data in settle.items()}


def _safe(name: str, data: Any) -> Any:
    if name == "sections":
        return [_section(one) for one in data if _is_known(one)] if isinstance(data, list) else []
    if isinstance(data, Mapping) and isinstance(data.get("html"), str):
        return {"html": SafeHTML().scrub_html(data["html"])}
    return data


def _is_known(section: Any) -> bool:
    return (
        isinstance(section, Mapping)
        and isinstance(section.get("id"), str)
        and isinstance(section.get("type"), str)
        and section_type(section["type"]) is not None
    )


def _section(section: Mapping[str, Any]) -> dict[str, Any]:
    kept, _errors = clean(section_type(section["type"]).schema, section)
    return {"id": section["id"], "type": section["type"], **kept}


def adopt(
    container: DexterityContent,
    envelope: Envelope,
    files: Mapping[str, bytes],
    answers: Mapping[str, Any],
    choices: Mapping[str, str],
    kept: Store,
    automatic: bool = False,
) -> DexterityContent:
    """Make a draft of an envelope in a folder and return it.

    :param answers: values of the local fields by name.
    :param choices: UID by key of reference, empty for what is taken out.
    :raises SharingError: items of its type cannot be shared here, or it is here already.
    :raises zExceptions.Unauthorized: the user may not add it there.
    """
    item = begin(container, envelope, kept)
    return fill(item, envelope, files, answers, choices, kept, automatic)


def begin(container: DexterityContent, envelope: Envelope, kept: Store) -> DexterityContent:
    """Make the empty draft of an envelope in a folder, so that others can name it.

    :raises SharingError: items of its type cannot be shared here, or it is here already.
    :raises zExceptions.Unauthorized: the user may not add it there.
    """
    portal_type = envelope["type"]
    if shareable(portal_type) is None:
        raise SharingError(_("This site has no content of this kind."))
    if here := why_here(envelope["urn"], kept):
        raise SharingError(here)
    told = {"title": title_of(envelope), "language": envelope["language"]}
    return createContentInContainer(container, portal_type, **told)


def why_here(urn: str, kept: Store) -> Message | None:
    """Return why something cannot be adopted: it is here, or in the trash; None if it can."""
    at = kept.at_urn(urn)
    if at is None:
        return None
    if is_in_trash(getSite(), at[0]):
        return _("This is in the trash of your site: take it back from there.")
    return _("This is in your site already.")


def title_of(envelope: Envelope) -> str:
    """Return the title of an envelope in one line, whatever was sent.

    It stands in mails and lists before its field is checked.
    """
    return " ".join(str(envelope["fields"].get("title", "")).split())[:LONGEST_TITLE]


def fill(
    item: DexterityContent,
    envelope: Envelope,
    files: Mapping[str, bytes],
    answers: Mapping[str, Any],
    choices: Mapping[str, str],
    kept: Store,
    automatic: bool = False,
) -> DexterityContent:
    """Write an envelope into the draft that `begin` made, and tell the library; see `adopt`."""
    named = set(keys_in(envelope["fields"])) - choices.keys()
    brought = bring_along(aq_parent(item), envelope, files, named)
    choices = {**brought, **choices}
    fields = arriving(item.portal_type, envelope["fields"], choices)
    write(item, {**values_of(shared_fields(item.portal_type), fields, files), **answers})
    item.rights = attribution(envelope)
    # Files are kept by others with the change of an item: told once all of it stands
    notify(ObjectModifiedEvent(item))
    note_adopted(item, envelope, choices, kept, automatic, brought)
    jobs.add(ADOPTED, envelope["urn"], envelope["revision"])
    soon(getSite())
    return item


def attribution(envelope: Envelope) -> str:
    """Return the words that name the author and the licence, in the language of the text.

    Those whose text the author began with are named too where their licence asks for it.
    """
    author, origin = str(envelope["issuer"].get("name", "")), envelope["origin"]
    return credit(author, origin, envelope["licence"], envelope["language"])


def credit(author: str, origin: Mapping[str, Any] | None, licence: str, language: str) -> str:
    """Return the words that name an author, whom their text comes from, and its licence."""
    words = _(
        "After ${author}, ${licence}",
        mapping={
            "author": ", ".join(credited(author, origin)),
            "licence": LICENCE_NAMES.get(licence, licence),
        },
    )
    return translate(words, target_language=language)


def bring_along(
    container: DexterityContent,
    envelope: Envelope,
    files: Mapping[str, bytes],
    wanted: Collection[str],
) -> dict[str, str]:
    """Make pictures and files that a text shows, beside it; return UID by key.

    :param wanted: their keys.
    :raises zExceptions.Unauthorized: the user may not add them there.
    """
    made = {}
    for one in envelope["references"]:
        data, kind = files.get(one.get("file", "")), one["type"]
        if data is None or kind not in ALONG or one["key"] not in wanted:
            continue
        value = TYPES[kind](data=data, filename=str(one.get("name", "")))
        item = createContentInContainer(
            container,
            kind,
            title=str(one["title"]),
            exclude_from_nav=True,
            **{ALONG[kind]: value},
            **(_words(one) if kind == "Image" else {}),
        )
        made[one["key"]] = item.UID()
    return made


def _words(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a picture shows in words, as its author said it."""
    return {
        "picture_alt": str(one.get("alt", ""))[:LONGEST_WORDS] or None,
        "picture_decorative": one.get("decorative") == "yes",
    }


def values_of(
    fields: Mapping[str, IField], data: Mapping[str, Any], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return data that arrived as values that fields of this site may have."""
    return {name: read(fields[name], one, files) for name, one in data.items()}


def write(item: DexterityContent, values: Mapping[str, Any]) -> None:
    """Give an item values of fields by name; None leaves a field as it is."""
    for schema in iterSchemata(item):
        for name, _field in getFieldsInOrder(schema):
            if values.get(name) is not None:
                setattr(schema(item), name, values[name])


def note_adopted(
    item: DexterityContent,
    envelope: Envelope,
    choices: Mapping[str, str],
    kept: Store,
    automatic: bool,
    along: Collection[str] = (),
) -> Shared:
    """Write down where an item came from, and its shared fields as they came: the base.

    :param along: the keys of the pictures and files that came with it.
    """
    shared = Shared("adopted", envelope["urn"], envelope["group"], envelope["issuer"])
    shared.revision = shared.latest = envelope["revision"]
    shared.digest, shared.licence = envelope["digest"], envelope["licence"]
    shared.choices, shared.automatic = dict(choices), automatic
    shared.origin, shared.language = envelope["origin"], envelope["language"]
    shared.moment = utc_now().isoformat()
    kept.put(item.UID(), shared)
    # Read back from the item, as it will be when a revision comes
    kept.bases[item.UID()] = Base(
        envelope["revision"],
        read_item(item, kept, shared.choices).fields,
        {key: one for key, one in told(envelope["references"]).items() if key in along},
    )
    return shared
