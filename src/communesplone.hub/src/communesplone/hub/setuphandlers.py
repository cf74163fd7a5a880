"""What a site is given and what it loses with the hub, beside the profiles."""

from communesplone.core import jobs
from communesplone.core.sharing.keys import keys_for
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import KEY
from communesplone.hub.together import place
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


HOME = "hub-home"


def install(tool: SetupTool) -> None:
    """Give the site an empty library, a place to work together, and the home of the hub."""
    site = getSite()
    if KEY not in IAnnotations(site):
        IAnnotations(site)[KEY] = Catalogue(keys_for(site))
    place.furnish(site)
    site.setLayout(HOME)


def uninstall(tool: SetupTool) -> None:
    """Take the library away; what communes adopted stays theirs."""
    site = getSite()
    place.clear(site)
    if site.getProperty("layout") == HOME:
        site.manage_delProperties(["layout"])
    IAnnotations(site).pop(KEY, None)
    jobs.cancel(site, f"{KEY}.")
