"""Mends done by a person on a page as it is kept: with their right to edit, and undone by them."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import apply
from communesplone.core.quality import check_named
from communesplone.core.quality import Finding
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Subject
from communesplone.core.quality import values_of
from communesplone.editing.quality.engine import look
from communesplone.editing.quality.pieces import CHANGED
from communesplone.editing.quality.queue import look_at_once
from communesplone.editing.quality.said import say
from communesplone.editing.quality.store import Store
from communesplone.editing.quality.store import store
from dataclasses import dataclass
from hashlib import blake2b
from plone import api
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
import json


@dataclass(frozen=True)
class Undo:
    """The last act of a person: on which page, what stood there, or which mark was set."""

    uid: str
    before: dict[str, Any]
    after: str
    mark: str = ""


def found_by(findings: list[Finding], key: str) -> Finding:
    """Return the problem with a key.

    :raises NothingToMend: when it is no longer there.
    """
    found = next((one for one in findings if one.key == key), None)
    if found is None:
        raise NothingToMend(CHANGED)
    return found


def mended(subject: Subject, finding: Finding, name: str, answer: str) -> dict[str, Any]:
    """Return the values that a mend changes, by way; nothing is written.

    :raises NothingToMend: also for a mend that the problem does not have.
    """
    if name not in {one.name for one in finding.mends}:
        raise NothingToMend(CHANGED)
    return dict(check_named(finding.check).mended(subject, finding, name, answer))


def do_mend(content: DexterityContent, key: str, name: str, answer: str) -> None:
    """Mend a page; whoever calls has made sure that the person may edit it.

    :raises NothingToMend: with the sentence for the person; nothing is written then.
    """
    refuse_locked(content)
    subject, findings = look(content)
    _write(content, mended(subject, found_by(findings, key), name, answer))


def do_write(content: DexterityContent, changes: Mapping[str, Any]) -> None:
    """Write values by way, which this person can undo.

    :raises NothingToMend: somebody else writes in the page; nothing is written then.
    """
    refuse_locked(content)
    _write(content, changes)


def _write(content: DexterityContent, changes: Mapping[str, Any]) -> None:
    before = values_of(content, changes)
    apply(content, changes)
    after = values_of(content, changes)
    _remember(Undo(IUUID(content), before, _digest(after)))
    look_at_once(content)


def do_accept(content: DexterityContent, key: str) -> None:
    """Leave a problem as it is, until the words change.

    :raises NothingToMend: for what is not there, or what the law asks.
    """
    _subject, findings = look(content)
    leave(content, found_by(findings, key))


def leave(content: DexterityContent, found: Finding) -> None:
    """Leave advice as it is; of what the law asks, note that this person says it is none.

    :raises NothingToMend: nothing can be said of it.
    """
    kept, uid = _kept(), IUUID(content)
    if found.severity != "law":
        kept.accept(uid, found.mark)
    elif found.unless is not None:
        say(kept, uid, found)
    else:
        raise NothingToMend(_("The law asks for this: it cannot be left as it is."))
    _remember(Undo(uid, {}, "", found.mark))
    look_at_once(content)


def take_back(content: DexterityContent, mark: str) -> None:
    """Have what somebody said of a problem count no more."""
    _kept().unsay(IUUID(content), mark)
    look_at_once(content)


def can_undo(content: DexterityContent) -> bool:
    """Tell whether the last act of this person was on this page, and nothing came after it."""
    undo = _last(content)
    return undo is not None and (
        bool(undo.mark) or _digest(values_of(content, undo.before)) == undo.after
    )


def do_undo(content: DexterityContent) -> None:
    """Put back what stood there before the last mend of this person.

    :raises NothingToMend: when somebody changed it since.
    """
    undo = _last(content)
    if undo is None or not can_undo(content):
        raise NothingToMend(CHANGED)
    refuse_locked(content)
    kept = _kept()
    if undo.mark:
        kept.accepted[undo.uid] = kept.accepts(undo.uid) - {undo.mark}
        kept.unsay(undo.uid, undo.mark)
    else:
        apply(content, undo.before)
    kept.undo.pop(_user(), None)
    look_at_once(content)


def refuse_locked(content: DexterityContent) -> None:
    """Leave a page alone while somebody else writes in it: they would lose the mend.

    :raises NothingToMend: then.
    """
    lock = queryMultiAdapter((content, content.REQUEST), name="plone_lock_info")
    if lock is not None and lock.is_locked_for_current_user():
        raise NothingToMend(_("Somebody is writing in this page now. Try again a little later."))


def _kept() -> Store:
    kept = store(getSite())
    if kept is None:
        raise NothingToMend(CHANGED)
    return kept


def _user() -> str:
    return api.user.get_current().getId() or ""


def _remember(undo: Undo) -> None:
    if _user():
        _kept().undo[_user()] = undo


def _last(content: DexterityContent) -> Undo | None:
    kept = store(getSite())
    undo = kept.undo.get(_user()) if kept is not None else None
    return undo if undo is not None and undo.uid == IUUID(content, None) else None


def _digest(values: dict[str, Any]) -> str:
    text = json.dumps(values, sort_keys=True, default=str)
    return blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
