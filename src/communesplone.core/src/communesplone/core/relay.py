"""Handing mail to the relay, which signs it (DKIM) and carries it further."""

from collections.abc import Iterator
from communesplone.core.interfaces import CommunesError
from communesplone.core.mail_status import has_status
from communesplone.core.mail_status import is_permanent
from communesplone.core.mail_status import is_policy
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.policy import SMTP
from ipaddress import ip_address
from plone.base.interfaces import IMailSchema
from Products.CMFPlone.Portal import PloneSite
from typing import NamedTuple
import os
import smtplib
import ssl


PATIENCE = 30


class RelayError(CommunesError):
    """The relay does not take mail from us; nothing is wrong with the recipient."""


class Refused(Exception):
    """A recipient was refused; `permanent` tells whether for good."""

    def __init__(self, said: str, permanent: bool) -> None:
        self.permanent = permanent
        super().__init__(said)


class Address(NamedTuple):
    """Where the relay is."""

    host: str
    port: int
    user: str
    password: str


def relay_address(site: PloneSite) -> Address:
    """Return COMMUNES_SMTP (host:port), the relay of the cluster, or what the site is set to."""
    host, _colon, port = os.environ.get("COMMUNES_SMTP", "").rpartition(":")
    if host:
        return Address(host, int(port), "", "")
    mail = site.portal_registry.forInterface(IMailSchema, prefix="plone", check=False)
    return Address(
        mail.smtp_host or "localhost",
        mail.smtp_port or 25,
        mail.smtp_userid or "",
        mail.smtp_pass or "",
    )


@contextmanager
def connected(site: PloneSite) -> Iterator[smtplib.SMTP]:
    """Give a connection to the relay, encrypted unless it is on this machine.

    :raises OSError: it cannot be reached, or cuts the connection (smtplib's errors are OSErrors).
    """
    address = relay_address(site)
    with smtplib.SMTP(address.host, address.port, timeout=PATIENCE) as server:
        server.ehlo()
        if not _is_local(address.host) and (server.has_extn("starttls") or address.user):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if address.user:
            server.login(address.user, address.password)
        yield server


def _is_local(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def hand_over(server: smtplib.SMTP, sender: str, message: EmailMessage) -> None:
    """Give one message to the relay; when this returns it is the relay's.

    :param sender: the return path, which tells whose mail came back.
    :raises Refused: this recipient is refused.
    :raises RelayError: the relay refuses us.
    """
    recipient = message["To"].addresses[0].addr_spec
    try:
        server.sendmail(sender, [recipient], message.as_bytes(policy=wire_policy()))
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        _judge(code, said.decode(errors="replace"))
    except smtplib.SMTPDataError as error:
        said = error.smtp_error
        text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        _judge(error.smtp_code, text)


def _judge(code: int, said: str) -> None:
    """Raise what an answer of the relay to one message means."""
    if code >= 500 and is_policy(said):
        raise RelayError(f"The mail relay refuses: {code} {said}")
    # A relay that does not speak RFC 3463: 550 and 553 are about the mailbox.
    permanent = is_permanent(said) if has_status(said) else code in (550, 553)
    raise Refused(f"{code} {said}", permanent)


def wire_policy() -> EmailPolicy:
    """Return how mail is written: long links stay in one piece (RFC 5322 allows 998)."""
    return SMTP.clone(max_line_length=900)
