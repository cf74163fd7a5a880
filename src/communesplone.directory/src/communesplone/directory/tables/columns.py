"""The columns of a table of each type: how a cell is written, and read with what is wrong."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.behaviors.contact_point import IContactPoint
from communesplone.core.behaviors.postal_address import IPostalAddress
from communesplone.core.behaviors.postal_address import wrong_position
from communesplone.core.hours import as_data
from communesplone.core.hours import from_data
from communesplone.core.hours import OpeningHours
from communesplone.core.hours.form import EXCEPTIONS
from communesplone.core.hours.form import FLAGS
from communesplone.core.hours.form import read_typed
from communesplone.core.hours.form import SEASONS
from communesplone.core.hours.form import TEXTS
from communesplone.core.hours.form import typed_text
from communesplone.core.reference import slug
from communesplone.core.tables import cell
from communesplone.core.tables import choice
from communesplone.core.tables import cleaned
from communesplone.core.tables import day
from communesplone.core.tables import DESCRIPTION
from communesplone.core.tables import TITLE
from communesplone.core.tables import Unreadable
from communesplone.core.tables import value_of
from communesplone.directory.association import IAssociation
from communesplone.directory.mandate import IMandate
from communesplone.directory.person import IPerson
from communesplone.directory.place import IPlace
from communesplone.directory.service import IService
from communesplone.directory.shop import IShop
from datetime import date
from plone.app.textfield.value import RichTextValue
from typing import Any
from zope import schema
from zope.interface.interface import InterfaceClass
import math


TYPES: dict[str, InterfaceClass] = {
    "Service": IService,
    "Person": IPerson,
    "Mandate": IMandate,
    "Place": IPlace,
    "Association": IAssociation,
    "Shop": IShop,
}
CONTACT = ("phone", "email", "website")
ADDRESS = ("street", "number", "postal_code", "locality", "latitude", "longitude")
HOURS = (*TEXTS, *FLAGS)
WITH_ADDRESS = ("kind", "themes", *CONTACT, *ADDRESS, *HOURS)
COLUMNS: dict[str, tuple[str, ...]] = {
    "Service": ("id", "title", "description", *WITH_ADDRESS[1:], "main_desk", "text"),
    "Person": ("id", "title", "description", "job", *CONTACT, "declaration", "text"),
    "Mandate": ("id", "body", "role", "start", "end", "rank", "group", "duties"),
    "Place": ("id", "title", "description", *WITH_ADDRESS, "access", "text"),
    "Association": ("id", "title", "description", *WITH_ADDRESS, "meets", "text"),
    "Shop": ("id", "title", "description", *WITH_ADDRESS, "text"),
}
REQUIRED = {"Mandate": ("id", "body", "role", "start")}
LISTS = ("themes", "duties")
YES, NO = "1", "0"
TRUE = {"1", "oui", "ja", "yes", "true", "vrai", "x"}
FALSE = {"", "0", "non", "nein", "nee", "no", "false", "faux"}


def field_of(portal_type: str, name: str) -> Any:
    """Return the field of a column; None for what is no single field."""
    if name == "title":
        return TITLE
    if name == "description":
        return DESCRIPTION
    for found in (TYPES[portal_type], IContactPoint, IPostalAddress):
        if name in found:
            return found[name]
    return None


def write(values: Mapping[str, Any], columns: tuple[str, ...], language: str) -> list[str]:
    """Return the cells of a row.

    :param values: fields by name; `opening_hours` as data.
    """
    hours = typed_text(from_data(values.get("opening_hours")), language)
    cells = []
    for name in columns:
        if name in TEXTS:
            text = str(hours[name]).replace("\n", " | ")
        elif name in FLAGS:
            text = YES if hours[name] else NO
        else:
            text = _text(values.get(name))
        cells.append(cell(text))
    return cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list | tuple):
        return " | ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "raw", None) or ("" if hasattr(value, "raw") else str(value))


def read(
    portal_type: str,
    cells: Mapping[str, str],
    choices: Mapping[str, Mapping[str, str]],
    language: str,
) -> tuple[dict[str, Any], list[Unreadable]]:
    """Return the fields of a row that its columns speak of, and what cannot be read.

    :param cells: text by column; a column that is not there leaves its field as it is.
    :param choices: {key: label} of `kind`, `themes`, `body`, `role`: a cell has one or the other.
    """
    values: dict[str, Any] = {}
    wrong: list[Unreadable] = []
    clean = {name: cleaned(text) for name, text in cells.items()}
    for name in COLUMNS[portal_type]:
        if name in clean and name not in HOURS and name != "id":
            try:
                values[name] = _value(portal_type, name, clean[name], choices.get(name))
            except Unreadable as error:
                wrong.append(error)
    if any(name in clean for name in HOURS) and "mon" in COLUMNS[portal_type]:
        hours, errors = _hours(clean, language)
        values["opening_hours"] = hours
        wrong += errors
    wrong += _position(values)
    return values, wrong


def _value(portal_type: str, name: str, text: str, known: Mapping[str, str] | None) -> Any:
    if name in LISTS:
        parts = [part.strip() for part in text.split("|") if part.strip()]
        return [choice(name, part, known) for part in parts] if known is not None else parts
    if known is not None and text:
        return choice(name, text, known)
    if name == "main_desk":
        return _flag(name, text)
    if name == "text":
        return RichTextValue(text, "text/html", "text/x-html-safe") if text else None
    return value_of(name, field_of(portal_type, name), text, _converted)


def _converted(field: Any, text: str) -> Any:
    """Return the text as a value of a field.

    :raises ValueError: when it is none.
    """
    if isinstance(field, schema.Float):
        found = float(text.replace(",", "."))
        if not math.isfinite(found):
            raise ValueError(text)
        return found
    if isinstance(field, schema.Int):
        return int(text)
    if isinstance(field, schema.Date):
        return day(text)
    return " ".join(text.split()) if isinstance(field, schema.TextLine) else text


def _flag(name: str, text: str) -> bool:
    if slug(text) not in TRUE | FALSE:
        raise Unreadable(name, _("Write 1 for yes, 0 for no."))
    return slug(text) in TRUE


def _hours(cells: Mapping[str, str], language: str) -> tuple[Any, list[Unreadable]]:
    """Return the opening hours of a row as data; None for none."""
    typed: dict[str, Any] = {name: cells.get(name, "") for name in TEXTS}
    for name in (SEASONS, EXCEPTIONS):
        typed[name] = "\n".join(part.strip() for part in typed[name].split(" | "))
    wrong = []
    defaults = typed_text(OpeningHours(), language)
    for name in FLAGS:
        try:
            typed[name] = _flag(name, cells[name]) if cells.get(name) else defaults[name]
        except Unreadable as error:
            typed[name] = False
            wrong.append(error)
    hours, errors = read_typed(typed, language)
    wrong += [Unreadable(name, message) for name, found in errors.items() for message in found]
    return None if hours.empty else as_data(hours), wrong


def _position(values: Mapping[str, Any]) -> list[Unreadable]:
    """Return what is wrong with a position that is half there, or not in Belgium."""
    if "latitude" not in values or "longitude" not in values:
        return []
    found = wrong_position(values["latitude"], values["longitude"])
    return [Unreadable(*found)] if found else []
