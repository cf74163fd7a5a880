"""Taking a revision into an adopted item, undoing that, and going one's own way."""

from Acquisition import aq_parent
from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.publication import TextReplaced
from communesplone.core.quality import HeldBack
from communesplone.core.quality import lawful
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.references import settled
from communesplone.core.sharing.registration import shared_fields
from communesplone.core.sharing.values import read as read_value
from communesplone.sharing.adopting import attribution
from communesplone.sharing.adopting import bring_along
from communesplone.sharing.adopting import credit
from communesplone.sharing.delivering import ADOPTED
from communesplone.sharing.identities import RELEASED
from communesplone.sharing.merging import Answer
from communesplone.sharing.merging import merge
from communesplone.sharing.reading import digests_in
from communesplone.sharing.reading import read
from communesplone.sharing.store import Base
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.updating.along import as_here
from communesplone.sharing.updating.along import files_here
from communesplone.sharing.updating.along import give
from communesplone.sharing.updating.along import is_along
from communesplone.sharing.updating.along import words_alone
from communesplone.sharing.updating.former import Former
from communesplone.sharing.updating.former import keep
from communesplone.sharing.updating.former import Taken
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.sides import Sides
from communesplone.sharing.updating.sides import sides
from communesplone.sharing.updating.translating import forget_behind
from communesplone.sharing.updating.translating import note_behind
from datetime import datetime
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from typing import Any
from zExceptions import Unauthorized
from zope.component import queryMultiAdapter
from zope.event import notify
from zope.i18nmessageid import Message
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
    before = former_files(found, merged.value)
    taken = Taken(by, found.mine, before, kept.bases[uid], shared, pending)
    taken.brought = write(item, found, merged.value, pending)
    shared.choices = {**found.choices, **taken.brought}
    taken.rights = note_revision(item, shared, pending.envelope)
    kept.bases[uid] = base_of(found, shared)
    taken.after = said(item, kept, shared.choices, found.mine)
    keep(item, kept.taken, taken)
    del kept.pending[uid]
    note_behind(item, kept)
    jobs.add(ADOPTED, shared.urn, shared.revision)
    return taken


def write(
    item: DexterityContent, found: Sides, value: Mapping[str, Any], arrived: Pending
) -> dict[str, str]:
    """Give an item a united text, with the pictures and files that come along with it.

    :return: those that were made beside it, UID by key.
    :raises SharingError: the person may not add or change one of them, or the law forbids it.
    """
    files = {**found.files, **arrived.read_files()}
    wanted = found.coming & set(keys_in(value))
    try:
        brought = bring_along(aq_parent(item), arrived.envelope, files, wanted)
    except (Unauthorized, ValueError) as error:
        raise SharingError(
            _("A picture or file comes with it that you may not add beside this page.")
        ) from error
    choices = {**found.choices, **brought}
    _give_words(item, value, found.mine, choices, files)
    if brought:
        # Online with the page that shows them
        notify(TextReplaced(item))
    return brought


def former_files(found: Sides, value: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the bytes of an item, and of what came with it, that it is about to lose."""
    here = {**found.files, **files_here(found.mine, found.choices)}
    kept, lost = digests_in(value), digests_in(found.mine)
    return {name: here[name] for name in lost.keys() - kept.keys() if name in here}


def said(
    item: DexterityContent, kept: Store, choices: Mapping[str, str] | None, like: Iterable[str]
) -> dict[str, Any]:
    """Return what an item says now as fields of a merging; of what came along those in `like`."""
    here = read(item, kept, choices)
    uids = here.uids if choices is None else choices
    return {**here.fields, **as_here(filter(is_along, like), uids)}


def base_of(found: Sides, shared: Shared) -> Base:
    """Return what the next revision is compared with."""
    along = {key: one for key, one in found.along.items() if shared.choices.get(key)}
    return Base(shared.revision, words_alone(found.theirs), along)


def note_revision(
    item: DexterityContent, shared: Shared, envelope: Envelope
) -> tuple[str | None, str | None]:
    """Note which revision an item is brought to, and name its author and licence.

    Words of this site about the rights stay.

    :return: whom the item named before, and whom it names now.
    """
    former, author = item.rights, str(shared.issuer.get("name", ""))
    if former == credit(author, shared.origin, shared.licence, envelope["language"]):
        item.rights = attribution(envelope)
    shared.revision, shared.digest = envelope["revision"], envelope["digest"]
    shared.licence, shared.origin = envelope["licence"], envelope["origin"]
    shared.issuer = dict(envelope["issuer"])
    return former, item.rights


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
    return taken is not None and taken.lasts(now)


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
    write_back(item, kept, taken, shared.choices)
    if item.rights == taken.rights[1]:
        item.rights = taken.rights[0]
    brought = {key: one for key, one in kept.bases[uid].along.items() if key in taken.brought}
    along = {**taken.base.along, **brought}
    kept.bases[uid] = Base(taken.base.revision, taken.base.fields, along)
    for name, value in taken.known.items():
        setattr(shared, name, value)
    # What came along stays beside the page, for the next time
    shared.choices = {**shared.choices, **taken.brought}
    forget_behind(item, kept)
    del kept.taken[uid]
    if uid not in kept.pending:
        kept.pending[uid] = taken.pending


def write_back(
    item: DexterityContent, kept: Store, former: Former, choices: Mapping[str, str] | None
) -> None:
    """Give an item what it said before something was taken; what was written since stays.

    :param choices: UID by key, as `Shared.choices`; None for an item of ours.
    :raises SharingError: what was written since touches the same words.
    """
    here = read(item, kept, choices)
    uids = {**(choices or {}), **{key: uid for key, uid in here.uids.items() if uid}}
    along = as_here(filter(is_along, former.after), uids)
    before, after = (
        {name: data for name, data in one.items() if name in along or not is_along(name)}
        for one in (former.before, former.after)
    )
    now = {**here.fields, **along}
    merged = merge(after, before, now)
    if merged.questions:
        raise SharingError(
            _("You have changed the same words since. The former text is among the versions.")
        )
    files = {**here.files, **former.read_files()}
    _give_words(item, merged.value, now, uids, files)


def _give_words(
    item: DexterityContent,
    value: Mapping[str, Any],
    here: Mapping[str, Any],
    choices: Mapping[str, str],
    files: Mapping[str, bytes],
) -> None:
    """Write to an item, and to what came along with it, what is another than here.

    :raises SharingError: citizens read it, and the law forbids them to read what comes in.
    """
    try:
        with lawful(item):
            put(item, value, here, choices, files)
            give(value, here, choices, files)
    except HeldBack as error:
        raise SharingError(Message(str(error))) from error


def detach(item: DexterityContent, kept: Store) -> None:
    """Have an item go its own way: no revision is waited for; it keeps its origin."""
    shared = kept.items.get(item.UID())
    if shared is None or shared.role != "adopted":
        raise SharingError(_("This page was written here."))
    shared.detached, shared.automatic = True, False
    for tree in (kept.pending, kept.gone):
        tree.pop(item.UID(), None)
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
