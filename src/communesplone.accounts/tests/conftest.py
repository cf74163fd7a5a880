"""The layers of this add-on's tests, a mail server, and the people of a commune."""

from aiosmtpd.controller import Controller
from communesplone.accounts import attempts
from communesplone.accounts.store import store
from communesplone.accounts.testing import PASSWORD
from communesplone.accounts.testing import sign_in
from communesplone.core import jobs
from communesplone.core import memory
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email import message_from_bytes
from email.policy import default
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import login
from plone.app.testing import logout
from plone.testing.zope import Browser
from zope.annotation.interfaces import IAnnotations
import pytest
import socket
import transaction


@pytest.fixture
def integration(accounts_integration):
    return accounts_integration


@pytest.fixture
def functional(accounts_functional):
    """A commune: webmasters, two sections with a published page each, people."""
    portal = accounts_functional["portal"]
    memory.forget()
    attempts.forget_memory()
    applyProfile(portal, "plone.restapi:default")
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    portal.portal_registry["plone.default_language"] = "fr"
    portal.portal_registry["plone.available_languages"] = ["fr"]
    with api.env.adopt_roles(["Manager"]):
        api.group.create("Webmasters", title="Webmestres", roles=["Site Administrator"])
        for name in ("library", "sports"):
            folder = api.content.create(portal, "Folder", name, title=name.title())
            api.content.transition(folder, "publish")
            page = api.content.create(folder, "Document", "hours", title=f"Heures {name}")
            api.content.transition(page, "publish")
        for user_id in ("marie", "jean", "lucie"):
            api.user.create(
                email=f"{user_id}@commune.example",
                username=user_id,
                password=PASSWORD,
                properties={"fullname": user_id.title()},
            )
        api.group.add_user(groupname="Webmasters", username="marie")
    transaction.commit()
    return accounts_functional


@pytest.fixture
def site(functional):
    return functional["portal"]


@pytest.fixture
def kept(site):
    return store(site)


@pytest.fixture
def as_marie(site):
    """The rules called as the webmaster."""
    login(site, "marie")
    yield
    logout()


@pytest.fixture
def browser(functional):
    """`browser("marie")`: a browser in which somebody is logged in by the form; or nobody."""

    def make(who="", password=PASSWORD):
        made = Browser(functional["app"])
        made.handleErrors = True
        made.raiseHttpErrors = False
        made.followRedirects = True
        if who:
            sign_in(made, functional["portal"], who, password)
        return made

    return make


class Mailbox:
    """Takes mail by SMTP."""

    def __init__(self):
        self.envelopes = []
        self.reply = ""

    async def handle_DATA(self, server, session, envelope):
        if self.reply:
            return self.reply
        self.envelopes.append(envelope)
        return "250 2.0.0 OK"

    @property
    def messages(self):
        return [message_from_bytes(one.content, policy=default) for one in self.envelopes]

    def text(self):
        return self.messages[-1].get_content()


@pytest.fixture
def mailbox(monkeypatch):
    """A mail server on loopback, to which the site hands its mail."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("COMMUNES_SMTP", f"127.0.0.1:{port}")
    yield box
    controller.stop()


@pytest.fixture
def run(site):
    """Run every job that is due `days` from now, and those that these asked for."""

    def run_all(**later):
        transaction.begin()
        # The worker gives each job a request of its own: nothing of this one is remembered
        remembered = IAnnotations(site.REQUEST)
        for key in list(remembered):
            del remembered[key]
        while jobs.run_due(site, datetime.now(UTC) + timedelta(**later)):
            pass
        transaction.commit()

    return run_all
