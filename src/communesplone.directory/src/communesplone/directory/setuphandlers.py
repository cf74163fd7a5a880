"""What the uninstall profile cannot say in XML."""

from Acquisition import aq_base
from Products.GenericSetup.tool import SetupTool


def forget_layouts(setup: SetupTool) -> None:
    """Give folders shown as a list of services their ordinary view again.

    All of them, also those the person who uninstalls may not see: only the name of the view is
    taken away.
    """
    catalog = setup.portal_catalog
    for brain in catalog.unrestrictedSearchResults(is_folderish=True):
        folder = brain._unrestrictedGetObject()
        if getattr(aq_base(folder), "layout", None) == "services_view":
            del folder.layout
