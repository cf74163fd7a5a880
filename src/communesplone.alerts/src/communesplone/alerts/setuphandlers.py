"""What the uninstall profile cannot say in XML."""

from Acquisition import aq_base
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


LAYOUTS = ("alerts_view", "roadworks_view")
ROLE = "Emergency Publisher"


def uninstall(setup: SetupTool) -> None:
    """Give folders their ordinary view again, and take the role of publishers away."""
    # Cannot leak: of folders that the person may not see, only the name of the view is removed.
    for brain in setup.portal_catalog.unrestrictedSearchResults(portal_type="Folder"):
        # Cannot leak: nothing of the folder is shown.
        folder = brain._unrestrictedGetObject()
        if getattr(aq_base(folder), "layout", None) in LAYOUTS:
            del folder.layout
    _forget_role()


def _forget_role() -> None:
    site = getSite()
    site.__ac_roles__ = tuple(name for name in site.__ac_roles__ if name != ROLE)
    roles = site.acl_users.portal_role_manager
    if ROLE in roles.listRoleIds():
        roles.removeRole(ROLE)
