"""Back from the trash: the same item in its folder, with its state, addresses and children."""

from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.editing.trash.store import everything
from communesplone.editing.trash.store import get
from communesplone.editing.trash.store import take_out
from communesplone.editing.trash.store import Thrown
from copy import deepcopy
from plone import api
from plone.app.iterate.interfaces import IBaseline
from plone.app.iterate.interfaces import IWorkingCopy
from plone.app.linkintegrity.handlers import modifiedContent
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import AddPortalContent
from Products.CMFCore.permissions import DeleteObjects
from Products.CMFPlone.Portal import PloneSite
from zExceptions import Unauthorized
from zope.component import queryUtility
from zope.interface import noLongerProvides
from zope.lifecycleevent import modified


class CannotRestore(CommunesError):
    """There is no place for it; `message` says why, and what to do."""

    def __init__(self, message: object) -> None:
        self.message = message
        super().__init__(str(message))


def may_see(site: PloneSite, thrown: Thrown) -> bool:
    """Tell whether this user knows of an item in the trash: theirs, or of a part they keep."""
    if api.user.is_anonymous():
        return False
    if thrown.by == api.user.get_current().getId():
        return True
    return api.user.has_permission(DeleteObjects, obj=nearest(site, thrown))


def may_restore(site: PloneSite, thrown: Thrown, folder: DexterityContent | None = None) -> bool:
    """Tell whether this user may put an item back into its folder, or into another."""
    where = folder if folder is not None else nearest(site, thrown)
    return may_see(site, thrown) and api.user.has_permission(AddPortalContent, obj=where)


def nearest(site: PloneSite, thrown: Thrown) -> DexterityContent:
    """Return the folder where it stood, or what is left above it."""
    found = site
    for name in thrown.parent_path.split("/")[len(site.getPhysicalPath()) :]:
        inner = found._getOb(name, None)
        if inner is None:
            break
        found = inner
    return found


def folder_of(site: PloneSite, thrown: Thrown) -> DexterityContent | None:
    """Return the folder where it stood; None when that is gone."""
    found = nearest(site, thrown)
    return found if "/".join(found.getPhysicalPath()) == thrown.parent_path else None


def restore(site: PloneSite, key: str, folder: DexterityContent | None = None) -> DexterityContent:
    """Put an item back and return it.

    :param folder: where to, if not where it stood.
    :raises NotInTrash: it is no longer there.
    :raises CannotRestore: its folder is gone, or its name is taken.
    :raises Unauthorized: this user may not.
    """
    thrown = get(site, key)
    where = folder if folder is not None else folder_of(site, thrown)
    if not may_restore(site, thrown, where):
        raise Unauthorized(key)
    if where is None:
        raise CannotRestore(
            _("The folder where this stood is gone too. Take the folder back first.")
        )
    item = thrown.item
    name = item.getId()
    if name in where.objectIds():
        raise CannotRestore(
            _(
                "Another page has taken its address, “${name}”. Rename that one first.",
                mapping={"name": name},
            )
        )
    # Adding begins the life of an item anew; this one goes on with the one it had
    lives = {path: deepcopy(part.workflow_history) for path, part in everything(item)}
    dates = {path: part.modification_date for path, part in everything(item)}
    where._setObject(name, item, set_owner=False)
    found = where._getOb(name)
    for mark in (IWorkingCopy, IBaseline):
        # Its counterpart went its own way
        noLongerProvides(found, mark)
    _go_on(found, lives, dates)
    _address_again(site, thrown, found)
    take_out(site, key)
    modified(where)
    return found


def _go_on(found: DexterityContent, lives: dict, dates: dict) -> None:
    tool = api.portal.get_tool("portal_workflow")
    for path, part in everything(found):
        part.workflow_history = lives[path]
        for workflow in tool.getWorkflowsFor(part):
            workflow.updateRoleMappingsFor(part)
        part.modification_date = dates[path]
        part.reindexObject(idxs=["modified", "review_state", "allowedRolesAndUsers"])
    found.reindexObject()


def _address_again(site: PloneSite, thrown: Thrown, found: DexterityContent) -> None:
    """Have old addresses lead there again, and the pages that link to it know it again."""
    storage = queryUtility(IRedirectionStorage)
    new_path = "/".join(found.getPhysicalPath())
    if storage is not None:
        for path, older in thrown.addresses.items():
            for old in older:
                storage.add(old, new_path + path.removeprefix(thrown.path))
        if new_path != thrown.path:
            storage.add(thrown.path, new_path)
    catalog = api.portal.get_tool("portal_catalog")
    for uid in thrown.referrers:
        # Unrestricted: links are facts about the pages, whoever may see these
        for brain in catalog.unrestrictedSearchResults(UID=uid):
            modifiedContent(brain._unrestrictedGetObject(), None)
