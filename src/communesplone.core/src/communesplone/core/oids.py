"""Oids that a ZEO server gave to a client before it was killed: it gives them to another, after.

A client takes oids for new objects in advance and keeps them when it loses its server; the next
server knows only of those that were stored. Two clients would make two objects under one oid.
"""

from zope.component import adapter
from zope.processlifetime import IDatabaseOpenedWithRoot


@adapter(IDatabaseOpenedWithRoot)
def forget_oids_when_disconnected(event: IDatabaseOpenedWithRoot) -> None:
    """Have a client of a ZEO server ask for other oids once it has lost it."""
    storage = event.database.storage
    taken = getattr(storage, "_oids", None)
    if taken is None:
        return
    tell_disconnected = storage.notify_disconnected

    def notify_disconnected() -> None:
        taken.clear()
        tell_disconnected()

    storage.notify_disconnected = notify_disconnected
