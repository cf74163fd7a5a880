"""What an address asks of a library: read, checked, written again."""

from collections.abc import Mapping
from communesplone.core.paging import asked_page
from communesplone.documents.kinds import KINDS
from communesplone.documents.kinds import LANGUAGES
from dataclasses import dataclass
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from zExceptions import BadRequest
import re


KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class Asked:
    """Filters, each empty for all, and the page, from 1."""

    theme: str = ""
    kind: str = ""
    language: str = ""
    year: int | None = None
    page: int = 1

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The parameters of the filters."""
        found = {
            "theme": self.theme,
            "year": str(self.year or ""),
            "kind": self.kind,
            "language": self.language,
        }
        return [(name, value) for name, value in found.items() if value]

    def address(self, url: str, **changed: Any) -> str:
        """Return the address of this or, with changes, of another list, from its first page."""
        other = replace(self, **{"page": 1, **changed})
        query = [*other.filters, *([("page", str(other.page))] if other.page > 1 else [])]
        return f"{url}?{urlencode(query)}" if query else url


def read(form: Mapping[str, Any]) -> Asked:
    """Return what the parameters ask for; parameters that are none of ours are left aside.

    :raises BadRequest: for what no link or form of ours says: page -1, two years at once.
    """
    found = Asked(
        theme=_one(form, "theme"),
        kind=_one(form, "kind"),
        language=_one(form, "language"),
        year=_number(form, "year"),
        page=asked_page(form),
    )
    if found.theme and not KEY.fullmatch(found.theme):
        raise BadRequest("theme: no such theme")
    if found.kind and found.kind not in KINDS:
        raise BadRequest(f"kind: one of {', '.join(KINDS)}")
    if found.language and found.language not in LANGUAGES:
        raise BadRequest(f"language: one of {', '.join(LANGUAGES)}")
    return found


def _one(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        raise BadRequest(f"{name}: one value")
    return value


def _number(form: Mapping[str, Any], name: str) -> int | None:
    value = _one(form, name)
    if value and not NUMBER.fullmatch(value):
        raise BadRequest(f"{name}: a number from 1 on")
    return int(value) if value else None
