"""What must not be kept of a comment: what could name a person."""

import re


LONGEST = 600
MASK = "[…]"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
EMAIL = re.compile(r"\S+@\S+")
#: Six digits and more, written with the usual separators: telephones, national numbers, accounts.
DIGITS = re.compile(r"\+?\d(?:(?:[\s./-]|\s?\(0\))?\d){5,}")
IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:\s?\d{4}){2,}")


def masked(comment: str) -> str:
    """Return a comment of at most LONGEST letters without what could name a person."""
    text = CONTROL.sub("", comment.replace("\r\n", "\n"))[:LONGEST]
    for pattern in (EMAIL, IBAN, DIGITS):
        text = pattern.sub(MASK, text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
