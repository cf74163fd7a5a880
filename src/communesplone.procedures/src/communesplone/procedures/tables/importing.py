"""Bringing a table in: checked row by row, then all of it or nothing.

The id of a row is that of its procedure in the folder: what has it is updated, what has it not
is added. A service is named by the end of its address, a related procedure by its id; either by
its UID in a table that was taken out.
"""

from communesplone.core import _
from communesplone.core.tables import choice
from communesplone.core.tables import cleaned
from communesplone.core.tables import Line
from communesplone.core.tables import Planned
from communesplone.core.tables import refuse_wrong
from communesplone.core.tables import Unreadable
from communesplone.procedures.tables import cells
from communesplone.procedures.vocabularies import UID
from dataclasses import dataclass
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.i18n.normalizer.interfaces import IURLNormalizer
from plone.uuid.interfaces import ATTRIBUTE_NAME
from plone.uuid.interfaces import IUUID
from plone.uuid.interfaces import IUUIDGenerator
from typing import Any
from zope.component import getUtility
import re


KIND = "Procedure"
ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
LONGEST_ID = 120


@dataclass
class Row(Planned):
    """A line with the id and the UID of its procedure."""

    id: str = ""
    uid: str = ""


def plan(folder: Any, lines: tuple[Line, ...], language: str) -> list[Row]:
    """Return what a table would do in a folder; nothing is written."""
    known, services = cells.choices(language), _services(folder)
    rows: dict[str, Row] = {}
    for line in lines:
        values, wrong = cells.read(line.cells, known)
        row = Row(line, values=values, wrong=wrong, title=values.get("title") or "")
        _place(row, folder, rows)
        _serve(row, services)
        rows[row.id] = row
    for row in rows.values():
        _relate(row, folder, rows)
    return list(rows.values())


def _place(row: Row, folder: Any, rows: dict[str, Row]) -> None:
    """Find the id of a row, and what is there already."""
    row.id = cleaned(row.line.cells.get("id", "")).lower() or _free(folder, row.title, rows)
    row.uid = getUtility(IUUIDGenerator)()
    if not ID.fullmatch(row.id) or len(row.id) > LONGEST_ID:
        row.wrong.append(Unreadable("id", _("Write letters a to z, figures and hyphens.")))
    if row.id in rows:
        mapping = {"line": str(rows[row.id].line.number)}
        row.wrong.append(Unreadable("id", _("Line ${line} has it already.", mapping=mapping)))
        row.id = f"line {row.line.number}"
    there = folder[row.id] if row.id in folder.objectIds() else None
    if there is None:
        if "title" not in row.values and not any(one.column == "title" for one in row.wrong):
            row.wrong.append(Unreadable("title", _("Fill this in.")))
    elif there.portal_type != KIND:
        row.wrong.append(Unreadable("id", _("Something of another kind stands there.")))
    elif not api.user.has_permission("Modify portal content", obj=there):
        row.wrong.append(Unreadable("id", _("You may not change this entry.")))
    else:
        row.item, row.uid, row.title = there, IUUID(there), row.title or there.title


def _free(folder: Any, title: str, rows: dict[str, Row]) -> str:
    """Return an id after a title that nothing has yet."""
    base = getUtility(IURLNormalizer).normalize(title or "procedure", max_length=60)
    taken, found, count = {*folder.objectIds(), *rows}, base, 1
    while found in taken:
        count += 1
        found = f"{base}-{count}"
    return found


def _services(folder: Any) -> dict[str, str] | None:
    """Return the UIDs of services by each end of their addresses; None without such a kind.

    Those of the site, or of the folder of its language; two that end alike need more of it.
    """
    if "Service" not in api.portal.get_tool("portal_types"):
        return None
    root = api.portal.get_navigation_root(folder)
    above = len(root.getPhysicalPath())
    found: dict[str, set[str]] = {}
    for brain in api.content.find(root, portal_type="Service"):
        path = brain.getPath().split("/")[above:]
        for at in range(len(path)):
            found.setdefault("/".join(path[at:]), set()).add(brain.UID)
    return {end: uids.pop() for end, uids in found.items() if len(uids) == 1}


def _serve(row: Row, services: dict[str, str] | None) -> None:
    """Find the service of a row."""
    if services is None or "service" not in row.line.cells:
        return
    asked = cleaned(row.line.cells["service"]).strip("/")
    if UID.fullmatch(asked):
        row.values["service"] = asked
        return
    try:
        end = choice("service", asked, {end: end for end in services}) if asked else None
    except Unreadable as error:
        row.wrong.append(error)
        return
    row.values["service"] = services[end] if end else None


def _relate(row: Row, folder: Any, rows: dict[str, Row]) -> None:
    """Find the related procedures of a row, in the table or in the folder."""
    if "related" not in row.line.cells:
        return
    row.values["related"] = []
    for name in cells.parts(cleaned(row.line.cells["related"])):
        there = folder[name] if name in folder.objectIds() else None
        if name in rows:
            row.values["related"].append(rows[name].uid)
        elif getattr(there, "portal_type", None) == KIND:
            row.values["related"].append(IUUID(there))
        elif UID.fullmatch(name):
            row.values["related"].append(name)
        else:
            mapping = {"id": name[:80]}
            message = _("There is no procedure “${id}” here or in the table.", mapping=mapping)
            row.wrong.append(Unreadable("related", message))


def apply(folder: Any, rows: list[Row], *, publish: bool = False) -> dict[str, Any]:
    """Make and change what a plan says, all of it; return the procedures by id.

    :raises ValueError: when a row is wrong: nothing is written then.
    """
    refuse_wrong(rows)
    made = {}
    for row in rows:
        if row.item is None:
            row.item = _make(folder, row)
            if publish:
                api.content.transition(row.item, "publish")
        else:
            row.change()
        made[row.id] = row.item
    return made


def _make(folder: Any, row: Row) -> Any:
    values = {name: value for name, value in row.values.items() if value is not None}
    item = createContent(KIND, id=row.id, language=folder.Language(), **values)
    # Known before: rows above are related to it.
    setattr(item, ATTRIBUTE_NAME, row.uid)
    return addContentToContainer(folder, item, checkConstraints=False)
