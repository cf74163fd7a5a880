"""What the profiles do beside their files."""

from communesplone.search import site as search_site
from plone import api
from Products.GenericSetup.tool import SetupTool


def install(tool: SetupTool) -> None:
    """Make the index and fill it with what is there."""
    search_site.install(api.portal.get())


def uninstall(tool: SetupTool) -> None:
    """Take the index back."""
    search_site.uninstall(api.portal.get())
