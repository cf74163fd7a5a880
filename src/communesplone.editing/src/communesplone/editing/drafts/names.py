"""Names of forms: that of an item, and one for each time that something new is begun."""

from collections.abc import Mapping
from communesplone.core.uniting.resuming import TYPED
from plone import api
from secrets import token_hex
from urllib.parse import quote
from zope.i18n import translate
from zope.publisher.interfaces import IRequest
import re


OF_ITEMS = ("edit", "sections")
NEW = re.compile(r"add:(?P<kind>[\w .+-]{1,80}):(?P<mark>[0-9a-f]{8})")
MARK = re.compile(r"[0-9a-f]{8}")
#: The widget that names an item, whatever behaviour it comes from.
TITLE = re.compile(r"form\.widgets\.(?:\w+\.)?title")
LONGEST_TITLE = 120


def is_form(name: str) -> bool:
    """Tell whether a form of this name is kept."""
    return name in OF_ITEMS or NEW.fullmatch(name) is not None


def new_form(portal_type: str, mark: str = "") -> str:
    """Return the name of the form of something new; its mark tells it from others begun."""
    return f"add:{portal_type}:{mark if MARK.fullmatch(mark) else token_hex(4)}"


def kind_of(name: str) -> str:
    """Return the type of what a form adds, empty for the form of an item."""
    found = NEW.fullmatch(name)
    return found["kind"] if found else ""


def mark_of(name: str) -> str:
    """Return what the address of a form says to go on with what was typed into it."""
    found = NEW.fullmatch(name)
    return found["mark"] if found else "1"


def address_in(url: str, name: str) -> str:
    """Return the address of a form of the item, or of the folder, at `url`."""
    if kind := kind_of(name):
        return f"{url}/++add++{quote(kind)}?{TYPED}={mark_of(name)}"
    return f"{url}/edit" if name == "edit" else f"{url}/@@{name}"


def kind_title(kind: str, request: IRequest) -> str:
    """Return what a type is called, in the language of who reads."""
    found = api.portal.get_tool("portal_types").getTypeInfo(kind)
    return translate(found.Title(), context=request) if found is not None else kind


def title_typed(fields: Mapping[str, str | list[str]], kind: str, request: IRequest) -> str:
    """Return what to call something new: the title typed so far, else its type."""
    for name, value in fields.items():
        if TITLE.fullmatch(name) and isinstance(value, str) and value.strip():
            return " ".join(value.split())[:LONGEST_TITLE]
    return kind_title(kind, request)
