"""The mails themselves: plain text and HTML of the same words, with the headers of lists."""

from chameleon import PageTemplateFile
from communesplone.core.identity import identity
from communesplone.core.relay import wire_policy
from communesplone.core.settings import settings
from communesplone.core.tokens import short_signature
from communesplone.core.typography import typeset
from communesplone.subscriptions.address import read_address
from communesplone.subscriptions.settings import ISubscriptionsSettings
from communesplone.subscriptions.store import store
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cached_property
from pathlib import Path
from plone.base.interfaces import IMailSchema
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import urlsplit
from zope.i18n import translate
from zope.i18nmessageid import Message
import re
import textwrap


HTML = PageTemplateFile(str(Path(__file__).with_name("letter.pt")))
WIDTH = 72
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True)
class Item:
    """A line of a mail that leads to a page."""

    title: str
    url: str
    text: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with its items."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Letter:
    """What a mail says, in words of its language. `actions` are the links that matter first."""

    to: str
    language: str
    subject: str
    intro: tuple[str, ...] = ()
    actions: tuple[Item, ...] = ()
    parts: tuple[Part, ...] = ()
    footer: tuple[str, ...] = ()
    links: tuple[Item, ...] = ()
    unsubscribe: str = ""


class Writer:
    """Writes to subscribers in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, message: Message | str) -> str:
        """Return a message translated and typeset, in one line."""
        return self.text(translate(message, target_language=self.language))

    def text(self, words: str) -> str:
        """Return what an editor wrote, typeset, in one line."""
        return typeset(CONTROL.sub(" ", words or "").strip(), self.language)


class Sender:
    """Who writes for a site, and from which addresses."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site
        self.settings = settings(ISubscriptionsSettings, site)

    @cached_property
    def host(self) -> str:
        """The main host of the site."""
        return urlsplit(self.site.absolute_url()).hostname or "localhost"

    @cached_property
    def name(self) -> str:
        return self.settings.sender_name or identity(self.site).name or self.site.title

    @cached_property
    def address(self) -> str:
        """The address subscribers answer to: set here, of the site, or one that reads nothing."""
        mail = self.site.portal_registry.forInterface(IMailSchema, prefix="plone", check=False)
        own = self.settings.sender_address or mail.email_from_address
        return read_address(own) if own else f"no-reply@{self.host}"

    def return_path(self, subscriber: str) -> str:
        """Return an address for what comes back that tells who did not get it (VERP)."""
        bounce = self.settings.bounce_address
        if not bounce:
            return self.address
        local, _sign, domain = read_address(bounce).rpartition("@")
        return f"{local}+{return_token(self.site, subscriber)}@{domain}"

    def message(self, letter: Letter, identifier: str, made: datetime) -> EmailMessage:
        """Return a letter as a mail.

        :param identifier: the left of its Message-ID: the same for the same mail, sent twice.
        """
        message = EmailMessage(policy=wire_policy())
        message["From"] = Address(CONTROL.sub(" ", self.name), addr_spec=self.address)
        message["To"] = Address(addr_spec=letter.to)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(made)
        message["Message-ID"] = f"<{identifier}@{self.host}>"
        message["Auto-Submitted"] = "auto-generated"
        if letter.unsubscribe:
            message["List-Id"] = f"<subscriptions.{self.host}>"
            message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(as_text(letter), cte="quoted-printable")
        message.add_alternative(as_html(letter), subtype="html", cte="quoted-printable")
        # Last: what is set before describes the first part.
        message["Content-Language"] = letter.language
        return message


def return_token(site: PloneSite, subscriber: str) -> str:
    """Return what names a subscriber of a site in a return path, signed."""
    signature = short_signature(store(site).secret, f"return {subscriber}", 10)
    return f"{site.getId()}.{subscriber}.{signature}"


def as_text(letter: Letter) -> str:
    """Return the words of a letter for those who read mail as text."""
    blocks = [_wrapped(words) for words in letter.intro]
    blocks += [f"{item.title}:\n{item.url}" for item in letter.actions]
    for part in letter.parts:
        blocks.append(f"{part.title}\n{'=' * len(part.title)}")
        blocks += [
            "\n".join(filter(None, (_wrapped(item.title), _wrapped(item.text), item.url)))
            for item in part.items
        ]
    # RFC 3676: what follows is not the message
    blocks.append("-- \n" + "\n".join(_wrapped(words) for words in letter.footer))
    blocks += [f"{item.title}:\n{item.url}" for item in letter.links]
    return "\n\n".join(blocks) + "\n"


def _wrapped(words: str) -> str:
    return "\n".join(textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False))


def as_html(letter: Letter) -> str:
    """Return the same words as HTML: headings, lists and links, nothing from elsewhere."""
    return HTML(letter=letter)
