"""How often content of each kind changed: what shows one kind outlives an edit of another.

The catalog's queue tells of each item that a list may show otherwise: edited, moved, published,
hidden by its folder. Settings count as a kind of their own.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from Products.CMFCore.interfaces import IIndexQueueProcessor
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.interface import implementer


KEY = "communesplone.kinds"
#: What every page may show, whatever its kind: labels and switches in the registry.
SETTINGS = ""


def versions(site: PloneSite, kinds: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return what changes when an item of one of these portal types does, or a setting.

    None in a site that does not count yet.
    """
    counts = IAnnotations(site).get(KEY)
    if counts is None:
        return None
    found = (counts.get(kind) for kind in (SETTINGS, *kinds))
    return tuple(0 if length is None else length() for length in found)


def count(kind: str) -> None:
    """Count a change of an item of a kind in the current site."""
    site = getSite()
    counts = IAnnotations(site).get(KEY) if site is not None else None
    if counts is None:
        return
    if kind not in counts:
        counts[kind] = Length()
    # Each time, not once a transaction: a savepoint may take the first one back
    counts[kind].change(1)


@implementer(IIndexQueueProcessor)
class KindProcessor:
    """Counts what the catalog is told; it changes nothing itself."""

    def index(self, obj: object, attributes: object = None) -> None:
        count(_kind(obj))

    def reindex(self, obj: object, attributes: object = None, update_metadata: object = 1) -> None:
        count(_kind(obj))

    def unindex(self, obj: object) -> None:
        count(_kind(obj))

    def begin(self) -> None:
        """Nothing to prepare."""

    def commit(self) -> None:
        """The counts are committed with what they count."""

    def abort(self) -> None:
        """And taken back with it."""


def count_setting(event: object) -> None:
    """Subscriber: a record of the registry came, changed or went."""
    count(SETTINGS)


def make(site: PloneSite) -> None:
    """Give a site its counts, so that no visit makes them."""
    IAnnotations(site).setdefault(KEY, OOBTree())


def drop(site: PloneSite) -> None:
    """Take them away."""
    IAnnotations(site).pop(KEY, None)


def _kind(obj: object) -> str:
    return str(getattr(obj, "portal_type", None) or SETTINGS)
