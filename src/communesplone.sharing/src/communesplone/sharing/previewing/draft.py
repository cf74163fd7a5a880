"""An envelope as an item of this site that is made for one page: never added, never kept."""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.previewing import Unsaved
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.registration import local_fields
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.registration import shared_fields
from communesplone.core.sharing.values import read
from communesplone.core.sharing.values import ZONE
from communesplone.sharing.adopting import arriving
from communesplone.sharing.adopting import attribution
from communesplone.sharing.adopting import title_of
from communesplone.sharing.adopting import write
from communesplone.sharing.known import known_values
from communesplone.sharing.previewing.marking import marked
from communesplone.sharing.previewing.marking import marked_in
from communesplone.sharing.previewing.marking import says_something
from communesplone.sharing.references import known
from communesplone.sharing.store import Store
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityFTI
from plone.namedfile.file import NamedFile
from plone.namedfile.interfaces import INamedField
from plone.uuid.interfaces import ATTRIBUTE_NAME
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from uuid import uuid4
from zope.component import createObject
from zope.component import getUtility
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IField
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
import re


#: In how many days a date is shown that nobody has filled in, and how long what it begins lasts.
IN_DAYS, LASTS = 30, timedelta(hours=2)
PICTURES = re.compile(r"resolveuid/([0-9a-f]{32})(?:/@@images/[^\"'\s<>]*)?")


class Elsewhere(NamedFile):
    """A file of which only the name, the kind and the size are here."""

    def __init__(self, told: Mapping[str, Any], size: int) -> None:
        name, kind = str(told.get("name", "")), str(told.get("type", ""))
        super().__init__(data=b"", contentType=kind, filename=name)
        self.size = size

    def getSize(self) -> int:
        return self.size


@dataclass(frozen=True)
class Ways:
    """Where a preview leads: to the pictures of the library, and to previews of other contents.

    `other` gives the address for a urn, empty for what is not in the same pack.
    """

    pictures: str
    other: Callable[[str], str]


@dataclass(frozen=True)
class Draft:
    """The item, in its folder; what pages find beside it; what of the local fields is known.

    `empty` are those that nobody has filled in yet; of `examples` among them the page shows one.
    `files` are those of the library that are no pictures, by name and digest.
    """

    item: DexterityContent
    unsaved: tuple[Unsaved, ...]
    filled: tuple[IField, ...]
    empty: tuple[IField, ...]
    examples: frozenset[str]
    files: tuple[tuple[str, str], ...]

    @property
    def uid(self) -> str:
        return str(getattr(aq_base(self.item), ATTRIBUTE_NAME))


def draft(
    site: PloneSite,
    container: DexterityContent,
    envelope: Envelope,
    kept: Store,
    ways: Ways,
    ours: DexterityContent | None = None,
) -> Draft:
    """Return an envelope as it would be in a folder, its local fields filled or marked.

    Nothing of it is in the database: the item has a parent, of which it is no child.

    :param ours: what the site has of it already: its local fields are filled from there.
    :raises SharingError: items of its type cannot be shared here, or its data cannot be read.
    """
    portal_type = envelope["type"]
    if shareable(portal_type) is None:
        raise SharingError(_("This site has no content of this kind."))
    item = _blank(container, portal_type, envelope)
    shown = _shown(envelope, ways)
    choices = {key: one.UID for key, one in shown.items()} | known(envelope, kept)
    fields = arriving(portal_type, envelope["fields"], choices)
    at = {one.UID: _address(one) for one in shown.values()}
    values = {
        name: _value(field, _leading(fields[name], at), envelope)
        for name, field in shared_fields(portal_type).items()
        if name in fields
    }
    asked, here = local_fields(portal_type), _local_values(site, portal_type, ours)
    filled = tuple(field for name, field in asked.items() if here.get(name))
    empty = tuple(field for name, field in asked.items() if name not in here)
    write(item, {**values, **here, **_stand_ins(portal_type, empty)})
    item.rights = attribution(envelope)
    unsaved = (*shown.values(), *_lead(item, envelope, ways))
    examples = _examples(portal_type, empty)
    return Draft(item, unsaved, filled, empty, examples, tuple(_files(envelope)))


def _local_values(
    site: PloneSite, portal_type: str, ours: DexterityContent | None
) -> dict[str, Any]:
    """Return what the commune has said of local fields: in its own item, or of itself."""
    names = local_fields(portal_type)
    if ours is not None:
        return {name: getattr(aq_base(ours), name, None) for name in names}
    known_here = known_values(site)
    return {name: marked(name, str(known_here[name])) for name in names if known_here.get(name)}


