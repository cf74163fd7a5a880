"""What the address of the results asks for, checked; and the addresses beside it."""

from collections.abc import Mapping
from communesplone.core.paging import asked_page
from communesplone.search.query import LONGEST
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
import re


#: Values of a filter by date.
COMING, MONTH, YEAR, OLDER = "coming", "month", "year", "older"
DATES = (COMING, MONTH, YEAR, OLDER)
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
KIND = re.compile(r"[A-Za-z][A-Za-z ]{0,39}")
FOLDER = re.compile(r"(?:/[A-Za-z0-9._-]{1,100}){1,12}")
MOST_VALUES = 20
FILTERS = ("kind", "theme", "date")


@dataclass(frozen=True)
class Question:
    """One line of text, filters, order, page. What is odd of the others counts as not there."""

    text: str = ""
    kind: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    path: str = ""
    exact: bool = False
    by_date: bool = False
    page: int = 1

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Return what narrows the results, as pairs (name, value)."""
        found = [(name, value) for name in FILTERS for value in getattr(self, name)]
        return [*found, ("path", self.path)] if self.path else found

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters of the address, without the page."""
        found = [("SearchableText", self.text), *self.filters]
        found += [("exact", "1")] if self.exact else []
        found += [("sort", "date")] if self.by_date else []
        return tuple(found)

    def address(self, base: str, **changes: Any) -> str:
        """Return the address of the first page of this question, changed."""
        return f"{base}?{urlencode(replace(self, **{'page': 1, **changes}).pairs)}"

    def without(self, name: str, value: str) -> dict[str, Any]:
        """Return the changes that take one filter away."""
        if name == "path":
            return {"path": ""}
        return {name: tuple(one for one in getattr(self, name) if one != value)}


#: What takes every filter away.
UNFILTERED: dict[str, Any] = {
    field.name: field.default for field in fields(Question) if field.name in (*FILTERS, "path")
}


def read(form: Mapping[str, Any]) -> Question:
    """Return what a query string asks for.

    :raises BadRequest: for what is no page.
    """
    path = form.get("path", "")
    return Question(
        text=line(form.get("SearchableText")),
        kind=_values(form.get("kind"), KIND),
        theme=_values(form.get("theme"), KEY),
        date=tuple(one for one in _values(form.get("date"), KEY) if one in DATES),
        path=path if isinstance(path, str) and FOLDER.fullmatch(path) else "",
        exact=form.get("exact") == "1",
        by_date=form.get("sort") == "date",
        page=asked_page(form),
    )


def line(given: Any) -> str:
    """Return one line of text, whatever was sent."""
    text = given if isinstance(given, str) else ""
    printable = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST * 2])
    return " ".join(printable.split())[:LONGEST]


def _values(given: Any, shape: re.Pattern[str]) -> tuple[str, ...]:
    several = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    sound = [one for one in several[:MOST_VALUES] if isinstance(one, str) and shape.fullmatch(one)]
    return tuple(dict.fromkeys(sound))
