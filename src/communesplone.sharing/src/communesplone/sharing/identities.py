"""The identity of an item: given on the first offer or adoption, kept through copies."""

from collections.abc import Mapping
from communesplone.core import jobs
from communesplone.core.identity import identity
from communesplone.core.sharing.issuers import issuer
from communesplone.core.sharing.issuers import urn_of
from communesplone.core.sharing.origins import written
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.signing import public_key
from communesplone.sharing.envelope import language_of
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.updating.translating import is_behind
from communesplone.sharing.updating.translating import translations_of
from OFS.interfaces import IObjectClonedEvent
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFPlone.Portal import PloneSite
from secrets import token_hex
from typing import Any
from uuid import uuid4
from zope.component import adapter
from zope.component.hooks import getSite
from zope.lifecycleevent.interfaces import IObjectCopiedEvent


#: The job that tells the library that we use something no more (`delivering.tell_released`).
RELEASED = "communesplone.sharing.tell_released"
#: Characters of a urn.
URN_LENGTH = 45


def new_urn() -> str:
    """Return a name that nothing else has."""
    return f"urn:uuid:{uuid4()}"


def shared_of(item: DexterityContent, kept: Store) -> Shared | None:
    """Return what is known of an item, None while it was neither offered nor adopted."""
    return kept.items.get(item.UID())


def identify(item: DexterityContent, kept: Store) -> Shared:
    """Return the record of an item as an original; what has none, or is a copy, gets its own.

    Its translations that are shared give it their group; so does what it was, if it was translated
    in the page itself.
    """
    found = shared_of(item, kept)
    who = issuer(identity(getSite()), public_key(kept.keys.private))
    if found is not None and found.role == "original" and _is_its_name(found, who["id"]):
        return found
    other, seed = _translated(item, kept), token_hex(16)
    if found is not None and is_translated_here(item, found):
        other = found
    group = other.group if other is not None else new_urn()
    made = Shared("original", urn_of(who["id"], seed), group, who)
    made.seed = seed
    made.origin = origin_of(item, kept)
    if found is not None:
        let_go(item.UID(), found, kept)
    kept.put(item.UID(), made)
    return made


def let_go(uid: str, shared: Shared, kept: Store) -> None:
    """Forget what is known of an item, and have the library told if we used it."""
    kept.drop(uid)
    if shared.role == "adopted":
        jobs.add(RELEASED, shared.urn)


def _is_its_name(found: Shared, issuer_id: str) -> bool:
    """Tell whether the urn of an original is one that its commune can offer it under.

    What was never offered gets another one when the commune is called otherwise by now.
    """
    return found.revision > 0 or found.urn == urn_of(issuer_id, found.seed)


def origin_of(item: DexterityContent, kept: Store) -> Mapping[str, Any] | None:
    """Return what an item was made from, or would be said to be made from once it is offered."""
    found, other = shared_of(item, kept), _translated(item, kept)
    if found is not None and found.role == "original":
        return found.origin
    if found is not None:
        return _origin(found, is_translated_here(item, found))
    return _origin(other, translates=True) if other and other.role == "adopted" else None


def is_translated_here(item: DexterityContent, shared: Shared) -> bool:
    """Tell whether an item that came from elsewhere is in another language by now."""
    return bool(shared.language) and language_of(item) != shared.language


def follow_original(item: DexterityContent, kept: Store, shared: Shared) -> None:
    """Note, for a translation of what was adopted, which revision of it this is one of.

    Whoever offers a translation that nobody has saved since its original was updated offers that
    of the former revision.
    """
    other = _translated(item, kept)
    origin = shared.origin or {}
    if other is None or not origin.get("translates") or other.urn != origin["urn"]:
        return
    if not is_behind(item, kept):
        shared.origin = _origin(other, translates=True)


def _origin(shared: Shared, translates: bool) -> dict[str, Any]:
    return written(
        shared.urn, shared.revision, shared.issuer, shared.licence, shared.origin, translates
    )


def _translated(item: DexterityContent, kept: Store) -> Shared | None:
    """Return what is known of a translation of an item that is shared: what was adopted first."""
    found = [kept.items[uid] for uid in translations_of(item) if uid in kept.items]
    return min(found, key=lambda one: one.role, default=None)


@adapter(IDexterityContent, IObjectCopiedEvent)
def note_original(copy: DexterityContent, event: IObjectCopiedEvent) -> None:
    """Remember, until the copy has its place, of what it is one."""
    if shareable(copy.portal_type) is not None:
        copy._v_copied_from = event.original.UID()


@adapter(IDexterityContent, IObjectClonedEvent)
def carry_over(copy: DexterityContent, event: IObjectClonedEvent) -> None:
    """Give a copy the identity of what it was made of; it takes no part in offers and updates."""
    source = getattr(copy, "_v_copied_from", None)
    kept = _store_here() if source else None
    found = kept.items.get(source) if kept is not None else None
    if found is not None:
        made = Shared("copy", found.urn, found.group, found.issuer)
        made.revision, made.digest, made.licence = found.revision, found.digest, found.licence
        made.language = found.language or language_of(copy)
        kept.put(copy.UID(), made)


def _store_here() -> Store | None:
    site: PloneSite | None = getSite()
    return store(site) if site is not None else None
