"""What anonymous pages share, kept in RAM until the site changes.

Never for a logged-in user, and never from a connection with unsaved changes: what an aborted
transaction showed must not outlive it.
"""

from collections.abc import Callable
from collections.abc import Hashable
from communesplone.core import changes
from communesplone.core import kinds as counts
from communesplone.core.guards import is_anonymous
from communesplone.core.previewing import opened
from datetime import datetime
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from typing import TypeVar
from weakref import WeakKeyDictionary
from ZODB.DB import DB
import time


T = TypeVar("T")

#: Seconds after which even an unchanged value is made again: publication and expiry by date
#: change what the catalog answers without changing the site.
LIFETIME = 60
LIMIT = 4000

_memories: WeakKeyDictionary[DB, dict[Hashable, tuple[float, object]]] = WeakKeyDictionary()


def forget() -> None:
    """Forget everything of every site: for scripts and tests that write past the publisher."""
    _memories.clear()


def remember(
    site: PloneSite,
    key: tuple[Hashable, ...],
    make: Callable[[], T],
    until: Callable[[T], datetime | None] = lambda value: None,
    kinds: tuple[str, ...] | None = None,
) -> T:
    """Return the value of `key` in `site`, made by `make()` when it is not known yet.

    :param until: tells from the value when it stops being true (aware datetime), if it does.
    :param kinds: the portal types whose catalog records alone it is made of, beside settings: it
        outlives changes of others. With None any change of the site ends it.
    """
    connection = site._p_jar
    shared = is_anonymous() and not opened()
    if not shared or connection is None or changes.has_writes(connection):
        return make()
    memory = _memories.setdefault(connection.db(), {})
    known = None if kinds is None else counts.versions(site, kinds)
    state = changes.counter(site) if known is None else known
    full = (site.absolute_url(), site.getPhysicalPath(), state, *key)
    now = time.time()
    kept = memory.get(full)
    if kept is not None and kept[0] > now:
        return kept[1]
    value = make()
    end = until(value)
    lasts = LIFETIME if end is None else min(LIFETIME, (end - datetime.now(UTC)).total_seconds())
    if len(memory) >= LIMIT:
        memory.clear()
    memory[full] = (now + lasts, value)
    return value
