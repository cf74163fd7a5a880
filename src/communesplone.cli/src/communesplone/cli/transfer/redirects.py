"""The old addresses of a site that lead to new ones."""

from communesplone.cli.values import from_json
from communesplone.cli.values import to_json
from plone.app.redirector.interfaces import IRedirectionStorage
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import getUtility


def dump(site: PloneSite) -> list[dict[str, Any]]:
    """Return the redirects; paths are relative to the site, so that it may take another id."""
    prefix = "/".join(site.getPhysicalPath())
    found = []
    for old, (new, moment, manual) in getUtility(IRedirectionStorage)._paths.items():
        entry = {"from": old.removeprefix(prefix), "manual": manual, "date": to_json(moment)}
        # A target may be a full address elsewhere.
        inside = new == prefix or new.startswith(prefix + "/")
        found.append(entry | {"to": new.removeprefix(prefix) if inside else new, "inside": inside})
    return found


def load(site: PloneSite, data: list[dict[str, Any]]) -> None:
    """Make the redirects of a site those of `data`."""
    prefix = "/".join(site.getPhysicalPath())
    storage = getUtility(IRedirectionStorage)
    storage.clear()
    for entry in data:
        target = prefix + entry["to"] if entry["inside"] else entry["to"]
        storage.add(
            prefix + entry["from"], target, now=from_json(entry["date"]), manual=entry["manual"]
        )
