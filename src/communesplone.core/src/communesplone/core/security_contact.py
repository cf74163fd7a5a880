"""/.well-known/security.txt (RFC 9116): where to report a weakness of the site."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.core.settings import settings
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from Products.Five import BrowserView
from typing import Any
from zExceptions import NotFound
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.publisher.interfaces import IPublishTraverse
import os
import re


#: The operator's own, for the sites that name nobody: addresses separated by spaces, and a day.
CONTACT, EXPIRES = "COMMUNES_SECURITY_CONTACT", "COMMUNES_SECURITY_EXPIRES"
ADDRESS = re.compile(r"(?:mailto:[^\s@<>]+@[^\s@<>]+\.\w+|tel:\+[\d-]+|https://[^\s<>\"]+)")
#: The standard advises less than a year.
LONGEST = timedelta(days=366)


class InvalidContact(schema.ValidationError):
    __doc__ = _("Write mailto:name@example.be, tel:+32-81-00-00-00 or https://www.example.be/…")


def is_contact(text: str) -> bool:
    """Accept an address as the standard has them.

    :raises InvalidContact: with examples.
    """
    if not ADDRESS.fullmatch(text.strip()):
        raise InvalidContact(text)
    return True


class ISecurityContact(Interface):
    """Settings of a site, in its registry."""

    contacts = schema.List(
        title=_("Addresses"),
        description=_(
            "One a line, the preferred first: mailto:security@example.be. "
            "Empty: those of the operator of the hosting."
        ),
        value_type=schema.TextLine(constraint=is_contact, max_length=200),
        required=False,
    )
    expires = schema.Date(
        title=_("Valid until"),
        description=_("At most a year ahead. From that day on the file is not shown."),
        required=False,
    )
    policy = schema.URI(title=_("Address of the policy"), required=False)


def text_for(
    contacts: list[str], expires: date | None, policy: str, languages: str, url: str, today: date
) -> str | None:
    """Return the file, None when nobody is named or its day is over."""
    if not contacts or expires is None or not today < expires <= today + LONGEST:
        return None
    until = datetime.combine(expires, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {until}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {url}/.well-known/security.txt",
        *([f"Policy: {policy}"] if policy else []),
    ]
    return "\n".join(lines) + "\n"


def _of_operator() -> tuple[list[str], date | None]:
    """Return the operator's contacts and day; what is not written as it should be is left out."""
    contacts = [one for one in os.environ.get(CONTACT, "").split() if ADDRESS.fullmatch(one)]
    try:
        return contacts, date.fromisoformat(os.environ.get(EXPIRES, ""))
    except ValueError:
        return contacts, None


@implementer(IPublishTraverse)
class WellKnown(BrowserView):
    """/.well-known: security.txt is all that stands there."""

    name = ""

    def publishTraverse(self, request: Any, name: str) -> "WellKnown":
        if self.name or name != "security.txt":
            raise NotFound(name)
        self.name = name
        return self

    def __call__(self) -> str:
        """Answer the file as plain text."""
        chosen, today = settings(ISecurityContact), datetime.now(UTC).date()
        contacts, expires = list(chosen.contacts or ()), chosen.expires
        if not contacts:
            contacts, expires = _of_operator()
        url = self.context.absolute_url()
        found = text_for(contacts, expires, chosen.policy or "", "fr, nl, de, en", url, today)
        if not self.name or found is None:
            raise NotFound("security.txt")
        self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return found


class SecurityContactForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = ISecurityContact
    schema_prefix = ISecurityContact.__identifier__
    label = _("Security contact")
    description = _(
        "Whom to write to about a weakness of the site; security.txt says it to those who look."
    )


class SecurityContactView(SettingsPage):
    """The form in a page of the back office."""

    form = SecurityContactForm
