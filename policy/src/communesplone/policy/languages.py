"""The languages of a site, and a folder for each where there are several."""

from communesplone.core.identity import identity
from plone.app.multilingual.browser.setup import SetupMultilingualSite
from plone.browserlayer.layer import mark_layer
from plone.dexterity.schema import SCHEMA_CACHE
from plone.i18n.interfaces import ILanguageSchema
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.Portal import PloneSite
from types import SimpleNamespace
from zope.component import getUtility
from zope.globalrequest import getRequest


MULTILINGUAL = "profile-plone.app.multilingual:default"


def set_up_languages(site: PloneSite) -> None:
    """Set the languages of the identity; with more than one, make the language folders.

    The language of a page is that of its folder, never that of a cookie or of the browser:
    one address has one language, so that a proxy may keep it.
    """
    languages = identity(site).languages
    if len(languages) > 1:
        site.portal_setup.runAllImportStepsFromProfile(MULTILINGUAL)
    proxy = getUtility(IRegistry).forInterface(ILanguageSchema, prefix="plone")
    proxy.default_language = languages[0]
    proxy.available_languages = list(languages)
    proxy.use_content_negotiation = len(languages) > 1
    proxy.use_cookie_negotiation = False
    proxy.use_request_negotiation = False
    proxy.use_path_negotiation = False
    proxy.set_cookie_always = False
    proxy.always_show_selector = False
    if len(languages) > 1:
        mark_layer(site, SimpleNamespace(request=getRequest()))
        SetupMultilingualSite().setupSite(site)
        SCHEMA_CACHE.clear()
