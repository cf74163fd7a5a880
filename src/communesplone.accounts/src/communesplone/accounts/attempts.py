"""Failed logins: how long somebody has to wait, by account, by connection and by known device.

Counted in the memory of each process, and in the site by what posts a form, so that several
clients of a cluster count together and a GET never writes. Nobody is locked out for ever: the
wait ends by itself, and a device that logged in before is counted apart from all others.
"""

from collections import OrderedDict
from collections.abc import Iterable
from communesplone.accounts.store import Keys
from communesplone.core.clients import client_of
from communesplone.core.tokens import short_signature
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from operator import itemgetter


#: Failures before the first wait, by what is counted. A town hall has one address for all.
FREE = {"account": 5, "network": 30, "device": 10, "code": 5, "mail": 3, "mail-network": 20}
WAITS = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 900))
#: Without a new failure for so long, it is forgotten.
FORGOTTEN = timedelta(hours=1)
#: Kept at most, in memory and in the site: an attacker with many addresses fills no disk.
MOST = 5000

Count = tuple[int, float]
_memory: OrderedDict[str, Count] = OrderedDict()


def key(store: Keys, kind: str, value: str) -> str:
    """Return what is counted, without the name or the address in it."""
    return f"{kind}:{short_signature(store.secret, f'attempt {kind} {value.lower()}', 24)}"


def keys(store: Keys, login: str, network: str, device: bool) -> tuple[str, ...]:
    """Return what a login is counted by: a known device in place of account and connection."""
    if device:
        return (key(store, "device", login),)
    return key(store, "account", login), key(store, "network", client_of(network))


def wait_of(counted: str, count: Count) -> datetime:
    """Return until when a count makes wait; a moment of the past for no wait."""
    failures, last = count
    beyond = failures - FREE[counted.partition(":")[0]]
    wait = WAITS[min(beyond, len(WAITS) - 1)] if beyond >= 0 else timedelta()
    return datetime.fromtimestamp(last, UTC) + wait


def locked_until(store: Keys, counted: Iterable[str], now: datetime) -> datetime | None:
    """Return until when one has to wait, None when one may try."""
    ends = [wait_of(one, _count(store, one, now)) for one in counted]
    latest = max(ends, default=now)
    return latest if latest > now else None


def failed(store: Keys, counted: Iterable[str], now: datetime, *, keep: bool) -> None:
    """Count a failure.

    :param keep: also in the site, for the other clients: only where the request may write.
    """
    for one in counted:
        count = (_count(store, one, now)[0] + 1, now.timestamp())
        _memory[one] = count
        _memory.move_to_end(one)
        while len(_memory) > MOST:
            _memory.popitem(last=False)
        if keep:
            if one not in store.attempts and len(store.attempts) >= MOST:
                forget(store, now)
            if one in store.attempts or len(store.attempts) < MOST:
                store.attempts[one] = count


def succeeded(store: Keys, counted: Iterable[str], now: datetime, *, keep: bool) -> None:
    """Forget the failures of an account; those of its connection stay, others use it too."""
    for one in counted:
        if not one.startswith("network:"):
            _memory.pop(one, None)
            if keep and one in store.attempts:
                # Kept as none, for the clients that remember failures of before
                store.attempts[one] = (0, now.timestamp())


def unlock(store: Keys, login: str, user_id: str, now: datetime) -> None:
    """Let somebody try again at once, in every client."""
    for kind, value in (("account", login), ("device", login), ("code", user_id)):
        store.attempts[key(store, kind, value)] = (0, now.timestamp())


def forget(store: Keys, now: datetime) -> None:
    """Throw old counts away."""
    limit = (now - FORGOTTEN).timestamp()
    for one, (_failures, last) in list(store.attempts.items()):
        if last < limit:
            del store.attempts[one]


def forget_memory() -> None:
    """Forget what this process counted: for tests, and after an operator unlocked an account."""
    _memory.clear()


def _count(store: Keys, one: str, now: datetime) -> Count:
    """Return the later of the two counts, nothing when it is old."""
    none = (0, 0.0)
    count = max(_memory.get(one, none), store.attempts.get(one, none), key=itemgetter(1))
    return count if count[1] > (now - FORGOTTEN).timestamp() else none
