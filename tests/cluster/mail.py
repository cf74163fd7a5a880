"""A relay that signs what the sites hand over, as one beside Postfix does, and its receiver."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from aiosmtpd.smtp import Session
from aiosmtpd.smtp import SMTP
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
import base64
import dkim
import re
import subprocess


SELECTOR, DOMAIN = b"relay", b"namur.localhost"
#: What RFC 8058 demands beside the usual: section 4.
COVERED = b"from to subject date message-id list-unsubscribe list-unsubscribe-post list-id".split()


class Relay:
    """Takes mail by SMTP, signs it and keeps it."""

    def __init__(self) -> None:
        self.key = _openssl("genrsa", "-traditional", "2048")
        public = _openssl("rsa", "-pubout", "-outform", "DER", given=self.key)
        self.record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
        self.envelopes: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        signature = dkim.sign(
            envelope.content, SELECTOR, DOMAIN, self.key, include_headers=list(COVERED)
        )
        self.envelopes.append(signature + envelope.content)
        return "250 2.0.0 OK"

    def messages(self) -> list[EmailMessage]:
        """Return what came, each with its signature verified."""

        def dns(name: bytes, timeout: int = 5) -> bytes | None:
            return self.record if name == SELECTOR + b"._domainkey." + DOMAIN + b"." else None

        assert all(dkim.verify(one, dnsfunc=dns) for one in self.envelopes)
        return [message_from_bytes(one, policy=default) for one in self.envelopes]

    def about(self, words: str) -> list[EmailMessage]:
        """Return the mails whose text has these words."""
        return [one for one in self.messages() if words in text_of(one)]


@contextmanager
def relay(address: str) -> Iterator[Relay]:
    """Run a relay at "host:port"."""
    host, _colon, port = address.rpartition(":")
    made = Relay()
    controller = Controller(made, hostname=host, port=int(port))
    controller.start()
    try:
        yield made
    finally:
        controller.stop()


def text_of(message: EmailMessage) -> str:
    """Return the plain text of a mail, its spaces as one writes them."""
    text = message.get_body(("plain",)).get_content()
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\u202f", " "))


def path_of(address: str) -> str:
    """Return path and query of an address of the site: the port of a test is its own."""
    return re.sub(r"^https?://[^/]+", "", address)


def _openssl(*arguments: str, given: bytes = b"") -> bytes:
    return subprocess.run(
        ["openssl", *arguments], input=given, capture_output=True, check=True
    ).stdout
