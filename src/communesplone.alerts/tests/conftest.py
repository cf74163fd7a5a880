"""The layers of this add-on's tests, declared in the root conftest.py, and what they share."""

from communesplone.alerts.facts import Facts
from communesplone.core import memory
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.testing.zope import Browser
from pytz import timezone
from webtest import TestApp
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import pytest
import transaction


ZONE = timezone("Europe/Brussels")
PUBLISHER = ("publisher", "correct horse battery")
CODES = ("5000", "5100", "5101")


@pytest.fixture
def integration(alerts_integration):
    return alerts_integration


@pytest.fixture
def functional(alerts_functional):
    """The site of a commune with three postal codes, and a list of alerts."""
    portal = alerts_functional["portal"]
    memory.forget()
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    known = settings(ICommuneIdentity, portal)
    known.name, known.nis, known.postal_codes = "Namur", "92094", CODES
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(portal, "Folder", "alertes", title="Alertes")
        folder.setLayout("alerts_view")
        api.content.transition(folder, "publish")
    transaction.commit()
    return alerts_functional


@pytest.fixture
def folder(functional):
    return functional["portal"]["alertes"]


@pytest.fixture
def add(folder):
    """`add("Flood", level="emergency", hours=3, ago=1, **fields)`: published, unless told."""

    def make(title="Flood", *, ago=1, hours=3, publish=True, container=folder, **fields):
        now = datetime.now(ZONE).replace(microsecond=0)
        start = ZONE.normalize(now - timedelta(hours=ago))
        fields = {"instruction": "Go upstairs.", "level": "warning", "kind": "flood"} | fields
        end = ZONE.normalize(start + timedelta(hours=hours))
        with api.env.adopt_roles(["Manager"]):
            alert = api.content.create(
                container, "Alert", title=title, start=start, end=end, **fields
            )
            if publish:
                api.content.transition(alert, "publish")
        transaction.commit()
        memory.forget()
        return alert

    return make


@pytest.fixture
def publisher(functional):
    """A member of the emergency publishers, who has no other right."""
    name, password = PUBLISHER
    with api.env.adopt_roles(["Manager"]):
        api.user.create(username=name, email="someone@commune.example", password=password)
        api.group.add_user(groupname="emergency-publishers", username=name)
    transaction.commit()
    return name


@pytest.fixture
def phone(functional, publisher):
    """The publisher's browser, signed in."""
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", "Basic " + ":".join(PUBLISHER))
    return browser


@pytest.fixture
def wire():
    """HTTP without a browser: headers and statuses as they are."""
    return TestApp(HTTPExceptionHandler(publish_module), lint=False)


@pytest.fixture
def facts():
    """`facts(level="emergency", **fields)`: an alert as plain data, of an hour ago."""

    def make(**fields):
        start = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        known = {
            "title": "Crue de la Meuse",
            "level": "emergency",
            "kind": "flood",
            "instruction": "Montez à l’étage.",
            "start": start,
            "end": start + timedelta(hours=6),
            "uid": "0123456789abcdef0123456789abcdef",
            "url": "https://www.namur.example/alertes/crue",
        }
        return Facts(**known | fields)

    return make
