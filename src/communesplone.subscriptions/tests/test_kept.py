"""Subscribers in an exported site."""

from communesplone.core import tokens
from communesplone.core.interfaces import ISiteData
from communesplone.subscriptions import joining
from communesplone.subscriptions import sending
from communesplone.subscriptions.store import KEY
from communesplone.subscriptions.store import Store
from datetime import datetime
from datetime import UTC
from zope.annotation.interfaces import IAnnotations
from zope.component import getAdapter
import json
import pytest


@pytest.fixture
def data(site, kept, subscribe, publish, mailbox, run):
    """Everything of a site that has written a digest, through JSON."""
    subscribe(pages=("sport",), urgent=())
    publish("A match", subject=("sport",))
    sending.every_day(site)
    run()
    return json.loads(json.dumps(getAdapter(site, ISiteData, KEY).dump()))


def load(site, data, *, same_site):
    IAnnotations(site)[KEY] = Store()
    getAdapter(site, ISiteData, KEY).load(data, same_site)
    return IAnnotations(site)[KEY]


def test_subscribers_choices_and_consents_come_back(site, kept, data):
    (identifier,) = kept.subscribers
    before = joining.personal_data(identifier, kept.subscribers[identifier])
    loaded = load(site, data, same_site=True)
    assert joining.personal_data(identifier, loaded.subscribers[identifier]) == before
    assert loaded.find("name@example.be")[0] == identifier
    assert loaded.counts() == {"pages": 1, "urgent": 1}


def test_links_in_old_mails_go_on_working(site, kept, data):
    text = tokens.sign(kept.secret, tokens.Token(tokens.UNSUBSCRIBE, "x"))
    loaded = load(site, data, same_site=True)
    assert tokens.read(loaded.secret, text, tokens.UNSUBSCRIBE, datetime.now(UTC))


def test_nobody_gets_a_digest_again_after_an_import(site, data, mailbox, run):
    assert len(mailbox.envelopes) == 1
    loaded = load(site, data, same_site=True)
    (key,) = (key for key in loaded.mailings if key.startswith("daily"))
    sending.send(site, key, "")
    sending.every_day(site)
    run()
    assert len(mailbox.envelopes) == 1


def test_a_copy_under_another_id_takes_nobody_along(site, kept, data):
    secret = kept.secret
    loaded = load(site, data, same_site=False)
    assert not loaded.subscribers
    assert loaded.secret != secret
