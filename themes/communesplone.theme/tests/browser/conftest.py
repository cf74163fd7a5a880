from communesplone.core import memory
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.app.textfield.value import RichTextValue
from plone.testing.zope import Browser
import pytest
import transaction


@pytest.fixture
def commune(functional):
    """Namur, with nothing in it but its identity."""
    portal = functional["portal"]
    memory.forget()
    setRoles(portal, TEST_USER_ID, ["Manager"])
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    record = settings(ICommuneIdentity, portal)
    record.nis, record.name, record.names = "92094", "Namur", {"fr": "Namur", "nl": "Namen"}
    record.postal_codes = ("5000", "5020")
    portal.title = "Namur"
    portal.portal_registry["plone.default_language"] = "fr"
    portal.portal_registry["plone.available_languages"] = ["fr"]
    transaction.commit()
    return portal


@pytest.fixture
def add(commune):
    """`add("Document", "A title", folder, …)`: a published item, committed."""

    def make(portal_type, title, container=None, publish=True, text="", **fields):
        if text:
            fields["text"] = RichTextValue(text, "text/html", "text/x-html-safe")
        item = api.content.create(
            container if container is not None else commune, portal_type, title=title, **fields
        )
        if publish and portal_type not in ("File", "Image"):
            api.content.transition(item, "publish")
        item.reindexObject()
        transaction.commit()
        memory.forget()
        return item

    return make


@pytest.fixture
def browse(functional, commune):
    """`browse()`: a citizen's browser; `browse(editor=True)`: that of the site's owner."""

    def make(editor=False):
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.addHeader("Accept", "text/html")
        if editor:
            browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
        return browser

    return make


@pytest.fixture
def visit(browse, commune):
    """`visit("/agenda")`: what a citizen gets, as a browser."""

    def go(path=""):
        browser = browse()
        browser.open(commune.absolute_url() + path)
        return browser

    return go
