"""Bringing a table in: checked row by row, then all of it or nothing.

The id of a row is the path of its entry below the folder: what has it is updated, what has it
not is added. A folder of the path (a department, a person) is there already, or in a row above.
"""

from communesplone.core import _
from communesplone.core.tables import Planned
from communesplone.core.tables import refuse_wrong
from communesplone.core.tables import Unreadable
from communesplone.core.topics import labels as topic_labels
from communesplone.core.typography import capital
from communesplone.directory.catalog import KINDS
from communesplone.directory.interfaces import InvalidMandate
from communesplone.directory.labels import labels
from communesplone.directory.mandates import check
from communesplone.directory.mandates import Term
from communesplone.directory.settings import BODIES
from communesplone.directory.settings import ROLES
from communesplone.directory.subscribers import others
from communesplone.directory.tables.columns import read
from communesplone.directory.tables.columns import REQUIRED
from communesplone.directory.tables.reading import Line
from dataclasses import dataclass
from plone import api
from plone.base.utils import safe_text
from plone.dexterity.utils import createContentInContainer
from plone.i18n.normalizer.interfaces import IURLNormalizer
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.component.hooks import getSite
import re


ID = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
HOLDERS = {"Service": ("Service",), "Person": ("Service",), "Mandate": ("Person",)}


@dataclass
class Row(Planned):
    """A line with the path of its entry."""

    path: str = ""


def choices(portal_type: str, language: str) -> dict[str, dict[str, str]]:
    """Return the choices of a type's columns, by column."""
    if portal_type == "Mandate":
        return {"body": labels(BODIES, language), "role": labels(ROLES, language)}
    found = {"themes": topic_labels("themes", language)}
    if portal_type in KINDS:
        found["kind"] = labels(KINDS[portal_type], language)
    return found


def plan(folder: Any, portal_type: str, lines: tuple[Line, ...], language: str) -> list[Row]:
    """Return what a table would do in a folder; nothing is written."""
    known = choices(portal_type, language)
    rows: list[Row] = []
    planned: dict[str, Row] = {}
    for line in lines:
        values, wrong = read(portal_type, line.cells, known, language)
        row = Row(line, values=values, wrong=wrong, title=values.get("title") or "")
        _place(row, folder, portal_type, planned)
        if row.item is None:
            wrong += _missing(portal_type, values, {error.column for error in wrong})
        planned[row.path] = row
        rows.append(row)
    if portal_type == "Mandate":
        _check_mandates(rows, folder)
    return rows


def _missing(portal_type: str, values: dict[str, Any], told: set[str]) -> list[Unreadable]:
    """Return what a new entry must have and its row has not."""
    needed = set(REQUIRED.get(portal_type, ("title",))) - {"id"}
    if portal_type in KINDS:
        needed.add("kind")
    return [
        Unreadable(name, _("Fill this in."))
        for name in sorted(needed - told)
        if not values.get(name)
    ]


def _place(row: Row, folder: Any, portal_type: str, planned: dict[str, Row]) -> None:
    """Find the path of a row, and what is there already."""
    path = safe_text(row.line.cells.get("id", "")).strip().strip("/").lower()
    if not path and portal_type != "Mandate":
        path = _free(folder, row.title, planned)
    if not ID.fullmatch(path) or len(path) > 300:
        message = _("Write letters a to z, figures and hyphens; a slash between folder and entry.")
        row.wrong.append(Unreadable("id", message))
        row.path = f"line {row.line.number}"
        return
    row.path = path
    if path in planned:
        mapping = {"line": str(planned[path].line.number)}
        row.wrong.append(Unreadable("id", _("Line ${line} has it already.", mapping=mapping)))
    row.item = _find(folder, path)
    above = path.rpartition("/")[0]
    holder = _find(folder, above) if above else folder
    if row.item is not None and row.item.portal_type != portal_type:
        row.wrong.append(Unreadable("id", _("Something of another kind stands there.")))
        row.item = None
    elif row.item is not None and not _may("Modify portal content", row.item):
        row.wrong.append(Unreadable("id", _("You may not change this entry.")))
    elif above and not _holds(holder, planned.get(above), portal_type):
        mapping = {"path": above}
        row.wrong.append(
            Unreadable("id", _("There is no “${path}” to put it in.", mapping=mapping))
        )
    elif portal_type == "Mandate" and not above:
        message = _("Write the person, a slash, and a name for the mandate.")
        row.wrong.append(Unreadable("id", message))


def _holds(holder: Any, planned: Row | None, portal_type: str) -> bool:
    """Tell whether what is above may hold the entry: an entry or folder that is there."""
    if holder is None:
        return planned is not None
    return holder.portal_type in (*HOLDERS.get(portal_type, ()), "Folder")


def _free(folder: Any, title: str, planned: dict[str, Row]) -> str:
    """Return an id after a title that nothing has yet."""
    base = getUtility(IURLNormalizer).normalize(title or "entry", max_length=60)
    taken, path, count = set(folder.objectIds()) | planned.keys(), base, 1
    while path in taken:
        count += 1
        path = f"{base}-{count}"
    return path


def _find(folder: Any, path: str) -> Any:
    """Return what stands at a path below the folder; None where nothing does.

    By containment only: an acquired name is nothing here.
    """
    found = folder
    for name in path.split("/"):
        if not hasattr(found, "objectIds") or name not in found.objectIds():
            return None
        found = found[name]
    return found


def _may(permission: str, item: Any) -> bool:
    return bool(api.user.has_permission(permission, obj=item))


def _check_mandates(rows: list[Row], folder: Any) -> None:
    """Check the mandates of a table beside one another and those that are there."""
    root = "/".join(folder.getPhysicalPath())
    good = [row for row in rows if not row.wrong]
    terms = {row.path: _term(row, folder, root) for row in good}
    keys = {term.key for term in terms.values()}
    for row in good:
        term = terms[row.path]
        there = others(getSite(), term.body, folder.Language())
        beside = [other for other in there if other.key not in keys]
        try:
            check(term, [*beside, *terms.values()], folder.Language() or "fr")
        except InvalidMandate as error:
            row.wrong.append(Unreadable("start", error.message))


def _term(row: Row, folder: Any, root: str) -> Term:
    def value(name: str) -> Any:
        return row.values[name] if name in row.values else getattr(row.item, name, None)

    above = row.path.rpartition("/")[0]
    holder = _find(folder, above)
    return Term(
        key=f"{root}/{row.path}",
        person=IUUID(holder, above) if holder is not None else above,
        person_title=holder.title if holder is not None else capital(above),
        role=value("role"),
        body=value("body"),
        start=value("start"),
        end=value("end"),
        rank=value("rank"),
    )


def apply(
    folder: Any, portal_type: str, rows: list[Row], *, publish: bool = False
) -> dict[str, Any]:
    """Make and change what a plan says, all of it; return the entries by path.

    :raises ValueError: when a row is wrong: nothing is written then.
    """
    refuse_wrong(rows)
    made = {}
    for row in rows:
        if row.item is None:
            row.item = _make(folder, portal_type, row)
            if publish and portal_type != "Mandate":
                api.content.transition(row.item, "publish")
        else:
            row.change()
        made[row.path] = row.item
    return made


def _make(folder: Any, portal_type: str, row: Row) -> Any:
    above, _slash, name = row.path.rpartition("/")
    holder = _find(folder, above) if above else folder
    values = {key: value for key, value in row.values.items() if value is not None}
    return createContentInContainer(
        holder,
        portal_type,
        checkConstraints=False,
        id=name,
        language=folder.Language(),
        **values,
    )
