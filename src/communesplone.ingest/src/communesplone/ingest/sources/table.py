"""A table of pages, one a line. Tables of other kinds are those of the add-ons: see entries.py."""

from __future__ import annotations

from communesplone.core import _
from communesplone.core.reference import slug
from communesplone.core.tables import decode
from communesplone.core.tables import UnreadableTable
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import named
from communesplone.ingest.records import Record
from communesplone.ingest.sources import plone
from html import escape
from io import StringIO
from typing import Any
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
import csv
import re


if TYPE_CHECKING:
    from communesplone.ingest.sources import Input


SEPARATORS = (";", ",", "\t")
MOST_ROWS = 3000
#: Column: what people call it, in our four languages.
COLUMNS = {
    "id": ("id", "identifiant", "identifier", "kenmerk", "kennung"),
    "title": ("titre", "title", "titel"),
    "description": ("description", "resume", "beschrijving", "beschreibung", "summary"),
    "text": ("texte", "text", "tekst", "contenu", "content"),
    "section": ("rubrique", "section", "rubriek", "rubrik"),
    "address": ("ancienne-adresse", "old-address", "oud-adres", "alte-adresse", "url", "adresse"),
    "type": ("type", "typ"),
    "public": ("public", "publie", "published", "gepubliceerd", "veroffentlicht", "en-ligne"),
    "date": ("date", "datum"),
}
KINDS = {
    "page": "page",
    "actualite": "news",
    "news": "news",
    "nieuws": "news",
    "nachricht": "news",
}
YES = frozenset({"1", "oui", "yes", "ja", "x", "vrai", "true"})
HTML = re.compile(r"<[a-z][^>]*>", re.IGNORECASE)


def read(given: Input, _cursor: Any) -> tuple[list[Record], None, str]:
    """Return the pages of a table.

    :raises UnreadableSource: when it is none, or has no title.
    """
    try:
        text = decode(given.archive.whole())
    except UnreadableTable as error:
        raise UnreadableSource(error.message) from error
    header, rows = _rows(text)
    found, keys = [], set()
    for number, row in enumerate(rows, 2):
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False) if name}
        if not any(cells.values()):
            continue
        record = _record(cells, number)
        if record.key in keys:
            mapping = {"line": str(number), "id": record.key}
            raise UnreadableSource(_("Line ${line}: “${id}” is there twice.", mapping=mapping))
        keys.add(record.key)
        found.append(record)
    return found, None, "csv"


def _rows(text: str) -> tuple[list[str], list[list[str]]]:
    known = {word: name for name, words in COLUMNS.items() for word in words}
    best: list[list[str]] = []
    score = 0
    for separator in SEPARATORS:
        try:
            reader = csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=separator)
            rows = [row for _number, row in zip(range(MOST_ROWS + 2), reader, strict=False)]
        except csv.Error:
            continue
        found = sum(slug(cell) in known for cell in rows[0]) if rows else 0
        if found > score:
            best, score = rows, found
    header = [known.get(slug(cell), "") for cell in best[0]] if best else []
    if "title" not in header:
        raise UnreadableSource(
            _("The first line must name the columns: one is “title”, another “text”.")
        )
    if len(best) > MOST_ROWS + 1:
        raise UnreadableSource(_("This table has more than 3000 rows. Cut it into several."))
    return header, best[1:]


def _record(cells: dict[str, str], number: int) -> Record:
    title = cells.get("title", "")
    if not title:
        mapping = {"line": str(number)}
        raise UnreadableSource(_("Line ${line} has no title.", mapping=mapping))
    sections = [
        named(name) for name in re.split(r"[/>]", cells.get("section", "")) if name.strip()
    ]
    path = urlsplit(cells.get("address", "")).path.rstrip("/")
    text = cells.get("text", "")
    name = named(title)
    return Record(
        key=cells.get("id") or "/".join([*sections, name]),
        kind=KINDS.get(slug(cells.get("type", "")), "page"),
        title=title,
        section=sections[0] if sections else "",
        place=tuple(sections[1:]),
        name=name,
        addresses=(path,) if path.startswith("/") else (),
        base=cells.get("address", ""),
        description=cells.get("description", ""),
        html=text if HTML.search(text) else _paragraphs(text),
        public=cells.get("public", "").lower() in YES,
        effective=plone.moment(cells.get("date")),
    )


def _paragraphs(text: str) -> str:
    parts = re.split(r"\n\s*\n", escape(text).replace("\r\n", "\n"))
    return "".join(f"<p>{part.strip()}</p>" for part in parts if part.strip())
