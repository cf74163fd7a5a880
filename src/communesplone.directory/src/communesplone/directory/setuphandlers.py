"""What the uninstall profile cannot say in XML."""

from Acquisition import aq_base
from Products.GenericSetup.tool import SetupTool


def forget_layouts(setup: SetupTool) -> None:
    """Give folders shown as a list of services their ordinary view again.

    All of them, also those that the person who uninstalls may not see.
    """
    catalog = setup.portal_catalog
    # Nothing leaks: no title or text is read, only the name of the view is taken away.
    for brain in catalog.unrestrictedSearchResults(is_folderish=True):
        # As above: nothing of the folder is shown to anybody.
        folder = brain._unrestrictedGetObject()
        if getattr(aq_base(folder), "layout", None) == "services_view":
            del folder.layout
