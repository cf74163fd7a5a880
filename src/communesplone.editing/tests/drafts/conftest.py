"""A page, people who write it, and their browsers."""

from communesplone.core import memory
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
import pytest
import transaction


PASSWORD = "correct horse battery"


@pytest.fixture
def page(functional):
    memory.forget()
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(functional["portal"], "Document", title="Bags")
    transaction.commit()
    return made


@pytest.fixture
def browser_of(functional):
    """`browser_of("anna", ["Editor"])`: the browser of a person with these roles."""

    def opened(person="", roles=()):
        if person:
            with api.env.adopt_roles(["Manager"]):
                if api.user.get(username=person) is None:
                    api.user.create(
                        email=f"{person}@example.be", username=person, password=PASSWORD
                    )
                if roles:
                    api.user.grant_roles(username=person, roles=list(roles))
            transaction.commit()
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        if person:
            browser.addHeader("Authorization", f"Basic {person}:{PASSWORD}")
        return browser

    return opened


@pytest.fixture
def owner(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser
