"""The items of the site that come from records: made, changed, and known again."""

from Acquisition import aq_base
from communesplone.core.pictures.limits import check
from communesplone.core.pictures.limits import RefusedPicture
from communesplone.ingest.html import sections as converting
from communesplone.ingest.html.blocks import parsed
from communesplone.ingest.html.links import Links
from communesplone.ingest.html.personal import findings
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.records import Record
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from hashlib import blake2b
from io import BytesIO
from lxml import html
from mimetypes import guess_type
from plone.app.textfield.value import RichTextValue
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import json


Fields = dict[str, Any]
#: An event without an end lasts so long; one without a beginning is told.
USUAL = timedelta(hours=1)
LONGEST_DESCRIPTION = 2000


def inside(site: PloneSite, path: tuple[str, ...]) -> DexterityContent | None:
    """Return what stands at a path of the site, by containment; None where nothing does."""
    found = site
    for name in path:
        if not hasattr(aq_base(found), "objectIds") or name not in found.objectIds():
            return None
        found = found[name]
    return found


def by_uid(site: PloneSite, uid: str) -> DexterityContent | None:
    """Return the item of a UID."""
    # Unrestricted: a job of the import looks for what the import made; nobody sees it by that.
    for brain in site.portal_catalog.unrestrictedSearchResults(UID=uid):
        return brain._unrestrictedGetObject()
    return None


def fields(
    record: Record, portal_type: str, links: Links, data: bytes | None
) -> tuple[Fields, list[tuple[str, str]]]:
    """Return the fields that a record gives an item of a type, and what needs a human.

    :param data: the bytes of its picture or file, None when there is none.
    :raises IngestError: for a picture that is not taken.
    """
    notes = list(record.notes)
    found: Fields = {
        "title": record.title,
        "description": " ".join(_plain(record.description).split())[:LONGEST_DESCRIPTION],
        "subject": record.subjects,
    }
    if data is not None and record.data is not None:
        found |= _file(record, portal_type, data)
    if portal_type == "Image" and not record.alt:
        notes.append(("alt", ""))
    if portal_type in ("Image", "News Item") and record.alt:
        found["picture_alt"] = record.alt[:250]
    if portal_type == "Event":
        found |= _times(record, notes)
    if portal_type == "Link":
        found["remoteUrl"] = record.remote
    if record.html.strip():
        notes.extend(findings(_raw(record.html)))
        found |= _text(record, portal_type, links)
        notes.extend(links.findings)
    return found, list(dict.fromkeys(notes))


def _plain(text: str) -> str:
    return parsed(text).text_content() if "<" in text else text


def _raw(text: str) -> html.HtmlElement:
    try:
        return html.fragment_fromstring(text, create_parent="div")
    except (ValueError, AssertionError):
        return parsed(text)


def _file(record: Record, portal_type: str, data: bytes) -> Fields:
    name = record.data["name"]
    if portal_type == "File":
        # By its name: what an export says of its files is what somebody wrote there.
        known = guess_type(name)[0] or "application/octet-stream"
        return {"file": NamedBlobFile(data=data, contentType=known, filename=name)}
    try:
        check(BytesIO(data), name)
    except RefusedPicture as error:
        raise IngestError(error.message) from error
    # Its kind is that of its bytes: an export may say that a picture is a page.
    return {"image": NamedBlobImage(data=data, contentType="", filename=name)}


def _times(record: Record, notes: list[tuple[str, str]]) -> Fields:
    start = _moment(record.start) or _moment(record.effective)
    if not record.start:
        notes.append(("date", ""))
    found: Fields = {"location": record.location} if record.location else {}
    if start is not None:
        found |= {"start": start, "end": _moment(record.end) or start + USUAL}
    return found


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def has_sections(portal_type: str) -> bool:
    """Tell whether items of a type are made of sections, and somebody draws texts."""
    named = any("sections" in schema.names() for schema in iterSchemataForType(portal_type))
    return named and converting.section_type("text") is not None


def _text(record: Record, portal_type: str, links: Links) -> Fields:
    if has_sections(portal_type):
        made = converting.convert(record.html, links, record.title)
        return {"sections": converting.ready(made)}
    made = converting.convert(record.html, links, record.title, converting.texts_only)
    text = converting.as_html(made)
    return {"text": RichTextValue(text, "text/html", "text/x-html-safe")} if text else {}


def dates(record: Record) -> Fields:
    """Return since when and until when an item is public."""
    told = {"effective_date": record.effective, "expiration_date": record.expires}
    return {name: DateTime(value) for name, value in told.items() if value}


def state_of(item: DexterityContent) -> str:
    """Return what tells the content of an item from any other: whether somebody changed it."""
    base = aq_base(item)
    text = getattr(base, "text", None)
    files = [getattr(base, name, None) for name in ("image", "file")]
    told = [
        item.title,
        item.description,
        getattr(base, "sections", None),
        getattr(text, "raw", None),
        getattr(base, "remoteUrl", None),
        [(one.filename, one.getSize()) for one in files if one is not None],
    ]
    return blake2b(json.dumps(told, default=str).encode(), digest_size=12).hexdigest()


def uid_of(item: DexterityContent) -> str:
    return IUUID(item)
