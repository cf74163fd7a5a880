"""The layers of this add-on's tests, declared in the root conftest.py."""

from communesplone.core import memory
from communesplone.editing.interfaces import IEditingLayer
from lxml import html
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.testing.zope import Browser
from zope.interface import alsoProvides
import pytest
import transaction


PASSWORD = "a battery and a staple"


@pytest.fixture
def integration(editing_integration):
    return editing_integration


@pytest.fixture
def functional(editing_functional):
    return editing_functional


@pytest.fixture
def site(functional):
    """A site in French with a workflow in which what is not published is not seen."""
    portal = functional["portal"]
    memory.forget()
    setRoles(portal, TEST_USER_ID, ["Manager"])
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    portal.portal_registry["plone.default_language"] = "fr"
    portal.portal_registry["plone.available_languages"] = ["fr"]
    alsoProvides(portal.REQUEST, IEditingLayer)
    transaction.commit()
    return portal


@pytest.fixture
def person(site):
    """`person("anne", "Editor", where=folder)`: an account, with roles in a part of the site."""

    def make(name, *roles, where=None):
        user = api.user.create(
            username=name,
            email=f"{name}@example.org",
            password=PASSWORD,
            roles=("Member", *(roles if where is None else ())),
            properties={"fullname": name.capitalize()},
        )
        if where is not None:
            where.manage_setLocalRoles(name, list(roles))
            where.reindexObjectSecurity()
        transaction.commit()
        return user

    return make


@pytest.fixture
def add(site):
    """`add("Document", "Swimming pool", folder, state="publish")`: an item of this user."""

    def make(portal_type, title, container=None, *transitions, **fields):
        # With its name from the start: one that gets it later leaves an old address behind
        name = title.lower().replace(" ", "-")
        item = api.content.create(container or site, portal_type, name, title=title, **fields)
        for transition in transitions:
            api.content.transition(item, transition)
        transaction.commit()
        return item

    return make


@pytest.fixture
def browse(functional, site):
    """`browse("anne")`: the browser of a person; of nobody without a name."""

    def make(name=""):
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.followRedirects = True
        browser.addHeader("Accept", "text/html")
        if name:
            browser.addHeader("Authorization", f"Basic {name}:{PASSWORD}")
        return browser

    return make


@pytest.fixture
def work(browse, site):
    """`work("/@@dashboard", "anne")`: a page of the office as a person gets it, parsed."""

    def go(path, name):
        browser = browse(name)
        browser.open(site.absolute_url() + path)
        return html.fromstring(browser.contents)

    return go
