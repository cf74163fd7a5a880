"""Which format of a graph a client asks for."""

from dataclasses import dataclass
from typing import Any
from zExceptions import BadRequest


@dataclass(frozen=True)
class Format:
    """A serialisation: its name in addresses and in rdflib, and its media type."""

    short: str
    name: str
    media_type: str


TURTLE = Format("ttl", "turtle", "text/turtle")
JSON_LD = Format("jsonld", "json-ld", "application/ld+json")
FORMATS = (TURTLE, JSON_LD)
# What a browser or a plain client sends: anything will do, and Turtle is what people can read.
ANYTHING = {"*/*", "text/*", "text/html", "application/xhtml+xml"}
PAGES = {"text/html", "application/xhtml+xml"}
LONGEST = 1000


def negotiate(asked: Any, accept: str | None) -> Format | None:
    """Return the format of `?format=`, or else the preferred one of an `Accept` header.

    RFC 9110, section 12.5.1: qualities from 0 to 1, 1 when none is given.

    :returns: None when the header accepts neither.
    :raises BadRequest: for a format that does not exist.
    """
    if asked is not None:
        for known in FORMATS:
            if asked == known.short:
                return known
        raise BadRequest("format: ttl or jsonld")
    if not (accept or "").strip():
        return TURTLE
    ranked = [
        (quality, -position, known)
        for position, (media_type, quality) in enumerate(_ranges(accept[:LONGEST]))
        for known in FORMATS
        if quality > 0 and _matches(media_type, known)
    ]
    return max(ranked, key=lambda found: found[:2])[2] if ranked else None


def names_data(accept: str | None) -> bool:
    """Tell whether an `Accept` header names a format of ours and no page: no browser's does."""
    ranges = _ranges((accept or "")[:LONGEST])
    named = {media_type for media_type, quality in ranges if quality > 0}
    return bool(named & {known.media_type for known in FORMATS}) and not named & PAGES


def _matches(media_type: str, known: Format) -> bool:
    if media_type == known.media_type:
        return True
    if media_type in ("application/*", "application/json"):
        return known is JSON_LD
    return media_type in ANYTHING and known is TURTLE


def _ranges(accept: str) -> list[tuple[str, float]]:
    """Return the media ranges of a header with their qualities; unreadable ones count as 0."""
    found = []
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().casefold() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            found.append((media_type, min(1.0, float(quality))))
        except ValueError:
            found.append((media_type, 0.0))
    return found
