"""What the address of a list asks for, checked; addresses are made from the same values."""

from collections.abc import Mapping
from communesplone.directory.mandates import YEARS
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from zExceptions import BadRequest
import re


SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0")
PAGE = re.compile(r"[1-9]\d{0,4}")
FILTERS = ("kind", "theme", "place", "letter", "open")
#: Index of the catalog by filter; "open" is no index: it changes with the hour.
INDEXES = {
    "kind": "directory_kind",
    "theme": "topic_themes",
    "place": "directory_locality",
    "letter": "directory_letter",
}


@dataclass(frozen=True)
class Asked:
    """At most one value of each filter, and a page from 1 on."""

    kind: str = ""
    theme: str = ""
    place: str = ""
    letter: str = ""
    open: str = ""
    page: int = 1

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """The filters in force, always in the same order."""
        return tuple((name, getattr(self, name)) for name in FILTERS if getattr(self, name))

    @property
    def query(self) -> dict[str, str]:
        """The filters that the catalog answers, by index."""
        return {INDEXES[name]: value for name, value in self.filters if name in INDEXES}

    def address(self, url: str, **changes: Any) -> str:
        """Return the address of the list with other filters, on its first page."""
        wanted = replace(self, **{"page": 1, **changes}).filters
        return f"{url}?{urlencode(wanted)}" if wanted else url


def read(form: Mapping[str, Any]) -> Asked:
    """Return what the parameters of an address ask for; others than ours are not looked at.

    :raises BadRequest: for what no link of ours says: page -1, a letter of two signs.
    """
    found: dict[str, Any] = {}
    for name in FILTERS:
        value = form.get(name, "")
        if value == "":
            continue
        if not isinstance(value, str) or not _allowed(name, value):
            raise BadRequest(f"{name}: no such value")
        found[name] = value
    page = form.get("page", "1")
    if not isinstance(page, str) or not PAGE.fullmatch(page):
        raise BadRequest("page: a number from 1 on")
    return Asked(**found, page=int(page))


def _allowed(name: str, value: str) -> bool:
    if name == "letter":
        return value in LETTERS
    if name == "open":
        return value == "1"
    return SLUG.fullmatch(value) is not None


def read_day(form: Mapping[str, Any], today: date) -> date:
    """Return the day of `?on=2020-05-01`, today without one.

    :raises BadRequest: for what is no day of a commune's history.
    """
    value = form.get("on", "")
    if value == "":
        return today
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise BadRequest("on: a day such as 2020-05-01")
    try:
        found = date.fromisoformat(value)
    except ValueError as error:
        raise BadRequest("on: there is no such day") from error
    if found.year not in YEARS:
        raise BadRequest("on: a day between 1830 and 2200")
    return found
