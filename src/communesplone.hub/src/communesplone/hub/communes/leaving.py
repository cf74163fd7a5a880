"""A commune whose site is removed, as by a merger: name and keys stay, it is told as former."""

from communesplone.core.changes import touch
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import now
from OFS.interfaces import IObjectWillBeRemovedEvent
from Products.CMFPlone.Portal import PloneSite


def note_former(site: PloneSite, event: IObjectWillBeRemovedEvent) -> None:
    """Note in the hub that a commune is gone, as the operator removes its site.

    One that comes back, restored from a backup, reports again and is a member as before.
    """
    if event.object is not site or event.oldParent is None:
        return
    app = site.getPhysicalRoot()
    for site_id in app.objectIds("Plone Site"):
        kept = catalogue(app[site_id]) if site_id != site.getId() else None
        for issuer, commune in kept.communes.items() if kept is not None else ():
            if commune.site == site.getId():
                kept.former[issuer] = now()
                touch(app[site_id])
