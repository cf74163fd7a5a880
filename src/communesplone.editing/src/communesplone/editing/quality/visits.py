"""When other sites are asked for their pages, and what they answered: kept outside of content."""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from hashlib import blake2b
from persistent import Persistent
from typing import get_args
from typing import Literal


State = Literal["new", "alive", "failing", "dead", "refused"]
STATES = get_args(State)
#: An address is dead when it failed on this many different days.
DAYS = 3
WEEK = 7


@dataclass(frozen=True)
class Address:
    """An address outside: its state, the days on which it failed, when it is asked again."""

    state: State
    failed: tuple[date, ...]
    due: date


class Visits(Persistent):
    """Addresses by themselves, and by the day on which they are due."""

    def __init__(self) -> None:
        self.addresses = OOBTree()
        self.due = OOBTree()

    def know(self, address: str, today: date) -> None:
        """Have an address asked, if it is new."""
        if address not in self.addresses:
            self.put(address, Address("new", (), today))

    def forget(self, address: str) -> None:
        """No page leads there any more."""
        found = self.addresses.pop(address, None)
        if found is not None:
            self.due.pop(_key(found.due, address), None)

    def is_dead(self, address: str) -> bool:
        found = self.addresses.get(address)
        return found is not None and found.state == "dead"

    def waiting(self, today: date) -> Iterator[str]:
        """Yield the addresses that are due, the longest first."""
        yield from self.due.values(max=_key(today + timedelta(days=1), ""))

    def answered(self, address: str, answer: Literal["yes", "no", "refused"], today: date) -> bool:
        """Note an answer; return whether the address is dead now and was not, or the reverse.

        Who did not answer is asked again the next day; others after a week, not all on one day.
        """
        before = self.addresses.get(address) or Address("new", (), today)
        if answer == "no":
            failed = tuple(sorted({*before.failed, today}))[-DAYS:]
            state: State = "dead" if len(failed) >= DAYS else "failing"
            wait = WEEK if state == "dead" else 1
        else:
            failed, wait = (), WEEK + _spread(address)
            state = "alive" if answer == "yes" else "refused"
        self.put(address, Address(state, failed, today + timedelta(days=wait)))
        return (before.state == "dead") != (state == "dead")

    def later(self, address: str, day: date) -> None:
        """Ask at another day, nothing being known."""
        found = self.addresses.get(address)
        if found is not None:
            self.put(address, Address(found.state, found.failed, day))

    def put(self, address: str, found: Address) -> None:
        """Keep what is known of an address, in place of what was."""
        before = self.addresses.get(address)
        if before is not None:
            self.due.pop(_key(before.due, address), None)
        self.addresses[address] = found
        self.due[_key(found.due, address)] = address


def _key(day: date, address: str) -> str:
    return f"{day.isoformat()} {address}"


def _spread(address: str) -> int:
    """Return a number of days from 0 to 6 that stays the same for an address."""
    return blake2b(address.encode("utf-8", "replace"), digest_size=1).digest()[0] % WEEK
