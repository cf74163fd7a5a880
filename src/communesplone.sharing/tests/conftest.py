"""The layers of this add-on's tests, and a library that is there in memory."""

from .shelf import Shelf
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.core.sharing import ILibrary
from communesplone.core.sharing import IShareable
from communesplone.core.sharing import Shareable
from communesplone.sharing.store import store
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.base.interfaces import IPloneSiteRoot
from zope.component import getGlobalSiteManager
import pytest


@pytest.fixture
def integration(sharing_integration):
    return sharing_integration


@pytest.fixture
def functional(sharing_functional):
    return sharing_functional


@pytest.fixture
def pages_are_shareable():
    """Plone's pages, as the add-on of pages declares them."""
    declared = Shareable("page", "Page", local=frozenset({"rights"}), asked=("description",))
    manager = getGlobalSiteManager()
    manager.registerUtility(declared, IShareable, "Document")
    yield declared
    manager.unregisterUtility(declared, IShareable, "Document")


@pytest.fixture
def commune(portal, pages_are_shareable):
    """Durbuy, who shares."""
    record = settings(ICommuneIdentity, portal)
    record.nis, record.name, record.province = "83012", "Durbuy", "Luxembourg"
    return portal


@pytest.fixture
def kept(commune):
    return store(commune)


@pytest.fixture
def page(commune):
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(commune, "Document", "rules", title="Règlement")
        made = api.content.create(
            commune,
            "Document",
            "market",
            title="Le marché",
            description="Tous les samedis",
            text=RichTextValue(
                f'<p>Lire <a href="resolveuid/{other.UID()}">le règlement</a>.</p>', "text/html"
            ),
        )
    return made


@pytest.fixture
def shelf():
    """A library that holds what a test puts there."""
    made, manager = Shelf(), getGlobalSiteManager()

    def found(site):
        return made

    manager.registerAdapter(found, (IPloneSiteRoot,), ILibrary)
    yield made
    manager.unregisterAdapter(found, (IPloneSiteRoot,), ILibrary)
