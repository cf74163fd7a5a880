"""Translations that fall behind: their original was updated, they were not yet."""

from collections.abc import Iterator
from communesplone.sharing.store import Store
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone.app.multilingual.interfaces import ITranslationManager
from plone.dexterity.content import DexterityContent
from zope.component.hooks import getSite


INDEX = "TranslationGroup"


def note_behind(item: DexterityContent, kept: Store) -> None:
    """Remember that the translations of an item are those of its former text.

    Those that were brought in step since, or are gone, are forgotten.
    """
    _forget_followed(kept)
    for uid in translations_of(item):
        kept.behind[uid] = (item.UID(), datetime.now(UTC))


def forget_behind(item: DexterityContent, kept: Store) -> None:
    """The former text is back: its translations are up to date again."""
    for uid, (original, _moment) in list(kept.behind.items()):
        if original == item.UID():
            del kept.behind[uid]


def is_behind(translation: DexterityContent, kept: Store) -> bool:
    """Tell whether nobody has saved a translation since its original was updated."""
    return is_late(translation.UID(), translation.modified(), kept)


def is_late(uid: str, modified: DateTime, kept: Store) -> bool:
    """Tell whether a translation that was saved at a moment is behind its original."""
    found = kept.behind.get(uid)
    return found is not None and modified.timeTime() <= found[1].timestamp()


def _forget_followed(kept: Store) -> None:
    uids = list(kept.behind)
    if not uids:
        return
    # Unrestricted, since nobody is told anything of them
    rows = getSite().portal_catalog.unrestrictedSearchResults(UID=uids)
    late = {row.UID for row in rows if is_late(row.UID, row.modified, kept)}
    for uid in set(uids) - late:
        del kept.behind[uid]


def translations_of(item: DexterityContent) -> Iterator[str]:
    """Yield the UIDs of the translations of an item into other languages."""
    catalog = getSite().portal_catalog
    manager = ITranslationManager(item, None)
    # Without its index, as in a site of one language, a query would find everything
    if manager is None or INDEX not in catalog.indexes():
        return
    # Unrestricted, since only UIDs are kept: the list shows what its reader may edit
    for brain in catalog.unrestrictedSearchResults({INDEX: manager.tg}):
        if item.UID() != brain.UID and brain.Language != item.Language():
            yield brain.UID
