"""What the uninstall profile cannot say in XML."""

from Acquisition import aq_base
from Products.GenericSetup.tool import SetupTool


LAYOUT = "notices_view"


def forget_layouts(setup: SetupTool) -> None:
    """Give folders shown as notices their ordinary view again."""
    # Cannot leak: of folders that the person may not see, only the name of the view is removed.
    for brain in setup.portal_catalog.unrestrictedSearchResults(portal_type="Folder"):
        # Cannot leak: nothing of the folder is shown.
        folder = brain._unrestrictedGetObject()
        if getattr(aq_base(folder), "layout", None) == LAYOUT:
            del folder.layout
