"""The pictures and files of a merging, for people to see before they choose."""

from communesplone.core.sharing.references import KEYED
from communesplone.sharing.updating.along import url_here
from communesplone.sharing.updating.sides import Sides
from html import escape
from typing import Any
from urllib.parse import quote
import re


SHOWN = re.compile(rf'(?<=\ssrc=")[^"]*{KEYED.pattern}[^"]*(?=")')
#: What of a row shows words as they are; what may be edited is left alone.
READ = ("html", "before", "theirs", "mine")


class Pictures:
    """Those of one merging.

    :param action: the address of its page, that gives what has come (`file`).
    """

    def __init__(self, sides: Sides, action: str) -> None:
        self.sides = sides
        self.action = action

    def seen(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return rows in which pictures are seen, and other files can be opened."""
        return [row | (self._whole(row) if row["kind"] else self._inside(row)) for row in rows]

    def _whole(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return how a picture or file is shown that was replaced as a whole."""
        key, kind = row["way"], row["kind"]
        mine, theirs = self.sides.mine[key], self.sides.theirs[key]
        former = _seen(kind, url_here(key, self.sides.choices), mine["name"])
        new = _seen(kind, self._came(theirs["file"]), theirs["name"])
        both = f"<del>{former}</del> <ins>{new}</ins>"
        return {"html": both, "before": "", "theirs": new, "mine": former}

    def _inside(self, row: dict[str, Any]) -> dict[str, Any]:
        return {name: SHOWN.sub(self._source, row[name]) for name in READ if row.get(name)}

    def _source(self, found: re.Match[str]) -> str:
        key = found[1]
        told = self.sides.along.get(key, {})
        here = url_here(key, self.sides.choices)
        return escape(here or (self._came(told["file"]) if told else found[0]))

    def _came(self, name: str) -> str:
        return f"{self.action}{'&' if '?' in self.action else '?'}file={quote(name)}"


def _seen(kind: str, url: str, name: str) -> str:
    if kind == "Image":
        return f'<img class="merging-picture" src="{escape(url)}" alt="{escape(name)}">'
    return f'<a href="{escape(url)}">{escape(name)}</a>'
