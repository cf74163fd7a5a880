"""Pages of a long list: addresses by GET, no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode
from zExceptions import BadRequest
from zExceptions import NotFound
import re


def asked_page(form: Mapping[str, Any]) -> int:
    """Return the page that a query string asks for, from 1; the first when it asks for none.

    :raises BadRequest: for what no link of ours says: page -1, two pages.
    """
    asked = form.get("page", "")
    if asked == "":
        return 1
    if not isinstance(asked, str) or not re.fullmatch(r"[1-9][0-9]{0,3}", asked):
        raise BadRequest("page: a number from 1 on")
    return int(asked)


@dataclass(frozen=True)
class Paging:
    """Page `number` (from 1) of a list of `total`, `size` a page."""

    number: int
    size: int
    total: int
    url: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def last(self) -> int:
        return max(1, ceil(self.total / self.size))

    def refuse_beyond(self) -> None:
        """Refuse a page past the last one, which has nothing to show.

        :raises NotFound: it is past the last one.
        """
        if self.number > self.last:
            raise NotFound("page")

    def address(self, number: int) -> str:
        """Return the address of another page; the first has no number."""
        query = [*self.query, *([("page", str(number))] if number > 1 else [])]
        return f"{self.url}?{urlencode(query)}" if query else self.url

    @property
    def links(self) -> list[dict[str, str | int | bool]]:
        """The numbers to show: the first, the last, and those around this one.

        `after_gap` marks one that does not follow the one before; a gap of one is filled.
        """
        near = {1, self.last, self.number - 1, self.number, self.number + 1}
        near |= {number + 1 for number in near if number + 2 in near}
        shown = sorted(number for number in near if 1 <= number <= self.last)
        return [
            {
                "number": number,
                "url": self.address(number),
                "current": number == self.number,
                "after_gap": number - before > 1,
            }
            for before, number in zip([0, *shown], shown, strict=False)
        ]

    @property
    def next_url(self) -> str:
        return self.address(self.number + 1) if self.number < self.last else ""

    @property
    def previous_url(self) -> str:
        return self.address(self.number - 1) if 1 < self.number <= self.last else ""
