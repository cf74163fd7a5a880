"""The hub's own list of the communes of the cluster.

It is written when a commune is created, renamed or removed, and read from the hub alone: no
page of the hub looks into a commune's site. Where a commune is reached is not in it but in the
host map, which every request reads anyway.
"""

from BTrees.OOBTree import OOBTree
from communesplone.core.changes import touch
from communesplone.core.hosts import hosts
from communesplone.core.hosts import site_url
from communesplone.core.identity import Identity
from communesplone.core.identity import identity
from dataclasses import dataclass
from OFS.Application import Application
from OFS.interfaces import IObjectWillBeRemovedEvent
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.policy.communes"


@dataclass(frozen=True)
class Listed:
    """A commune as the hub shows it; `url` is empty while no host leads to it."""

    id: str
    name: str
    province: str
    languages: tuple[str, ...]
    url: str = ""


def identity_of(site: PloneSite) -> Identity | None:
    """Return the identity of a site; None for a Plone site that is none of ours."""
    try:
        return identity(site)
    except (AttributeError, KeyError):
        return None


def find_hub(app: Application) -> PloneSite | None:
    """Return the hub of the cluster, if it has one; that with the usual id is tried first."""
    ids = sorted(app.objectIds("Plone Site"), key=lambda site_id: site_id != "hub")
    for site_id in ids:
        found = identity_of(app[site_id])
        if found is not None and found.kind == "hub":
            return app[site_id]
    return None


def register_commune(app: Application, site_id: str) -> None:
    """Write a commune into the hub's list, or write it again; nothing without a hub."""
    found = identity_of(app[site_id])
    hub = find_hub(app)
    if hub is None or found is None or found.kind != "commune":
        return
    annotations = IAnnotations(hub)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    annotations[KEY][site_id] = {
        "name": found.name,
        "province": found.province,
        "languages": found.languages,
    }
    touch(hub)


def forget_commune(app: Application, site_id: str) -> None:
    """Take a commune out of the hub's list."""
    hub = find_hub(app)
    if hub is not None and IAnnotations(hub).get(KEY, {}).pop(site_id, None) is not None:
        touch(hub)


def communes(hub: PloneSite) -> tuple[Listed, ...]:
    """Return the communes of the hub's list by province, then name."""
    app = hub.getPhysicalRoot()
    mapped = hosts(app)
    found = [
        Listed(site_id, **entry, url=site_url(app, site_id) if site_id in mapped else "")
        for site_id, entry in IAnnotations(hub).get(KEY, {}).items()
    ]
    return tuple(sorted(found, key=lambda listed: (listed.province, listed.name)))


def forget_removed(site: PloneSite, event: IObjectWillBeRemovedEvent) -> None:
    """Take a commune that is being removed out of the hub's list."""
    if event.object is site and event.oldParent is not None:
        forget_commune(site.getPhysicalRoot(), site.getId())
