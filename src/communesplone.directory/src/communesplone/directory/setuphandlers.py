"""What the profiles cannot say in XML."""

from Acquisition import aq_base
from Products.GenericSetup.tool import SetupTool


LAYOUTS = frozenset(
    {
        "services_view",
        "people_view",
        "places_view",
        "associations_view",
        "shops_view",
        "college_view",
        "council_view",
        "cpas_view",
    }
)


def forget_layouts(setup: SetupTool) -> None:
    """Give folders shown as a part of the directory their ordinary view again.

    All of them, also those that the person who uninstalls may not see.
    """
    catalog = setup.portal_catalog
    # Nothing leaks: no title or text is read, only the name of the view is taken away.
    for brain in catalog.unrestrictedSearchResults(is_folderish=True):
        # As above: nothing of the folder is shown to anybody.
        folder = brain._unrestrictedGetObject()
        if getattr(aq_base(folder), "layout", None) in LAYOUTS:
            del folder.layout
