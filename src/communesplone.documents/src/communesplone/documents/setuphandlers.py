"""What the profiles cannot say in XML."""

from Acquisition import aq_base
from communesplone.documents.plain_file import forget_all
from communesplone.documents.plain_file import read_all
from plone import api
from Products.GenericSetup.tool import SetupTool


LAYOUT = "library_view"


def install(setup: SetupTool) -> None:
    """Have the words of the files read that are there already."""
    read_all(api.portal.get())


def uninstall(setup: SetupTool) -> None:
    """Give folders shown as a library their ordinary view again."""
    # Cannot leak: of folders that the person may not see, only the name of the view is removed.
    for brain in setup.portal_catalog.unrestrictedSearchResults(portal_type="Folder"):
        # Cannot leak: nothing of the folder is shown.
        folder = brain._unrestrictedGetObject()
        if getattr(aq_base(folder), "layout", None) == LAYOUT:
            del folder.layout
    forget_all(api.portal.get())
