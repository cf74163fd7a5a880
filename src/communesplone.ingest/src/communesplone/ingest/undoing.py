"""Taking out again what an import made; what somebody has changed since stays."""

from communesplone.ingest import items
from communesplone.ingest import redirects
from communesplone.ingest.store import known_key
from communesplone.ingest.store import ledger
from communesplone.ingest.store import Run
from communesplone.ingest.writing import ADDED
from plone.dexterity.content import DexterityContent
from plone.locking.interfaces import ILockable
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.container.interfaces import IContainer


REMOVED, STAYS, GONE = "removed", "stays", "gone"


def undo(site: PloneSite, run: Run, number: int) -> dict[str, Any]:
    """Take out the item of a record, if this import made it and nobody has touched it since."""
    outcome = dict(run.outcomes[number])
    if outcome["fate"] != ADDED:
        redirects.remove(outcome.get("redirects", ()))
        return {**outcome, "redirects": []}
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


def is_touched(item: DexterityContent, known: dict[str, Any] | None) -> bool:
    """Tell whether somebody changed an item since it came, or put something into it."""
    if IContainer.providedBy(item) and len(item.objectIds()):
        return True
    lock = ILockable(item, None)
    if lock is not None and lock.locked():
        # Somebody has it open.
        return True
    return known is None or known["state"] != items.state_of(item)
