"""How to reach a service, a place or a person."""

from communesplone.core import _
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from urllib.parse import urlsplit
from zope import schema
from zope.interface import provider
import re


EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;.]+(\.[^@\s<>,;.]+)*\.[^\W\d_]{2,}")
PHONE = re.compile(r"\+?[\d\s()./-]*\d")
PHONE_DIGITS = range(3, 16)


class NotAPhoneNumber(schema.ValidationError):
    __doc__ = _("Write a complete telephone number, such as 081 00 00 00 or +32 81 00 00 00.")


class NotAnEmailAddress(schema.ValidationError):
    __doc__ = _("Write a complete e-mail address, such as name@example.be.")


class NotAWebAddress(schema.ValidationError):
    __doc__ = _("Write a complete web address, such as https://www.example.be.")


def is_phone_number(value: str) -> bool:
    """Accept a number as people write it; short ones such as 112, at most E.164's 15 digits."""
    if not PHONE.fullmatch(value) or len(re.findall(r"\d", value)) not in PHONE_DIGITS:
        raise NotAPhoneNumber(value)
    return True


def is_email_address(value: str) -> bool:
    if not EMAIL.fullmatch(value):
        raise NotAnEmailAddress(value)
    return True


def is_web_address(value: str) -> bool:
    """Accept http and https only: a link of another scheme could run a script."""
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise NotAWebAddress(value) from error
    complete = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    if not complete or re.search(r"[\s<>\"]", value):
        raise NotAWebAddress(value)
    return True


@provider(IFormFieldProvider)
class IContactPoint(model.Schema):
    """Telephone, e-mail and website."""

    model.fieldset("contact", label=_("Contact"), fields=["phone", "email", "website"])

    phone = schema.TextLine(
        title=_("Telephone"),
        description=_("With the area code, such as 081 24 60 11."),
        constraint=is_phone_number,
        required=False,
    )
    email = schema.TextLine(
        title=_("E-mail"),
        description=_(
            "The address of the service rather than of a person, such as population@commune.be."
        ),
        constraint=is_email_address,
        required=False,
    )
    website = schema.TextLine(
        title=_("Website"),
        description=_("Only if it is another site than this one."),
        constraint=is_web_address,
        required=False,
    )
