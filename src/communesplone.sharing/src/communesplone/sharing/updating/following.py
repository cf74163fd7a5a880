"""Revisions of what a commune adopted and then translated in the page itself.

Their words have nothing in common, so nothing is merged: the person reads what its author changed,
says it in their own language, and says so.
"""

from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.sharing.envelope import language_of
from communesplone.sharing.store import Store
from communesplone.sharing.updating.sides import sides
from communesplone.sharing.updating.taking import base_of
from communesplone.sharing.updating.taking import MOVED
from communesplone.sharing.updating.taking import note_revision
from communesplone.sharing.updating.taking import waiting
from dataclasses import replace
from plone.dexterity.content import DexterityContent


def is_translated_here(item: DexterityContent, envelope: Envelope) -> bool:
    """Tell whether an adopted item is in another language than its author's text."""
    return language_of(item) != envelope["language"]


def follow(item: DexterityContent, kept: Store, mark: str) -> None:
    """Note that a translation says what the revision that waits for it says; no word changes.

    :param mark: that of what the person saw.
    :raises SharingError: another revision has come since, or none waits.
    """
    shared, pending = waiting(item, kept)
    found = sides(item, shared, pending.envelope, kept)
    if found is None or replace(found, mine=found.base).mark != mark:
        raise SharingError(MOVED)
    uid = item.UID()
    note_revision(item, shared, pending.envelope)
    kept.bases[uid] = base_of(found, shared)
    del kept.pending[uid]