def _files(envelope: Envelope) -> Iterator[tuple[str, str]]:
    """Yield name and digest of the files that are no pictures: of fields and of the text."""
    told = [(one, one) for one in envelope["fields"].values() if isinstance(one, Mapping)]
    named = [(one, {"name": one.get("title", "")}) for one in envelope["references"]]
    for one, words in (*told, *named):
        known_file = envelope["files"].get(str(one.get("file")))
        if known_file is not None and not str(known_file.get("type", "")).startswith("image/"):
            yield str(words.get("name") or one["file"]), str(one["file"])


def _blank(container: DexterityContent, portal_type: str, envelope: Envelope) -> DexterityContent:
    made = createObject(getUtility(IDexterityFTI, name=portal_type).factory)
    uid = uuid4().hex
    made.portal_type, made.language = portal_type, envelope["language"]
    made.title = title_of(envelope)
    # No event: nobody is told of an item that will not be
    setattr(made, ATTRIBUTE_NAME, uid)
    made.id = f"preview-{uid}"
    return made.__of__(container)


def _shown(envelope: Envelope, ways: Ways) -> dict[str, Unsaved]:
    """Return what the text names and a preview can show, by key: pictures, others of a pack."""
    told = {one["key"]: one for one in envelope["references"]}
    found = {}
    for key in dict.fromkeys(keys_in(envelope["fields"])):
        one, uid = told.get(key, {}), uuid4().hex
        title, other = str(one.get("title", "")), ways.other(str(one.get("urn", "")))
        if one.get("file") in envelope["files"] and one.get("type") == "Image":
            scales = _scales(one["file"], str(one.get("alt", "")))
            found[key] = Unsaved(uid, "", ways.pictures, "Image", title, scales)
        elif other:
            found[key] = Unsaved(uid, "", other, str(one.get("type", "")), title)
    return found


def _scales(digest: str, alt: str) -> dict[str, Any]:
    return {"image": [{"download": digest, "width": None, "height": None, "alt": alt}]}


def _address(one: Unsaved) -> str:
    if one.image_scales is None:
        return one.url
    return f"{one.url}/{one.image_scales['image'][0]['download']}"


def _leading(data: Any, at: Mapping[str, str]) -> Any:
    """Return rich text whose references lead where the preview has them."""
    if not isinstance(data, Mapping) or not isinstance(data.get("html"), str):
        return data
    return {"html": PICTURES.sub(lambda found: at.get(found[1], found[0]), data["html"])}


def _value(field: IField, data: Any, envelope: Envelope) -> Any:
    if not INamedField.providedBy(field):
        return read(field, data, {})
    told = data if isinstance(data, Mapping) else {}
    known_file = envelope["files"].get(str(told.get("file")))
    return Elsewhere(told, int(known_file["size"])) if known_file else None


def _lead(item: DexterityContent, envelope: Envelope, ways: Ways) -> tuple[Unsaved, ...]:
    """Return the record of the item itself where it has a picture: pages find it by that."""
    told = envelope["fields"].get("image")
    if not isinstance(told, Mapping) or str(told.get("file")) not in envelope["files"]:
        return ()
    path, uid = "/".join(item.getPhysicalPath()), str(getattr(aq_base(item), ATTRIBUTE_NAME))
    scales = _scales(str(told["file"]), str(envelope["fields"].get("picture_alt") or ""))
    return (Unsaved(uid, path, ways.pictures, item.portal_type, item.title, scales),)


def _stand_ins(portal_type: str, empty: tuple[IField, ...]) -> dict[str, Any]:
    """Return what stands for fields that nobody has filled in yet, by name."""
    example = shareable(portal_type).example
    moment = datetime.now().replace(hour=10, minute=0, second=0, microsecond=0)
    moment += timedelta(days=IN_DAYS)
    values: dict[str, Any] = {}
    for field in empty:
        name = field.__name__
        if name in example:
            values[name] = marked_in(example[name], name)
        elif IDatetime.providedBy(field):
            values[name] = ZONE.localize(moment)
            # What is asked next ends what this begins
            moment += LASTS
        else:
            values[name] = _stand_in(field, name)
    return values


def _examples(portal_type: str, empty: tuple[IField, ...]) -> frozenset[str]:
    """Return the names of the fields of which the page says more than that they are empty."""
    told = shareable(portal_type).example
    dates = {field.__name__ for field in empty if IDatetime.providedBy(field)}
    more = {field.__name__ for field in empty if says_something(told.get(field.__name__))}
    return frozenset(dates | more)


def _stand_in(field: IField, name: str) -> Any:
    """Return the mark of a field that is words; None for any other."""
    if IRichText.providedBy(field):
        return RichTextValue(f"<p>{marked(name)}</p>", "text/html", field.output_mime_type)
    if IText.providedBy(field) and not IChoice.providedBy(field):
        return marked(name)
    if ICollection.providedBy(field) and ITextLine.providedBy(field.value_type):
        return [marked(name)]
    return None
