"""What profiles cannot say: types of another add-on that may come later than we do."""

from communesplone.pages.interfaces import IPagesLayer
from plone.browserlayer.utils import registered_layers
from Products.CMFCore.utils import getToolByName
from Products.GenericSetup.interfaces import IProfileImportedEvent
from zope.component import adapter
from zope.component.hooks import getSite


BEHAVIOR = "communesplone.sections"
LANGUAGE_FOLDER = "LRF"
MULTILINGUAL = "profile-plone.app.multilingual:default"


@adapter(IProfileImportedEvent)
def follow_languages(event: IProfileImportedEvent) -> None:
    """Give the homes of languages sections, when a site becomes one of several languages."""
    if event.profile_id == MULTILINGUAL and IPagesLayer in registered_layers():
        fti = getToolByName(getSite(), "portal_types").get(LANGUAGE_FOLDER)
        if fti is not None and BEHAVIOR not in fti.behaviors:
            fti.manage_changeProperties(behaviors=(*fti.behaviors, BEHAVIOR))
