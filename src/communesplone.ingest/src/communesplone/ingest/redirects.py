"""Old addresses that lead to what came from there, in the storage of plone.app.redirector."""

from collections.abc import Iterable
from communesplone.ingest import items
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from zope.component import getUtility
import re


#: What an address of ours may hold; anything else would be a trap in the list of redirects.
PATH = re.compile(r"(?:/[^/\x00-\x20<>\"\\]+)+")
LONGEST = 800


def add(site: PloneSite, addresses: Iterable[str], item: DexterityContent) -> list[str]:
    """Have old paths lead to an item, but none that the site has itself, or leads elsewhere.

    :returns: those that were added, for who takes them back.
    """
    storage = getUtility(IRedirectionStorage)
    root, target = "/".join(site.getPhysicalPath()), "/".join(item.getPhysicalPath())
    added = []
    for address in addresses:
        names = tuple(name for name in address.split("/") if name)
        old = f"{root}/{'/'.join(names)}"
        plain = PATH.fullmatch(address) and len(address) <= LONGEST
        if not plain or old == target or items.inside(site, names) is not None:
            continue
        if storage.get(old) in (None, target):
            storage.add(old, target, manual=True)
            added.append(old)
    return added


def remove(addresses: Iterable[str]) -> None:
    """Take back what `add` added."""
    storage = getUtility(IRedirectionStorage)
    for old in addresses:
        if storage.get(old) is not None:
            storage.remove(old)
