"""The layers of this add-on's tests, a mail server, and topics to subscribe to."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from communesplone.core import jobs
from communesplone.core import memory
from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.core.records import TopicEntry
from communesplone.subscriptions import joining
from communesplone.subscriptions.store import store
from communesplone.subscriptions.store import Wish
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email import message_from_bytes
from email.policy import default
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.base.interfaces import IPloneSiteRoot
from zope.component import getGlobalSiteManager
from zope.interface import implementer
import pytest
import socket
import transaction


@pytest.fixture
def integration(subscriptions_integration):
    return subscriptions_integration


@implementer(ISubscriptionTopic)
class PagesTopic:
    """Pages of the site, by their subject."""

    title = "Pages"
    description = "Every new page."
    choices = (("sport", "Sport"), ("waste", "Waste"))
    digest = True

    def __init__(self, site):
        self.site = site

    def entries(self, since, until, choice):
        query = {"Subject": choice} if choice else {}
        brains = self.site.portal_catalog.searchResults(
            portal_type="Document", sort_on="effective", **query
        )
        for brain in brains:
            if since < brain.effective.asdatetime() <= until:
                yield TopicEntry(brain.UID, brain.Title, brain.getURL(), brain.Description)

    def is_current(self, key):
        return bool(self.site.portal_catalog.searchResults(UID=key))


class UrgentTopic(PagesTopic):
    title = "Urgent"
    description = "What cannot wait."
    choices = (("north", "North"), ("south", "South"))
    digest = False

    def entries(self, since, until, choice):
        return ()


@pytest.fixture
def functional(subscriptions_functional):
    """The site, with two topics and a workflow in which what is not published is not seen."""
    portal = subscriptions_functional["portal"]
    memory.forget()
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    registry = getGlobalSiteManager()
    for name, topic in (("pages", PagesTopic), ("urgent", UrgentTopic)):
        registry.registerAdapter(topic, (IPloneSiteRoot,), ISubscriptionTopic, name)
    transaction.commit()
    yield subscriptions_functional
    for name, topic in (("pages", PagesTopic), ("urgent", UrgentTopic)):
        registry.unregisterAdapter(topic, (IPloneSiteRoot,), ISubscriptionTopic, name)


class Mailbox:
    """Takes mail by SMTP; `refuse` and `break_after` make it behave as bad servers do."""

    def __init__(self):
        self.envelopes: list[Envelope] = []
        self.refuse: dict[str, str] = {}
        self.reply = ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return self.reply or "250 2.0.0 OK"

    @property
    def messages(self):
        return [message_from_bytes(one.content, policy=default) for one in self.envelopes]

    @property
    def recipients(self):
        return [one.rcpt_tos[0] for one in self.envelopes]

    def clear(self):
        self.envelopes.clear()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def mailbox(monkeypatch):
    """A mail server on loopback, to which the site hands its mail."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    monkeypatch.setenv("COMMUNES_SMTP", f"127.0.0.1:{controller.port}")
    yield box
    controller.stop()


@pytest.fixture
def site(functional):
    setRoles(functional["portal"], TEST_USER_ID, ["Manager"])
    return functional["portal"]


@pytest.fixture
def kept(site):
    return store(site)


@pytest.fixture
def publish(site):
    """`publish("Title", effective=, expires=, **fields)`: a page, from now on or from then."""

    def make(title="A page", *, effective=None, expires=None, **fields):
        with api.env.adopt_roles(["Manager"]):
            page = api.content.create(site, "Document", title=title, **fields)
            api.content.transition(page, "publish")
            page.effective_date = effective or DateTime() - 1e-5
            page.expiration_date = expires
            page.reindexObject()
        transaction.commit()
        memory.forget()
        return page

    return make


@pytest.fixture
def subscribe(site):
    """`subscribe("name@example.be", pages=())`: a confirmed subscriber; their id."""

    def make(address="name@example.be", *, frequency="daily", language="en", **topics):
        topics = topics or {"pages": ()}
        wish = Wish(address, language, frequency, topics, datetime.now(UTC))
        store(site).wishes["a wish"] = wish
        identifier = joining.confirm(site, "a wish")
        transaction.commit()
        return identifier

    return make


@pytest.fixture
def run(site):
    """Run every job that is due `days` from now, and those that these asked for."""

    def run_all(**later):
        while jobs.run_due(site, datetime.now(UTC) + timedelta(**later)):
            pass
        transaction.commit()

    return run_all
