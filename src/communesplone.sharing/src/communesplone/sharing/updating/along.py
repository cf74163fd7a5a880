"""Pictures and files that come along with a text: what its author changed of them.

Each is a field of a merging beside the words of the text, called by the key under which the text
names it: so it unites with what was done here, is asked and is taken back as words are. What is
told of one is its file by digest, the file's name, its type, and what a picture shows in words.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.references import KEY
from communesplone.core.sharing.signing import digest
from communesplone.sharing.reading import ALONG
from plone.dexterity.content import DexterityContent
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from Products.CMFCore.permissions import ModifyPortalContent
from typing import Any
from zope.component.hooks import getSite
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


#: What the file of a picture, or of a file, is kept as.
TYPES = {"Image": NamedBlobImage, "File": NamedBlobFile}
#: Ends the name of the field that says what a picture shows.
WORDS = ".alt"
#: Characters of what a picture shows.
LONGEST_WORDS = 250
Told = Mapping[str, str]
Fields = dict[str, Any]


def told(references: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Return what references tell of what comes along, by key."""
    return {
        one["key"]: {
            "file": one["file"],
            "name": str(one.get("name") or ""),
            "type": one["type"],
            "alt": str(one.get("alt") or "")[:LONGEST_WORDS],
        }
        for one in references
        if one.get("file") and one.get("type") in ALONG and KEY.fullmatch(one.get("key") or "")
    }


def is_along(name: str) -> bool:
    """Tell whether a field of a merging is a picture or file, or the words of one."""
    return KEY.fullmatch(name.removesuffix(WORDS)) is not None


def words_alone(fields: Mapping[str, Any]) -> Fields:
    """Return the fields of a merging that are those of the text itself."""
    return {name: data for name, data in fields.items() if not is_along(name)}


def differing(
    former: Mapping[str, Told], came: Mapping[str, Told], choices: Mapping[str, str]
) -> tuple[Fields, Fields, Fields]:
    """Return what changed from one telling to another as fields: former, as it comes, as here.

    What is not here any more is left out.

    :param choices: UID by key.
    """
    names = set()
    for key in former.keys() & came.keys():
        if former[key]["file"] != came[key]["file"]:
            names.add(key)
        if former[key]["alt"] != came[key]["alt"]:
            names.add(key + WORDS)
    here = as_here(names, choices)
    sides = _fields(here, former), _fields(here, came)
    for side in sides:
        # The same bytes are the same, whatever their file is called
        side.update({name: has for name, has in here.items() if _is_same(side[name], has)})
    return (*sides, here)


def _is_same(one: Any, other: Any) -> bool:
    return isinstance(one, Mapping) and one["file"] == other["file"]


def as_here(names: Iterable[str], choices: Mapping[str, str]) -> Fields:
    """Return fields of pictures and files as this site has them; those that are gone are not."""
    keys = {name: name.removesuffix(WORDS) for name in names}
    items = {key: _item(choices.get(key, "")) for key in keys.values()}
    found = {key: one for key, item in items.items() if (one := _told_of(item)) is not None}
    return _fields((name for name, key in keys.items() if key in found), found)


def _fields(names: Iterable[str], tellings: Mapping[str, Told]) -> Fields:
    found: Fields = {}
    for name in sorted(names):
        one = tellings[name.removesuffix(WORDS)]
        whole = {part: one[part] for part in ("file", "name", "type")}
        found[name] = one["alt"] if name.endswith(WORDS) else whole
    return found


def files_here(fields: Mapping[str, Any], choices: Mapping[str, str]) -> dict[str, bytes]:
    """Return the bytes that this site has of pictures and files among fields, by digest."""
    found = {}
    for name in filter(KEY.fullmatch, fields):
        item = _item(choices.get(name, ""))
        if item is not None:
            data = getattr(item, ALONG[item.portal_type]).data
            found[digest(data)] = data
    return found


def url_here(key: str, choices: Mapping[str, str]) -> str:
    """Return where a picture or file of this site is seen, empty for one that is gone."""
    item = _item(choices.get(key, ""))
    if item is None:
        return ""
    way = "@@images/image" if item.portal_type == "Image" else "@@download/file"
    return f"{item.absolute_url()}/{way}"


def give(
    value: Mapping[str, Any],
    here: Mapping[str, Any],
    choices: Mapping[str, str],
    files: Mapping[str, bytes],
) -> None:
    """Write pictures, files and their words that are another than here.

    :param value: fields of a merging; those of the text are left alone.
    :param files: bytes by digest.
    :raises SharingError: the person may not change one of them.
    """
    changed = {name for name in here if is_along(name) and value.get(name) != here[name]}
    for key in sorted({name.removesuffix(WORDS) for name in changed}):
        item = _item(choices[key])
        if not getSecurityManager().checkPermission(ModifyPortalContent, item):
            raise SharingError(
                _(
                    "“${title}”, which comes with this page, is not yours to change.",
                    mapping={"title": item.Title()},
                )
            )
        if key in changed:
            kind, data = item.portal_type, value[key]
            made = TYPES[kind](data=files[data["file"]], filename=data["name"])
            setattr(item, ALONG[kind], made)
        if key + WORDS in changed:
            words = value.get(key + WORDS) or None
            item.picture_alt, item.picture_decorative = words, words is None
        notify(ObjectModifiedEvent(item))


def _item(uid: str) -> DexterityContent | None:
    # Unrestricted: nothing of it is shown but the name of its file, and only who may change it
    # writes into it
    brains = getSite().portal_catalog.unrestrictedSearchResults(UID=uid) if uid else ()
    # Unrestricted for the same reason
    item = brains[0]._unrestrictedGetObject() if brains else None
    kept = ALONG.get(item.portal_type, "") if item is not None else ""
    return item if kept and getattr(aq_base(item), kept, None) is not None else None


def _told_of(item: DexterityContent | None) -> Told | None:
    if item is None:
        return None
    value = getattr(item, ALONG[item.portal_type])
    words = getattr(aq_base(item), "picture_alt", None) or ""
    name = value.filename or ""
    return {"file": digest(value.data), "name": name, "type": item.portal_type, "alt": words}
