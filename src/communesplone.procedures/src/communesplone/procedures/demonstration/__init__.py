"""Procedures of a fictitious commune, for demonstration sites, as data."""

from collections.abc import Mapping
from communesplone.core.demonstration import entries
from communesplone.core.demonstration import filled
from communesplone.procedures.fields import IRows
from communesplone.procedures.procedure import IProcedure
from communesplone.procedures.procedure import Procedure
from datetime import date
from datetime import timedelta
from plone.api.content import transition
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from Products.CMFPlone.Portal import PloneSite
from typing import Any


Entry = dict[str, Any]
FOLDER = "procedures"
OF_THE_LOADER = ("key", "service", "related", "review_in_days")


def populate(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Procedure]:
    """Publish the demonstration procedures of a language in the folder of procedures.

    See communesplone.core.interfaces.IDemonstration.
    """
    folder = made.get(FOLDER)
    if folder is None:
        return {}
    data = [filled(entry, words) for entry in entries(__package__, language)]
    items = {entry["key"]: _make(folder, entry, language, made) for entry in data}
    for entry in data:
        items[entry["key"]].related = [items[key].UID() for key in entry.get("related", ())]
    return {f"procedure-{key}": item for key, item in items.items()}


def _make(folder: Any, entry: Entry, language: str, made: Mapping[str, Any]) -> Procedure:
    fields = {
        name: _value(name, value) for name, value in entry.items() if name not in OF_THE_LOADER
    }
    service = made.get(entry.get("service", ""))
    item = createContentInContainer(
        folder,
        "Procedure",
        checkConstraints=False,
        language=language,
        service=service.UID() if service is not None else None,
        review_date=date.today() + timedelta(days=entry["review_in_days"]),
        **fields,
    )
    transition(item, "publish")
    return item


def _value(name: str, value: Any) -> Any:
    """Return what is stored of a field's data, read as the form and the REST interface do."""
    if name == "text":
        return RichTextValue("\n".join(value), "text/html", "text/x-html-safe")
    field = IProcedure.get(name)
    if IRows.providedBy(field):
        return field.fromUnicode("\n".join(value))
    return value
