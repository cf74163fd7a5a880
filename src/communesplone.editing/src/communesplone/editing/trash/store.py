"""Where deleted content is kept: an annotation of the site, which no address leads to.

It is the object itself, taken out of its folder and out of the catalog, with all it holds.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from communesplone.core.interfaces import CommunesError
from communesplone.core.thrown import Erased
from communesplone.core.thrown import ITrash
from datetime import datetime
from datetime import timedelta
from persistent import Persistent
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer
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


def take_out(site: PloneSite, key: str) -> Thrown | None:
    """Take an item out of the trash and return it; None for none."""
    found = trash(site)
    return found.pop(key, None) if found else None


def erase(site: PloneSite, key: str) -> None:
    """Forget an item for good, and say so; idempotent."""
    thrown = take_out(site, key)
    if thrown is not None:
        uids = tuple(IUUID(part) for _path, part in everything(thrown.item))
        notify(Erased(site, uids))


def empty(site: PloneSite, key: str) -> None:
    """Job: erase an item whose thirty days have passed."""
    erase(site, key)


def erase_all(site: PloneSite) -> None:
    """Forget all that is in the trash for good, and the trash."""
    for key in list(trash(site) or ()):
        erase(site, key)
    IAnnotations(site).pop(KEY, None)


def everything(item: DexterityContent, path: str = "") -> Iterator[tuple[str, DexterityContent]]:
    """Yield an item and what it holds, by its path in it."""
    yield path, item
    if hasattr(aq_base(item), "objectValues"):
        for child in item.objectValues():
            if IDexterityContent.providedBy(child):
                yield from everything(child, f"{path}/{child.getId()}")


@implementer(ITrash)
@adapter(IPloneSiteRoot)
class Trash:
    """See ITrash."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def __contains__(self, uid: str) -> bool:
        kept = (trash(self.site) or {}).values()
        if any(thrown.uid == uid for thrown in kept):
            return True
        return any(
            uid == IUUID(part) for one in kept if one.count for _p, part in everything(one.item)
        )
