"""Taking a revision into an adopted item, undoing that, and going one's own way."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.references import settled
from communesplone.core.sharing.registration import shared_fields
from communesplone.core.sharing.values import read as read_value
from communesplone.sharing.adopting import attribution
from communesplone.sharing.delivering import ADOPTED
from communesplone.sharing.identities import RELEASED
from communesplone.sharing.merging import Answer
from communesplone.sharing.merging import merge
from communesplone.sharing.reading import read
from communesplone.sharing.store import Base
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.updating.pending import LASTS
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.pending import Taken
from communesplone.sharing.updating.sides import sides
from communesplone.sharing.updating.translating import forget_behind
from communesplone.sharing.updating.translating import note_behind
from datetime import datetime
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from typing import Any
from zope.component import queryMultiAdapter
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField


MOVED = _("The text has changed since you opened this page. Look at it again, then choose.")


def take(
    item: DexterityContent,
    kept: Store,
    answers: Mapping[str, Answer],
    mark: str,
    by: str,
) -> Taken:
    """Give an item the united text, and keep what it said for thirty days.

    :param mark: that of the texts which the person saw.
    :param by: the id of the person; empty when the commune lets it be taken by itself.
    :raises SharingError: something is still to choose, or a text is no longer what was seen;
        nothing is written then.
    """
    shared, pending = waiting(item, kept)
    found = sides(item, shared, pending.envelope, kept)
    if found is None or found.mark != mark:
        raise SharingError(MOVED)
    merged = found.merged(answers)
    if merged.questions:
        raise SharingError(_("Choose for each paragraph that both have changed."))
    refuse_locked(item)
    uid = item.UID()
    taken = Taken(by, found.mine, kept.bases[uid], shared.choices, pending)
    files = {**found.files, **pending.read_files()}
    shared.choices = found.choices
    put(item, merged.value, found.mine, found.choices, files)
    shared.revision, shared.digest = pending.envelope["revision"], pending.envelope["digest"]
    shared.licence, shared.origin = pending.envelope["licence"], pending.envelope["origin"]
    note_author(item, shared, pending)
    kept.bases[uid] = Base(shared.revision, found.theirs)
    taken.after = read(item, kept, shared.choices).fields
    kept.taken[uid] = taken
    del kept.pending[uid]
    note_behind(item, kept)
    jobs.add(ADOPTED, shared.urn, shared.revision)
    return taken


def note_author(item: DexterityContent, shared: Shared, pending: Pending) -> None:
    """Name who revises a text now, where a commune follows the one that wrote it."""
    author = pending.envelope["issuer"]
    if author.get("id") != shared.issuer.get("id"):
        shared.issuer = dict(author)
        item.rights = attribution(pending.envelope)


def waiting(item: DexterityContent, kept: Store) -> tuple[Shared, Pending]:
    """Return what is known of an item, and the revision that waits for it.

    :raises SharingError: there is none.
    """
    uid = item.UID()
    shared, pending = kept.items.get(uid), kept.pending.get(uid)
    if shared is None or pending is None or shared.role != "adopted" or shared.detached:
        raise SharingError(_("Nothing new waits for this page."))
    return shared, pending


def can_undo(item: DexterityContent, kept: Store, now: datetime) -> bool:
    """Tell whether the last update of an item can be taken back."""
    taken = kept.taken.get(item.UID())
    return taken is not None and now < taken.moment + LASTS


def undo(item: DexterityContent, kept: Store, now: datetime) -> None:
    """Take the last update of an item back; what was written since stays.

    The revision waits again. :raises SharingError: it is too late, or what was written since
    touches the same words.
    """
    uid = item.UID()
    taken = kept.taken.get(uid)
    shared = kept.items.get(uid)
    if taken is None or shared is None or not can_undo(item, kept, now):
        raise SharingError(_("This can no longer be undone: its versions have the former text."))
    refuse_locked(item)
    here = read(item, kept, shared.choices)
    merged = merge(taken.after, taken.before, here.fields)
    if merged.questions:
        raise SharingError(
            _("You have changed the same words since. The former text is among the versions.")
        )
    choices = {**shared.choices, **{key: uid for key, uid in here.uids.items() if uid}}
    put(item, merged.value, here.fields, choices, here.files)
    shared.revision, shared.choices = taken.base.revision, dict(taken.choices)
    kept.bases[uid] = taken.base
    forget_behind(item, kept)
    del kept.taken[uid]
    if uid not in kept.pending:
        kept.pending[uid] = taken.pending


def detach(item: DexterityContent, kept: Store) -> None:
    """Have an item go its own way: no revision is waited for; it keeps its origin."""
    shared = kept.items.get(item.UID())
    if shared is None or shared.role != "adopted":
        raise SharingError(_("This page was written here."))
    shared.detached, shared.automatic = True, False
    kept.pending.pop(item.UID(), None)
    jobs.add(RELEASED, shared.urn)


def refuse_locked(item: DexterityContent) -> None:
    """Leave a page alone while somebody else writes in it: they would lose the update.

    :raises SharingError: then.
    """
    lock = queryMultiAdapter((item, item.REQUEST), name="plone_lock_info")
    if lock is not None and lock.is_locked_for_current_user():
        raise SharingError(_("Somebody is writing in this page now. Try again a little later."))


def put(
    item: DexterityContent,
    value: Mapping[str, Any],
    here: Mapping[str, Any],
    choices: Mapping[str, str],
    files: Mapping[str, bytes],
    fields: Mapping[str, IField] | None = None,
) -> None:
    """Write the shared fields that are another than here; the former text is a version.

    :param value: fields by name as data, as `here`, what the item says now.
    :param fields: which ones; those that the type shares by default.
    """
    fields = shared_fields(item.portal_type) if fields is None else fields
    changed = {name for name in fields if value.get(name) != here.get(name)}
    if not changed:
        return
    for schema in iterSchemata(item):
        for name, field in getFieldsInOrder(schema):
            if name in changed:
                _set(schema(item), name, field, settled(value.get(name), choices), files)
    notify(ObjectModifiedEvent(item))


def _set(place: Any, name: str, field: IField, data: Any, files: Mapping[str, bytes]) -> None:
    if data in (None, "", [], {}):
        if not field.required:
            setattr(place, name, field.missing_value)
        return
    value = read_value(field, data, files)
    # What this site may not have, as a theme of another commune, leaves the field as it is
    if value is not None:
        setattr(place, name, value)
