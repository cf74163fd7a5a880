"""What the profiles do beside their files."""

from communesplone.search import site as search_site
from communesplone.search import unanswered
from plone import api
from Products.GenericSetup.tool import SetupTool


def install(tool: SetupTool) -> None:
    """Make the index, fill it with what is there, and begin to count."""
    site = api.portal.get()
    search_site.install(site)
    unanswered.install(site)


def uninstall(tool: SetupTool) -> None:
    """Take the index and the counts back."""
    site = api.portal.get()
    search_site.uninstall(site)
    unanswered.uninstall(site)
