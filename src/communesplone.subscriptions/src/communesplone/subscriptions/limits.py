"""How often one may ask: counted by keyed digests that are forgotten when their hour is over.

The digest of an address or of a client has the secret of the site in it and a salt of its hour (of
its day, for an address), which is in no database and is deleted with the hour
(`communesplone.core.salts`): from then on not even whoever has the secret can tell whose it was.
The clients of each machine of a cluster count for themselves.
"""

from communesplone.core.salts import salt_until
from communesplone.core.tokens import short_signature
from communesplone.subscriptions.store import Store
from datetime import datetime
from datetime import timedelta
from datetime import UTC
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
    secret = store.secret + salt_until(datetime.fromtimestamp(end, UTC))
    return f"{end:012d}-{short_signature(secret, f'{end} {seconds} {value}', 32)}"


def sweep(store: Store, now: datetime, most: int | None = None) -> None:
    """Forget what was counted in hours that are over."""
    for key in list(islice(store.attempts.keys(None, f"{int(now.timestamp()):012d}"), most)):
        del store.attempts[key]
