from communesplone.core.behaviors.opening_hours import IOpeningHours
from communesplone.theme.browser.document import Document
from communesplone.theme.browser.document import NewsItem
from communesplone.theme.browser.event import Event
from communesplone.theme.browser.file import File
from communesplone.theme.browser.file import Image
from communesplone.theme.browser.file import Link
from communesplone.theme.browser.home import Home
from communesplone.theme.browser.listing import CollectionListing
from communesplone.theme.browser.listing import Listing
from communesplone.theme.browser.not_found import NotFound
from communesplone.theme.browser.service import Service
from communesplone.theme.browser.sitemap import Sitemap
from communesplone.theme.interfaces import IThemeLayer
from plone.app.contenttypes import interfaces as contents
from plone.app.multilingual.interfaces import ILanguageRootFolder
from plone.app.testing import applyProfile
from plone.base.interfaces import IPloneSiteRoot
from plone.browserlayer.utils import registered_layers
from plone.event.interfaces import IEvent
from zExceptions import NotFound as NotFoundError
from zope.component import getGlobalSiteManager
from zope.interface import implementedBy
from zope.interface import Interface
import pytest


INotFound = implementedBy(NotFoundError)


@pytest.mark.parametrize(
    ("name", "content", "view"),
    [
        ("home_view", IPloneSiteRoot, Home),
        ("folder_listing", ILanguageRootFolder, Home),
        ("listing_view", ILanguageRootFolder, Home),
        ("listing_view", contents.IFolder, Listing),
        ("listing_view", contents.ICollection, CollectionListing),
        ("document_view", contents.IDocument, Document),
        ("newsitem_view", contents.INewsItem, NewsItem),
        ("event_view", IEvent, Event),
        ("file_view", contents.IFile, File),
        ("image_view", contents.IImage, Image),
        ("link_redirect_view", contents.ILink, Link),
        ("service_view", IOpeningHours, Service),
        ("sitemap", IPloneSiteRoot, Sitemap),
        ("index.html", INotFound, NotFound),
    ],
)
def test_pages_of_plone_are_ours_in_sites_with_the_layer(integration, name, content, view):
    found = getGlobalSiteManager().adapters.lookup((content, IThemeLayer), Interface, name)
    assert issubclass(found, view)


def test_the_layer_is_installed(integration):
    assert IThemeLayer in registered_layers()


def test_uninstalling_leaves_no_trace(integration):
    portal = integration["portal"]
    applyProfile(portal, "communesplone.theme:uninstall")
    registry = portal.portal_registry
    assert IThemeLayer not in registered_layers()
    assert not [name for name in registry.records if "communes-" in name]
    assert not [name for name in registry.records if name.startswith("communesplone.theme")]
    assert "home_view" not in portal.portal_types["Plone Site"].view_methods
    configlets = [action.id for action in portal.portal_controlpanel.listActions()]
    assert "communesplone.theme" not in configlets
