"""Taking back what an import did: what it made goes, what it changed becomes what it was.

What somebody has changed since stays as it is.
"""

from Acquisition import aq_base
from communesplone.ingest import items
from communesplone.ingest import redirects
from communesplone.ingest.fates import ADDED
from communesplone.ingest.fates import CHANGED
from communesplone.ingest.fates import GONE
from communesplone.ingest.fates import REMOVED
from communesplone.ingest.fates import RESTORED
from communesplone.ingest.fates import STAYS
from communesplone.ingest.records import Record
from communesplone.ingest.store import known_key
from communesplone.ingest.store import ledger
from communesplone.ingest.store import Run
from plone.dexterity.content import DexterityContent
from plone.locking.interfaces import ILockable
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.container.interfaces import IContainer
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


#: A picture at the head of a text is set beside the other fields: see writing.py.
LEAD = ("image", "picture_alt")


def former(
    site: PloneSite, run: Run, record: Record, item: DexterityContent, fields: dict[str, Any]
) -> dict[str, Any]:
    """Return what an item is, of what an import is about to change: `fields` and `known`.

    Files and pictures are not copied: whoever changes one puts another in its place.
    """
    names = dict.fromkeys((*fields, *(LEAD if record.lead else ())))
    base = aq_base(item)
    return {
        "fields": {name: getattr(base, name) for name in names if hasattr(base, name)},
        "known": dict(ledger(site).known[known_key(run, record)]),
    }


def undo(site: PloneSite, run: Run, number: int) -> dict[str, Any]:
    """Take back what became of a record, unless somebody has touched its item since."""
    outcome = dict(run.outcomes[number])
    if outcome["fate"] == ADDED:
        return _remove(site, run, number, outcome)
    if outcome["fate"] == CHANGED:
        outcome = _restore(site, run, number, outcome)
    redirects.remove(outcome.get("redirects", ()))
    return {**outcome, "redirects": []}


def _remove(site: PloneSite, run: Run, number: int, outcome: dict[str, Any]) -> dict[str, Any]:
    item = items.by_uid(site, outcome["uid"])
    key = known_key(run, run.record(number))
    known = ledger(site).known.get(key)
    if item is None:
        fate = GONE
    elif is_touched(item, known):
        return {**outcome, "fate": STAYS}
    else:
        fate = REMOVED
        item.aq_parent.manage_delObjects([item.getId()])
    # After the item: Plone drops the addresses of what is deleted by itself.
    redirects.remove(outcome.get("redirects", ()))
    if known is not None:
        del ledger(site).known[key]
    return {**outcome, "fate": fate, "redirects": [], "notes": []}


def _restore(site: PloneSite, run: Run, number: int, outcome: dict[str, Any]) -> dict[str, Any]:
    item = items.by_uid(site, outcome["uid"])
    key = known_key(run, run.record(number))
    if item is None:
        return {**outcome, "fate": GONE, "notes": []}
    if number not in run.former or is_edited(item, ledger(site).known.get(key)):
        return {**outcome, "fate": STAYS}
    kept = run.former[number]
    for name, value in kept["fields"].items():
        setattr(item, name, value)
    notify(ObjectModifiedEvent(item))
    # As it was then: what comes another time is measured by that.
    ledger(site).known[key] = dict(kept["known"])
    return {**outcome, "fate": RESTORED, "notes": []}


def is_touched(item: DexterityContent, known: dict[str, Any] | None) -> bool:
    """Tell whether somebody changed an item since it came, or put something into it."""
    if IContainer.providedBy(item) and len(item.objectIds()):
        return True
    return is_edited(item, known)


def is_edited(item: DexterityContent, known: dict[str, Any] | None) -> bool:
    """Tell whether somebody changed an item since it came, or has it open."""
    lock = ILockable(item, None)
    if lock is not None and lock.locked():
        return True
    return known is None or known["state"] != items.state_of(item)
