"""Taking a table out: procedures of a folder as `importing` brings them in again."""

from communesplone.core.tables import cell
from communesplone.core.tables import text_table
from communesplone.procedures.fields import IRows
from communesplone.procedures.procedure import Procedure
from communesplone.procedures.tables import cells
from datetime import date
from plone import api
from typing import Any
from zope.i18n import translate


def table(folder: Any, language: str) -> bytes:
    """Return what the user may see of the procedures that stand in a folder, as CSV."""
    found = api.content.find(folder, depth=1, portal_type="Procedure", sort_on="sortable_title")
    ids = {brain.UID: brain.getId for brain in found}
    header = [translate(cells.label(name), target_language=language) for name in cells.COLUMNS]
    return text_table(header, (_row(brain.getObject(), ids, language) for brain in found))


def _row(item: Procedure, ids: dict[str, str], language: str) -> list[str]:
    values = {name: getattr(item.aq_base, name, None) for name in cells.COLUMNS}
    values["related"] = [ids.get(uid, uid) for uid in item.related or ()]
    return [cell(_text(name, values[name], language)) for name in cells.COLUMNS]


def _text(name: str, value: Any, language: str) -> str:
    """Return the value of a field as `cells` reads it; a service by its UID."""
    if not value:
        return ""
    if name not in cells.NAMES and IRows.providedBy(cells.field_of(name)):
        return cells.field_of(name).shape.write(value, language)
    if isinstance(value, list | tuple):
        return "\n".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "raw", None) or str(value)
