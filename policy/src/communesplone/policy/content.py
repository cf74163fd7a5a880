"""Content that is shipped as data: reading it, and making items of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from plone.api.content import transition
from plone.app.dexterity.behaviors.constrains import ENABLED
from plone.app.textfield.value import RichTextValue
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import createContentInContainer
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import json


Entry = dict[str, Any]
OF_THE_ENTRY = ("key", "in", "type", "file", "publish", "allowed", "layout")


def read_text(*path: str) -> str:
    """Return the text of a data file of this package."""
    return files("communesplone.policy").joinpath(*path).read_text(encoding="utf-8")


def read_json(*path: str) -> Any:
    """Return what a JSON data file of this package holds."""
    return json.loads(read_text(*path))


def home(site: PloneSite, language: str) -> DexterityContent:
    """Return the folder of a language, or the site where it has only one."""
    return site[language] if language in site.objectIds() else site


@contextmanager
def without_versions(site: PloneSite) -> Iterator[None]:
    """Keep no first version of what the block makes.

    Each would be a copy of the item and a savepoint; a savepoint lets go of objects of the new
    site that can only be loaded again after the commit.
    """
    repository = site.portal_repository
    types = repository.getVersionableContentTypes()
    repository.setVersionableContentTypes([])
    yield
    repository.setVersionableContentTypes(types)


def make(container: DexterityContent, entry: Entry) -> DexterityContent:
    """Make one item of its data.

    :param entry: `type`, the type's fields by name (`text` as HTML), and what to do with it:
        `publish`, `allowed` (types that may be added in it), `layout`.
    """
    fields = {name: value for name, value in entry.items() if name not in OF_THE_ENTRY}
    if "text" in fields:
        fields["text"] = RichTextValue(fields["text"], "text/html", "text/x-html-safe")
    item = createContentInContainer(container, entry["type"], checkConstraints=False, **fields)
    if "allowed" in entry:
        _allow_only(item, entry["allowed"])
    if "layout" in entry:
        item.setLayout(entry["layout"])
    if entry.get("publish"):
        transition(item, "publish")
    return item


def _allow_only(folder: DexterityContent, types: list[str]) -> None:
    """Let only `types` be added in `folder`, those of them that are installed."""
    constrain = ISelectableConstrainTypes(folder)
    addable = {fti.getId() for fti in constrain.getDefaultAddableTypes()}
    installed = [name for name in types if name in addable]
    constrain.setConstrainTypesMode(ENABLED)
    constrain.setLocallyAllowedTypes(installed)
    constrain.setImmediatelyAddableTypes(installed)
