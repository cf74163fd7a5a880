"""What each person chose for their own work: by user id, in the annotations of the site."""

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone import api
from Products.CMFPlone.Portal import PloneSite
from Products.GenericSetup.tool import SetupTool
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


KEY = "communesplone.editing.people"


def install(setup: SetupTool) -> None:
    """Make the place of the choices, so that no visit makes it."""
    IAnnotations(getSite()).setdefault(KEY, OOBTree())


def uninstall(setup: SetupTool) -> None:
    """Throw the choices away."""
    IAnnotations(getSite()).pop(KEY, None)


def chosen(site: PloneSite, name: str, default: Any = None) -> Any:
    """Return what the current user chose under `name`."""
    kept = IAnnotations(site).get(KEY, {}).get(api.user.get_current().getId())
    return default if kept is None else kept.get(name, default)


def choose(site: PloneSite, name: str, value: Any) -> None:
    """Keep a choice of the current user: plain data, replaced as a whole."""
    kept = IAnnotations(site).setdefault(KEY, OOBTree())
    person = api.user.get_current().getId()
    if person not in kept:
        kept[person] = PersistentMapping()
    kept[person][name] = value


def forget(site: PloneSite, person: str) -> None:
    """Forget what a person chose, who has left."""
    IAnnotations(site).get(KEY, {}).pop(person, None)
