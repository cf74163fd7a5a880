"""What the fields of several kinds of notices check."""

from communesplone.core import _
from zope import schema
import re


WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
MAIL_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
DIGITS = re.compile(r"(?:\d[ ./-]?){6,}")
YEARS = (1990, 2200)


class NotAWebAddress(schema.ValidationError):
    __doc__ = _("Write a complete address, such as https://www.example.be/file.")


class NotAMailAddress(schema.ValidationError):
    __doc__ = _("Write a complete address, such as name@example.be.")


class NotAName(schema.ValidationError):
    __doc__ = _("Write the name only: no e-mail, telephone or number of any register.")


def is_web_address(value: str) -> bool:
    """Accept an address of the web."""
    if not WEB_ADDRESS.fullmatch(value):
        raise NotAWebAddress(value)
    return True


def is_mail_address(value: str) -> bool:
    """Accept one e-mail address."""
    if not MAIL_ADDRESS.fullmatch(value):
        raise NotAMailAddress(value)
    return True


def is_name(value: str) -> bool:
    """Accept a name without what lets one find a private person."""
    if "@" in value or DIGITS.search(value):
        raise NotAName(value)
    return True
