"""Where deleted content is kept: an annotation of the site, which no address leads to.

It is the object itself, taken out of its folder and out of the catalog, with all it holds.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from communesplone.core.interfaces import CommunesError
from datetime import datetime
from datetime import timedelta
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
import secrets


KEY = "communesplone.editing.trash"
JOB = "communesplone.editing.empty_trash"
LASTS = timedelta(days=30)


class NotInTrash(CommunesError):
    """Nothing in the trash is called so, or no longer."""


class Thrown(Persistent):
    """An item in the trash and what is told of it without waking it.

    :ivar item: the content, without its place.
    :ivar path: where it stood, as a physical path.
    :ivar addresses: older paths that led to it and to what it holds, by the path they led to.
    :ivar referrers: UIDs of the pages that link to it.
    :ivar local: roles of the people who could delete it there: user or group ids.
    """

    def __init__(self, item: Any, path: str, by: str, moment: datetime, **told: Any) -> None:
        self.item = item
        self.path = path
        self.by = by
        self.moment = moment
        self.title: str = told["title"]
        self.type: str = told["type"]
        self.uid: str = told["uid"]
        self.state: str = told["state"]
        self.count: int = told["count"]
        self.addresses: dict[str, list[str]] = told["addresses"]
        self.referrers: tuple[str, ...] = told["referrers"]

    @property
    def until(self) -> datetime:
        """When it is erased (aware)."""
        return self.moment + LASTS

    @property
    def parent_path(self) -> str:
        return self.path.rpartition("/")[0]


def trash(site: PloneSite) -> OOBTree | None:
    """Return what is in the trash of `site` by id, None while nothing ever was."""
    return IAnnotations(site).get(KEY)


def put(site: PloneSite, thrown: Thrown) -> str:
    """Keep an item and return its id in the trash."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    key = secrets.token_hex(8)
    annotations[KEY][key] = thrown
    return key


def get(site: PloneSite, key: str) -> Thrown:
    """Return an item of the trash.

    :raises NotInTrash: there is none of that id.
    """
    found = trash(site)
    if not found or key not in found:
        raise NotInTrash(key)
    return found[key]


def entries(site: PloneSite) -> Iterator[tuple[str, Thrown]]:
    """Yield id and item, the last thrown first."""
    found = trash(site)
    if found:
        yield from sorted(found.items(), key=lambda entry: entry[1].moment, reverse=True)


def erase(site: PloneSite, key: str) -> None:
    """Forget an item for good; idempotent."""
    found = trash(site)
    if found and key in found:
        del found[key]


def empty(site: PloneSite, key: str) -> None:
    """Job: erase an item whose thirty days have passed."""
    erase(site, key)
