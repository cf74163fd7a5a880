"""What the profiles cannot say in XML."""

from Acquisition import aq_base
from Products.GenericSetup.tool import SetupTool


LAYOUTS = ("agenda_view", "news_view")
INDEXES = ["event_first_day", "event_last_day"]


def install(setup: SetupTool) -> None:
    """Put the events that are there already into the indexes and columns of the agenda."""
    _reindex_events(setup)


def uninstall(setup: SetupTool) -> None:
    """Give folders shown as agenda or news their ordinary view again."""
    # Cannot leak: of folders that the person may not see, only the name of the view is removed.
    for brain in setup.portal_catalog.unrestrictedSearchResults(portal_type="Folder"):
        # Cannot leak: nothing of the folder is shown.
        folder = brain._unrestrictedGetObject()
        if getattr(aq_base(folder), "layout", None) in LAYOUTS:
            del folder.layout


def _reindex_events(setup: SetupTool) -> None:
    # Cannot leak: nothing of the events is shown.
    for brain in setup.portal_catalog.unrestrictedSearchResults(portal_type="Event"):
        # Cannot leak: as above.
        brain._unrestrictedGetObject().reindexObject(idxs=INDEXES, update_metadata=1)
