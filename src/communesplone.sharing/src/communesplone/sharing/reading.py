"""The shared fields of an item as data, what they name of the site, and their files."""

from Acquisition import aq_base
from collections.abc import Mapping
from communesplone.core.publication import is_public
from communesplone.core.sharing.references import key_of
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.references import leaving
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.registration import shared_fields
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.values import written
from communesplone.sharing.store import Store
from communesplone.sharing.syndicating.finding import item_of
from dataclasses import dataclass
from dataclasses import field
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from typing import Any
from zope.component.hooks import getSite
from zope.interface.interface import InterfaceClass
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField


#: Fields that items keep under another name.
KEPT_AS = {"subjects": "subject"}
#: Types that come along with what shows them, and the field of their file.
ALONG = {"Image": "image", "File": "file"}


@dataclass
class Read:
    """Shared fields by name, references as [{key, type, title, urn}], files by digest.

    `uids` are the items that the keys stand for here; `held` those of pictures and files that not
    everybody may read: nothing of them is in the rest.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    references: list[dict[str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    uids: dict[str, str] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)


def read(
    item: DexterityContent,
    kept: Store,
    choices: Mapping[str, str] | None = None,
    wanted: Mapping[str, IField] | None = None,
) -> Read:
    """Return what of an item is shared.

    :param choices: UID by key, as `Shared.choices`: what an adopted item names keeps the keys
        that its author gave, so that base, theirs and mine can be compared.
    :param wanted: the fields by name; those that the type shares by default.
    :raises KeyError: items of this type cannot be shared.
    :raises SharingError: a value cannot be written.
    """
    keys = {uid: key for key, uid in (choices or {}).items() if uid}
    found = Read()

    def key(uid: str) -> str:
        name = keys.get(uid) or key_of(uid)
        found.uids[name] = uid
        return name

    wanted = shared_fields(item.portal_type) if wanted is None else wanted
    for name, data in _values(item, wanted, found.files).items():
        found.fields[name] = leaving(data, key, lambda path: _key_at(path, key), name)
    used = dict.fromkeys(keys_in(found.fields))
    found.references = [_reference(name, found, kept) for name in used]
    return found


def digests_in(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the fields that are files, by the digest of each."""
    return {
        data["file"]: name
        for name, data in fields.items()
        if isinstance(data, Mapping) and isinstance(data.get("file"), str)
    }


def _values(
    item: DexterityContent, wanted: Mapping[str, Any], files: dict[str, bytes]
) -> dict[str, Any]:
    values = {}
    for schema in iterSchemata(item):
        for name, one in getFieldsInOrder(schema):
            if name in wanted:
                values[name] = written(one, _value(item, schema, name), files)
    # Empty values say nothing, and may come in several kinds of empty
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _value(item: DexterityContent, schema: InterfaceClass, name: str) -> Any:
    """Return a value as the item keeps it; by the behaviour only where the item has none.

    Asking some behaviours writes: that of Dublin Core adds a creator.
    """
    base, kept_as = aq_base(item), KEPT_AS.get(name, name)
    if hasattr(base, kept_as):
        return getattr(base, kept_as)
    return getattr(aq_base(schema(item, None)), name, None)


def _key_at(path: str, key: Any) -> str:
    site = getSite()
    below = path.partition("#")[0].partition("?")[0].strip("/")
    # Unrestricted, since an editor's page may name what this person cannot see: an opaque key
    # leaves, and a title only of published content (see `_reference`)
    target = site.unrestrictedTraverse(below, None)
    uid = getattr(aq_base(target), "UID", None)
    return key(target.UID()) if uid is not None and target is not site else ""


def _reference(key: str, found: Read, kept: Store) -> dict[str, str]:
    """Return what is told of an item that is named: its title only if all may read it.

    Titles of people are names: only what could be shared itself is called by its title. Pictures
    and files come along, if all may read them.
    """
    uid = found.uids.get(key, "")
    item, known = item_of(getSite(), uid), kept.items.get(uid)
    if item is None:
        return {"key": key, "type": "", "title": "", "urn": ""}
    # Whoever may see it, what is not public leaves without its title
    public = is_public(item)
    told = public and shareable(item.portal_type) is not None
    made = {
        "key": key,
        "type": item.portal_type,
        "title": item.Title() if told else "",
        "urn": known.urn if known is not None and known.role != "copy" else "",
    }
    if item.portal_type not in ALONG:
        return made
    if public:
        return made | _along(item, found)
    # What the author of an adopted text has named is there already
    if key == key_of(uid):
        found.held.append(uid)
    return made


def _along(item: DexterityContent, found: Read) -> dict[str, str]:
    """Return what comes along of a picture or file, its words included; its bytes are kept."""
    value = getattr(aq_base(item), ALONG[item.portal_type], None)
    if value is None:
        return {}
    name = digest(value.data)
    found.files[name] = value.data
    words = {"alt": getattr(aq_base(item), "picture_alt", None) or ""}
    if getattr(aq_base(item), "picture_decorative", False):
        words["decorative"] = "yes"
    told = {name: value for name, value in words.items() if value}
    return {"file": name, "name": value.filename or "", "title": item.Title(), **told}
