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
    tell_disconnected = getattr(storage, "notify_disconnected", None)
    # Other storages take oids in advance too: from a database that forgets none
    if taken is None or tell_disconnected is None:
        return

    def notify_disconnected() -> None:
        taken.clear()
        tell_disconnected()

    storage.notify_disconnected = notify_disconnected
