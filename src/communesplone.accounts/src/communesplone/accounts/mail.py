"""Letters to the people of a site: plain words in its language, through the relay."""

from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.core.identity import identity
from communesplone.core.relay import connected
from communesplone.core.relay import hand_over
from communesplone.core.relay import wire_policy
from communesplone.core.tokens import short_signature
from communesplone.core.typography import typeset
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from plone.base.interfaces import IMailSchema
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import urlsplit
from zope.i18n import translate
from zope.i18nmessageid import Message
import re
import textwrap


WIDTH = 72
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True)
class Letter:
    """A mail: paragraphs, then links as (words, address), then why it came.

    `key` makes its Message-ID: the same letter sent twice has the same.
    """

    key: str
    to: str
    subject: Message | str
    paragraphs: tuple[Message | str, ...]
    links: tuple[tuple[Message | str, str], ...] = ()
    footer: tuple[Message | str, ...] = ()


def language_of(site: PloneSite) -> str:
    """Return the language in which the commune writes to its own people."""
    return identity(site).language


def send(site: PloneSite, letter: Letter) -> None:
    """Hand a letter to the relay. Only jobs do: nobody waits for a mail server.

    :raises OSError: the relay cannot be reached.
    :raises communesplone.core.relay.Refused: it does not take this letter.
    """
    with connected(site) as server:
        hand_over(server, sender_address(site), as_message(site, letter))


def sender_address(site: PloneSite) -> str:
    """Return the address of the site, or one that nobody reads."""
    mail = site.portal_registry.forInterface(IMailSchema, prefix="plone", check=False)
    return mail.email_from_address or f"no-reply@{host_of(site)}"


def host_of(site: PloneSite) -> str:
    """Return the main host of the site."""
    return urlsplit(site.absolute_url()).hostname or "localhost"


def as_message(site: PloneSite, letter: Letter) -> EmailMessage:
    """Return a letter as a mail of plain text."""
    language = language_of(site)

    def say(words: Message | str) -> str:
        return typeset(CONTROL.sub(" ", translate(words, target_language=language)), language)

    message = EmailMessage(policy=wire_policy())
    name = CONTROL.sub(" ", identity(site).name or site.Title())
    message["From"] = Address(name, addr_spec=sender_address(site))
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = say(letter.subject)
    message["Date"] = format_datetime(utc_now())
    signature = short_signature(store(site).secret, f"mail {letter.key}", 24)
    message["Message-ID"] = f"<{signature}@{host_of(site)}>"
    message["Auto-Submitted"] = "auto-generated"
    blocks = [_wrapped(say(words)) for words in letter.paragraphs]
    blocks += [f"{say(words)}\u00a0:\n{url}" for words, url in letter.links]
    # RFC 3676: what follows is not the message
    blocks.append("-- \n" + "\n".join(_wrapped(say(words)) for words in letter.footer))
    message.set_content("\n\n".join(blocks) + "\n", cte="quoted-printable")
    message["Content-Language"] = language
    return message


def _wrapped(words: str) -> str:
    return "\n".join(textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False))
