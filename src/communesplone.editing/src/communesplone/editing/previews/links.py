"""Preview links: signed with a secret of the site, for one item and one time, and revocable.

A link lives in an annotation of the site. Its address holds its id, its end and a signature;
cutting it forgets the id, so that the address leads nowhere at the next request.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from communesplone.core.interfaces import CommunesError
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from persistent import Persistent
from plone import api
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
import base64
import hashlib
import hmac
import secrets


KEY = "communesplone.editing.previews"
LASTS = timedelta(days=7)
#: Of a SHA-256; 160 bits cannot be guessed.
SIGNATURE_BYTES = 20
LONGEST = 80
#: No more openings are counted: the figure says "many".
MOST_OPENINGS = 999


class UnknownLink(CommunesError):
    """Nobody here has signed this address, its time has passed, or somebody cut it."""


class Link(Persistent):
    """A link of one item: until when (aware), who made it, how often it was opened."""

    def __init__(self, uid: str, by: str, end: datetime) -> None:
        self.uid = uid
        self.by = by
        self.end = end
        self.opened = Length()


class Store(Persistent):
    """The links of a site: by id, and the id of the link of an item."""

    def __init__(self) -> None:
        self.secret = secrets.token_bytes(32)
        self.links = OOBTree()
        self.by_item = OOBTree()


@dataclass(frozen=True)
class Shown:
    """A link as a page shows it."""

    address: str
    end: datetime
    openings: int


def make(item: DexterityContent, now: datetime | None = None) -> Shown:
    """Return the link of `item`, made for a week when there is none."""
    store = _store(getSite(), make=True)
    forget_old(store, now or datetime.now(UTC))
    uid, end = IUUID(item), (now or datetime.now(UTC)) + LASTS
    key = store.by_item.get(uid)
    if key is None:
        key = secrets.token_hex(8)
        store.links[key] = Link(uid, api.user.get_current().getId() or "", end)
        store.by_item[uid] = key
    return _shown(store, key, store.links[key])


def cut(item: DexterityContent) -> None:
    """Forget the link of `item`: it opens nothing from the next request on; idempotent."""
    store = _store(getSite())
    key = store.by_item.pop(IUUID(item), None) if store is not None else None
    if key is not None:
        del store.links[key]


def link_of(item: DexterityContent) -> Shown | None:
    """Return the link of `item` that still opens it."""
    store = _store(getSite())
    key = store.by_item.get(IUUID(item)) if store is not None else None
    if key is None or store.links[key].end <= datetime.now(UTC):
        return None
    return _shown(store, key, store.links[key])


def read(site: PloneSite, token: str, now: datetime | None = None) -> Link:
    """Return the link of an address.

    :raises UnknownLink: it opens nothing.
    """
    store = _store(site)
    key, _dot, signature = token[:LONGEST].partition(".")
    if store is None:
        raise UnknownLink(token)
    link = store.links.get(key)
    end = link.end if link is not None else datetime.min.replace(tzinfo=UTC)
    expected = _signature(store.secret, key, end)
    if not hmac.compare_digest(signature.encode(), expected.encode()) or link is None:
        raise UnknownLink(token)
    if link.end <= (now or datetime.now(UTC)):
        raise UnknownLink(token)
    return link


def count(link: Link) -> None:
    """Count an opening."""
    if link.opened() < MOST_OPENINGS:
        link.opened.change(1)


def forget_old(store: Store, now: datetime) -> None:
    """Drop the links whose time has passed; called whenever one is made."""
    for key, link in list(store.links.items()):
        if link.end <= now:
            del store.links[key]
            store.by_item.pop(link.uid, None)


def _store(site: PloneSite, *, make: bool = False) -> Store | None:
    annotations = IAnnotations(site)
    if make and KEY not in annotations:
        annotations[KEY] = Store()
    return annotations.get(KEY)


def _shown(store: Store, key: str, link: Link) -> Shown:
    token = f"{key}.{_signature(store.secret, key, link.end)}"
    return Shown(f"{getSite().absolute_url()}/@@apercu/{token}", link.end, link.opened())


def _signature(secret: bytes, key: str, end: datetime) -> str:
    text = f"preview {key} {int(end.timestamp())}"
    digest = hmac.new(secret, text.encode(), hashlib.sha256).digest()[:SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
