"""One-click unsubscribing as mail services check it: signed by the relay, over a real wire.

Site → a relay that signs (dkimpy) → a receiver that verifies: three programs, two SMTP sessions.
"""

from aiosmtpd.controller import Controller
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.records import TopicEntry
from email import message_from_bytes
from email.policy import default
from plone.testing.zope import Browser
from smtplib import SMTP
import base64
import dkim
import os
import pytest
import re
import socket
import subprocess
import transaction


SELECTOR, DOMAIN = b"relay", b"nohost"
#: What RFC 8058 demands beside the usual: section 4.
COVERED = b"from to subject date message-id list-unsubscribe list-unsubscribe-post list-id".split()


def openssl(*arguments, given=b""):
    done = subprocess.run(
        ["openssl", *arguments],
        input=given,
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def key():
    """A private key, and the public one as its DNS record."""
    pem = subprocess.run(
        ["openssl", "genrsa", "-traditional", "2048"], capture_output=True, check=True
    ).stdout
    public = subprocess.run(
        ["openssl", "rsa", "-pubout", "-outform", "DER"],
        input=pem,
        capture_output=True,
        check=True,
    ).stdout
    return pem, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


class SigningRelay:
    """Signs what the site hands over, as opendkim beside Postfix does, and passes it on."""

    def __init__(self, pem, port):
        self.pem, self.port = pem, port

    async def handle_DATA(self, server, session, envelope):
        signature = dkim.sign(
            envelope.content, SELECTOR, DOMAIN, self.pem, include_headers=list(COVERED)
        )
        with SMTP("127.0.0.1", self.port) as onward:
            onward.sendmail(envelope.mail_from, envelope.rcpt_tos, signature + envelope.content)
        return "250 2.0.0 OK"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def signed(mailbox, monkeypatch, key):
    """Put a signing relay between the site and the mailbox."""
    onward = int(os.environ["COMMUNES_SMTP"].rpartition(":")[2])
    relay = Controller(SigningRelay(key[0], onward), hostname="127.0.0.1", port=free_port())
    relay.start()
    monkeypatch.setenv("COMMUNES_SMTP", f"127.0.0.1:{relay.port}")
    yield mailbox
    relay.stop()


@pytest.mark.needs("openssl")
def test_a_receiver_verifies_the_signature_over_the_unsubscribe_headers_and_unsubscribes(
    functional, site, kept, subscribe, publish, run, signed, key
):
    subscribe("reader@example.be", language="fr", urgent=())
    page = publish("Conduite d’eau rompue à Saint-Servais")
    entry = TopicEntry(page.UID(), page.title, page.absolute_url(), "Pas d’eau avant midi. " * 40)
    ISubscriptions(site).send("urgent", entry)
    run()
    (envelope,) = signed.envelopes

    def dns(name, timeout=5):
        return key[1] if name == b"relay._domainkey.nohost." else None

    assert dkim.verify(envelope.content, dnsfunc=dns)
    message = message_from_bytes(envelope.content, policy=default)
    tags = dict(re.findall(r"(\w+)=([^;]*)", str(message["DKIM-Signature"])))
    covered = re.sub(r"\s", "", tags["h"]).lower().split(":")
    assert {"list-unsubscribe", "list-unsubscribe-post"} <= set(covered)
    changed = envelope.content.replace(b"@@subscriptions-unsub", b"@@subscriptions-unsup", 1)
    assert not dkim.verify(changed, dnsfunc=dns)

    (url,) = re.findall(r"<(http[^>]+)>", message["List-Unsubscribe"])
    service = Browser(functional["app"])
    service.post(url, str(message["List-Unsubscribe-Post"]))
    assert service.headers["Status"].startswith("200")
    assert not service.cookies
    transaction.begin()
    assert not kept.subscribers
