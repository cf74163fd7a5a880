"""Visiting cards: vCard 4.0 (RFC 6350) of an entry, as text."""

from typing import Any


Data = dict[str, Any]
FOLD = 75
ESCAPES = {"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""}


def escaped(text: str) -> str:
    """Return a text value as RFC 6350 §3.4 writes it."""
    return "".join(
        ESCAPES.get(letter, letter) for letter in text if letter >= " " or letter == "\n"
    )


def card(
    *,
    name: str,
    uid: str,
    url: str,
    person: bool,
    contact: Data,
    address: Data,
    organisation: str = "",
    role: str = "",
    revised: str = "",
) -> str:
    """Return the card of a person or of an organisation.

    :param uid: the UID of the content, 32 hexadecimal digits.
    :param revised: UTC moment such as 20261124T094200Z.
    """
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"KIND:{'individual' if person else 'org'}",
        f"UID:urn:uuid:{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}",
        f"FN:{escaped(name)}",
        f"N:{escaped(name)};;;;" if person else "",
        _line("ORG", organisation),
        _line("TITLE", role),
        _line("TEL;VALUE=uri;TYPE=work", _telephone(contact.get("phone", ""))),
        _line("EMAIL;TYPE=work", contact.get("email", "")),
        f"URL:{contact['website']}" if contact.get("website") else "",
        f"SOURCE:{url}",
        _address(address),
        _position(address),
        f"REV:{revised}" if revised else "",
        "END:VCARD",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines if line)


def _line(name: str, value: str) -> str:
    return f"{name}:{escaped(value)}" if value else ""


def _telephone(phone: str) -> str:
    """Return a number as a tel: address (RFC 3966)."""
    digits = "".join(letter for letter in phone if letter.isdigit() or letter == "+")
    return f"tel:{digits}" if digits else ""


def _address(place: Data) -> str:
    if not (place.get("street") or place.get("locality")):
        return ""
    street = " ".join(filter(None, (place.get("street"), place.get("number"))))
    parts = ("", "", street, place.get("locality"), "", place.get("postal_code"), "Belgique")
    return "ADR;TYPE=work:" + ";".join(escaped(part or "") for part in parts)


def _position(place: Data) -> str:
    if place.get("latitude") is None or place.get("longitude") is None:
        return ""
    return f"GEO:geo:{place['latitude']},{place['longitude']}"


def fold(line: str) -> str:
    """Return a line folded at 75 bytes, never within a character (RFC 6350 §3.2)."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > FOLD - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
