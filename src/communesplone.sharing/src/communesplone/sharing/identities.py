"""The identity of an item: given on the first offer or adoption, kept through copies."""

from communesplone.core.identity import identity
from communesplone.core.sharing.issuers import issuer
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.signing import public_key
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from OFS.interfaces import IObjectClonedEvent
from plone.app.multilingual.interfaces import ITranslationManager
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFPlone.Portal import PloneSite
from uuid import uuid4
from zope.component import adapter
from zope.component.hooks import getSite
from zope.lifecycleevent.interfaces import IObjectCopiedEvent


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

    Its translations that are shared give it their group.
    """
    found = shared_of(item, kept)
    if found is not None and found.role == "original":
        return found
    who = issuer(identity(getSite()), public_key(kept.keys.private))
    made = Shared("original", new_urn(), _group(item, kept), who)
    if found is not None:
        made.origin = {
            "urn": found.urn,
            "revision": found.revision,
            "issuer": found.issuer.get("id", ""),
            "name": found.issuer.get("name", ""),
        }
        kept.drop(item.UID())
    kept.put(item.UID(), made)
    return made


def _group(item: DexterityContent, kept: Store) -> str:
    manager = ITranslationManager(item, None)
    for uid in _translations(manager):
        other = kept.items.get(uid)
        if other is not None and uid != item.UID():
            return other.group
    return new_urn()


def _translations(manager: ITranslationManager | None) -> list[str]:
    if manager is None:
        return []
    # Unrestricted, since a translation that this person cannot see is of the group too: no more
    # than its UID is read
    brains = getSite().portal_catalog.unrestrictedSearchResults(TranslationGroup=manager.tg)
    return [brain.UID for brain in brains]


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
        kept.put(copy.UID(), made)


def _store_here() -> Store | None:
    site: PloneSite | None = getSite()
    return store(site) if site is not None else None
