"""A page of every type of section and a mini-site, for demonstration sites, as data."""

from collections.abc import Mapping
from communesplone.core.demonstration import entries
from communesplone.core.demonstration import filled
from communesplone.core.sections import section_type
from communesplone.pages.writing import save
from importlib.resources import files
from plone.api.content import transition
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobImage
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import re


Entry = dict[str, Any]
#: "@key" is the UID of what was made under that key.
REFERENCE = re.compile(r"(?<![\w.])@([a-z-]+)")


def populate(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, DexterityContent]:
    """Publish the pages of a language. See communesplone.core.interfaces.IDemonstration."""
    if "living" not in made:
        return {}
    known = dict(made)
    items: dict[str, DexterityContent] = {}
    data = entries(__package__, language)
    for entry in data:
        item = _make(known[entry["in"]], entry, language, words)
        known[entry["key"]] = items[entry["key"]] = item
    for entry in data:
        if "sections" in entry:
            save(items[entry["key"]], _sections(entry["sections"], known, words))
    return items


def _make(
    container: DexterityContent, entry: Entry, language: str, words: Mapping[str, str]
) -> DexterityContent:
    fields = {
        name: filled(value, words)
        for name, value in entry.items()
        if name not in ("key", "in", "type", "picture", "sections")
    }
    if "picture" in entry:
        name = entry["picture"]
        data = files(__package__).joinpath(name).read_bytes()
        fields["image"] = NamedBlobImage(data=data, contentType="image/png", filename=name)
    item = createContentInContainer(
        container, entry["type"], checkConstraints=False, language=language, **fields
    )
    transition(item, "publish")
    return item


def _sections(
    data: list[Entry], known: Mapping[str, Any], words: Mapping[str, str]
) -> list[Entry]:
    """Return the sections whose types are there, with ids, words and UIDs."""
    return [
        {"id": f"s{number}", "width": "full", **filled(_referring(one, known), words)}
        for number, one in enumerate(data, 1)
        if section_type(one["type"]) is not None
    ]


def _referring(value: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        return REFERENCE.sub(
            lambda found: IUUID(known[found[1]]) if found[1] in known else "", value
        )
    if isinstance(value, list):
        return [one for one in (_referring(each, known) for each in value) if one]
    if isinstance(value, dict):
        return {name: _referring(one, known) for name, one in value.items()}
    return value
