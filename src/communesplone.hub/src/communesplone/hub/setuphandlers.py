"""What a site is given and what it loses with the hub, beside the profiles."""

from communesplone.core import jobs
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import KEY
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


def install(tool: SetupTool) -> None:
    """Give the site an empty library, and have it open on the home of the hub."""
    site = getSite()
    IAnnotations(site).setdefault(KEY, Catalogue())
    site.setLayout("hub-home")


def uninstall(tool: SetupTool) -> None:
    """Take the library away; what communes adopted stays theirs."""
    site = getSite()
    IAnnotations(site).pop(KEY, None)
    jobs.cancel(site, f"{KEY}.")
