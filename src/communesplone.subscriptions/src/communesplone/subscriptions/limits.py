"""How often one may ask: counted by keyed digests that are forgotten when their hour is over.

The digest of an address or of a client holds the hour in it, so that not even whoever has the
secret can follow somebody from one hour to the next.
"""

from communesplone.core.tokens import short_signature
from communesplone.subscriptions.store import Store
from datetime import datetime
from datetime import timedelta
from itertools import islice


#: Mails to one mailbox within a day, and questions of one client within an hour: a school or a
#: town hall has one address for all. Mails to confirm of one site within an hour: many more than
#: a whole village asks for, few enough for the good name of the relay.
BY_ADDRESS = (3, timedelta(days=1))
BY_CLIENT = (20, timedelta(hours=1))
BY_SITE = (300, timedelta(hours=1))
SWEPT_AT_ONCE = 20


def allow(store: Store, value: str, limit: tuple[int, timedelta], now: datetime) -> bool:
    """Count one more question of `value` and tell whether it is still within the limit."""
    key = _key(store, value, limit, now)
    count = store.attempts.get(key, 0)
    sweep(store, now, SWEPT_AT_ONCE)
    if count >= limit[0]:
        return False
    store.attempts[key] = count + 1
    return True


def is_reached(store: Store, value: str, limit: tuple[int, timedelta], now: datetime) -> bool:
    """Tell whether `value` may ask no more, and count nothing."""
    return store.attempts.get(_key(store, value, limit, now), 0) >= limit[0]


def _key(store: Store, value: str, limit: tuple[int, timedelta], now: datetime) -> str:
    seconds = int(limit[1].total_seconds())
    end = (int(now.timestamp()) // seconds + 1) * seconds
    return f"{end:012d}-{short_signature(store.secret, f'{end} {seconds} {value}', 32)}"


def sweep(store: Store, now: datetime, most: int | None = None) -> None:
    """Forget what was counted in hours that are over."""
    for key in list(islice(store.attempts.keys(None, f"{int(now.timestamp()):012d}"), most)):
        del store.attempts[key]
