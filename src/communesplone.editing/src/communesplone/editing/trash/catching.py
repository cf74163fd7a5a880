"""Every deletion by a person leads into the trash, whichever page or service it came from."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.users import SpecialUser
from Acquisition import aq_base
from collections.abc import Iterator
from communesplone.core import jobs
from communesplone.core.thrown import thrown_by
from communesplone.editing.interfaces import IEditingLayer
from communesplone.editing.publishing.online import state
from communesplone.editing.trash.store import everything
from communesplone.editing.trash.store import JOB
from communesplone.editing.trash.store import put
from communesplone.editing.trash.store import Thrown
from datetime import datetime
from datetime import UTC
from OFS.interfaces import IObjectWillBeRemovedEvent
from plone import api
from plone.app.iterate.interfaces import IWorkingCopy
from plone.app.linkintegrity.utils import getIncomingLinks
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.base.interfaces import IPloneSiteRoot
from plone.browserlayer.interfaces import ILocalBrowserLayerType
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from plone.uuid.interfaces import IUUID
from zope.component import getUtilitiesFor
from zope.component import getUtility
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


#: What an item tells of itself before it leaves its folder, until it has left.
TOLD = "_v_communesplone_thrown"
#: A working copy that has just taken the place of its page leaves nothing behind.
MERGED = "_v_communesplone_merged"


def note(item: IDexterityContent, event: IObjectWillBeRemovedEvent) -> None:
    """Write down what is only known while `item` still stands in its folder."""
    if aq_base(event.object) is not aq_base(item) or not _is_thrown(item):
        return
    setattr(item, TOLD, _told(item))


def keep(item: IDexterityContent, event: IObjectRemovedEvent) -> None:
    """Put into the trash what has just left its folder."""
    told = getattr(aq_base(item), TOLD, None)
    if told is None or aq_base(event.object) is not aq_base(item) or event.newParent is not None:
        return
    delattr(item, TOLD)
    site = getSite()
    now = datetime.now(UTC)
    user = thrown_by(item) or getSecurityManager().getUser().getId()
    base = aq_base(item)
    thrown = Thrown(base, told.pop("path"), user, now, **told)
    base.__dict__.pop("__parent__", None)
    base._p_changed = True
    jobs.add(JOB, put(site, thrown), run_at=thrown.until)


def _is_thrown(item: DexterityContent) -> bool:
    """Tell whether a person deletes a page: most jobs mean it, and a site goes as a whole."""
    user = getSecurityManager().getUser()
    if thrown_by(item):
        return is_installed()
    if isinstance(aq_base(user), SpecialUser) or user.getId() is None:
        return False
    if IPloneSiteRoot.providedBy(item) or getattr(aq_base(item), MERGED, False):
        return False
    return getSite() is not None and is_installed()


def is_installed() -> bool:
    """Tell whether the current site has this add-on."""
    return any(layer is IEditingLayer for _name, layer in getUtilitiesFor(ILocalBrowserLayerType))


def _told(item: DexterityContent) -> dict:
    path = "/".join(item.getPhysicalPath())
    # Not by the catalog, which may have forgotten them by now
    paths = {f"{path}{below}" for below, _part in everything(item)}
    return {
        "path": path,
        "title": item.Title() or item.getId(),
        "type": item.portal_type,
        "uid": IUUID(item),
        "state": state(item),
        "count": len(paths) - 1,
        "addresses": dict(_addresses(paths)),
        "referrers": tuple(_referrers(item)),
    }


def _addresses(paths: set[str]) -> Iterator[tuple[str, list[str]]]:
    storage = queryUtility(IRedirectionStorage)
    for path in sorted(paths) if storage is not None else ():
        found = storage.redirects(path)
        if found:
            yield path, list(found)


def _referrers(item: DexterityContent) -> set[str]:
    return {IUUID(source) for source in _linking(item) if not IWorkingCopy.providedBy(source)}


def _linking(item: DexterityContent) -> Iterator[DexterityContent]:
    number = getUtility(IIntIds).queryId(aq_base(item))
    for relation in getIncomingLinks(intid=number) if number is not None else ():
        source = relation.from_object
        if source is not None and aq_base(source) is not aq_base(item):
            yield source


def referrers(item: DexterityContent) -> list[DexterityContent]:
    """Return the pages that link to `item` and that this user may see, by title."""
    found = {
        IUUID(source): source
        for source in _linking(item)
        if api.user.has_permission("View", obj=source)
    }
    return sorted(found.values(), key=lambda one: one.Title().lower())
