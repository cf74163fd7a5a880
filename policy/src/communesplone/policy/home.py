"""What stands on the home of a commune until its webmasters arrange it themselves."""

from communesplone.core.identity import identity
from communesplone.core.sections import section_type
from communesplone.pages.behavior import ISections
from communesplone.pages.behavior import sections_of
from communesplone.pages.writing import save
from communesplone.policy.content import home
from communesplone.policy.content import read_json
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from typing import Any


Made = dict[str, DexterityContent]
REFERENCE = "@"


def furnish(site: PloneSite, made: dict[str, Made]) -> None:
    """Give the home of each language its sections, where it has none.

    :param made: what the sections may refer to, by language, then by key of the data.
    """
    for language in identity(site).languages:
        top = home(site, language)
        if ISections.providedBy(top) and not sections_of(top):
            known = made.get(language, {})
            save(top, [_referring(section, known) for section in _of_this_release()])


def _of_this_release() -> list[dict[str, Any]]:
    """Return the default sections whose types an add-on declares."""
    data = read_json("content", "home.json")
    return [section for section in data if section_type(section["type"]) is not None]


def furnish_existing(site: PloneSite) -> None:
    """Give the homes of a site that exists their sections, referring to its default folders."""
    made = {}
    for language in identity(site).languages:
        top, entries = home(site, language), read_json("content", language, "commune.json")
        made[language] = {
            entry["key"]: top[entry["id"]]
            for entry in entries
            if "in" not in entry and entry["id"] in top.objectIds()
        }
    furnish(site, made)


def _referring(section: dict[str, Any], made: Made) -> dict[str, Any]:
    """Return a section with UIDs in place of keys; what was not made is left out."""
    found = {}
    for name, value in section.items():
        if isinstance(value, list):
            value = [one for one in (_uid(each, made) for each in value) if one]
        else:
            value = _uid(value, made)
        if value not in (None, []):
            found[name] = value
    return found


def _uid(value: Any, made: Made) -> Any:
    if isinstance(value, str) and value.startswith(REFERENCE):
        item = made.get(value.removeprefix(REFERENCE))
        return IUUID(item) if item is not None else None
    return value
