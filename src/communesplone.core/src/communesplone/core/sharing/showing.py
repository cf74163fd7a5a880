"""Shared content as a person reads it: parts with a heading, and frames for what stays local."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality.reading import section_pieces
from communesplone.core.sections.html import clean
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.references import settled
from communesplone.core.sharing.registration import local_fields
from communesplone.core.sharing.registration import shared_fields
from dataclasses import dataclass
from html import escape
from typing import Any
from zope.i18nmessageid import Message


#: What a page says elsewhere, or nobody reads.
NOT_SHOWN = frozenset({"title", "description", "subjects", "focal_point", "picture_decorative"})
CODES = frozenset(
    {"keywords", "themes", "audiences", "life_events", "kind", "event_status", "sync_uid"}
)

#: In sentences and lists, in the language of the page.
LANGUAGE_NAMES: dict[str, Message] = {
    "fr": _("French (language)"),
    "nl": _("Dutch (language)"),
    "de": _("German (language)"),
    "en": _("English (language)"),
}


@dataclass(frozen=True)
class Part:
    """A part of the preview: `html` is safe. A local one has no content but `heading`."""

    name: str
    heading: Message | str
    html: str = ""
    local: bool = False


def parts(envelope: Mapping[str, Any]) -> list[Part]:
    """Return what of an envelope is read, in the order of the form, local fields at their place.

    :raises KeyError: this site has no such type.
    """
    fields = envelope["fields"]
    data = settled(fields, dict.fromkeys(keys_in(fields), ""))
    shown = []
    for name, field in shared_fields(envelope["type"]).items():
        if name in NOT_SHOWN | CODES or data.get(name) in (None, "", []):
            continue
        if name == "sections":
            shown += _sections(data[name])
        elif html := as_html(data[name]):
            shown.append(Part(name, field.title, html))
    asked = local_fields(envelope["type"])
    return [*shown, *(Part(name, field.title, local=True) for name, field in asked.items())]


def as_html(data: Any) -> str:
    """Return the data of a field as safe HTML, whatever field of whichever add-on it is."""
    if isinstance(data, Mapping):
        if isinstance(data.get("html"), str):
            return clean(data["html"])
        if "file" in data:
            return f"<p>{escape(str(data.get('name', '')))}</p>"
        if len(data) == 1:
            return f"<p>{escape(str(next(iter(data.values()))))}</p>"
        return f"<p>{_row(data)}</p>"
    if isinstance(data, list):
        rows = [_row(one) if isinstance(one, Mapping) else escape(str(one)) for one in data]
        items = "".join(f"<li>{row}</li>" for row in rows if row)
        return f"<ul>{items}</ul>" if items else ""
    if isinstance(data, bool) or data is None:
        return ""
    return f"<p>{escape(str(data))}</p>"


def _row(row: Mapping[str, Any]) -> str:
    words = [escape(str(one)) for one in row.values() if isinstance(one, str | int) and one]
    return f"<strong>{words[0]}</strong> {' '.join(words[1:])}".strip() if words else ""


def _sections(sections: Any) -> list[Part]:
    shown: dict[str, list[str]] = {}
    headings: dict[str, str] = {}
    for piece in section_pieces(sections):
        way = piece.way.split(".")
        if way[-1] == "heading":
            headings[way[1]] = piece.value
        elif piece.kind != "address":
            html = clean(piece.value) if piece.kind == "html" else f"<p>{escape(piece.value)}</p>"
            shown.setdefault(way[1], []).append(html)
    order = dict.fromkeys([*headings, *shown])
    return [
        Part(f"sections.{one}", headings.get(one, ""), "".join(shown.get(one, ())))
        for one in order
    ]


def plain_text(envelope: Mapping[str, Any]) -> str:
    """Return the words of an envelope for a search; empty parts for types this site lacks."""
    return " ".join(_strings(envelope["fields"]))


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, Mapping):
        return [text for value in data.values() for text in _strings(value)]
    if isinstance(data, list):
        return [text for value in data for text in _strings(value)]
    return []


LICENCE_NAMES = {"CC-BY-4.0": _("CC BY 4.0"), "CC0-1.0": _("CC0")}
