"""The answers of a site: counts and comments by page, in its annotations.

Nothing of the visitor is kept. To know who answered already, the address is digested with two
salts of the day: one here, and one in a file beside the database that is deleted when the day is
over (`communesplone.core.salts`). From then on nobody can tell whose a digest was, not even with
an old copy of the database; the night throws the digests themselves away (`night.py`).
"""

from BTrees.Length import Length
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from communesplone.core.salts import salt_until
from communesplone.feedback.interfaces import TooMany
from communesplone.feedback.mask import masked
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from hashlib import blake2b
from persistent import Persistent
from persistent.list import PersistentList
from Products.CMFPlone.Portal import PloneSite
from secrets import token_bytes
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.feedback"
#: Answers of one address a day; many people share the one of a school or an office.
ANSWERS, COMMENTS = 60, 10
#: Comments kept of one page: who reads more has another problem.
KEPT = 200
#: Of how many comments of the whole site it is known at once where they are.
LATEST = 50
MONTH = timedelta(days=30.5)


class Comment(Persistent):
    """What a visitor wrote, already masked."""

    def __init__(self, text: str, useful: bool, moment: datetime) -> None:
        self.text = text
        self.useful = useful
        self.moment = moment


class Answers(Persistent):
    """The answers about one page."""

    def __init__(self) -> None:
        self.yes = Length()
        self.no = Length()
        self.comments = PersistentList()


class Day(Persistent):
    """How often each visitor of a day (UTC) answered, by digest; `salt` is that of this site."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.salt = token_bytes(16)
        self.counts = OIBTree()

    @property
    def end(self) -> datetime:
        return datetime.combine(self.on + timedelta(days=1), time.min, UTC)

    def digest(self, *parts: str) -> str:
        text, key = "\n".join(parts).encode(), self.salt + salt_until(self.end)
        return blake2b(text, key=key, digest_size=12).hexdigest()


class Box(Persistent):
    """All the answers of a site, by the UID of the page.

    `latest` has (UID, moment) of the last comments, the newest first; a box of before has none.
    """

    latest: tuple[tuple[str, datetime], ...] = ()

    def __init__(self) -> None:
        self.pages = OOBTree()
        self.day: Day | None = None

    def answers(self, uid: str) -> Answers:
        """Return the answers about a page, made when there are none: for those who write."""
        if uid not in self.pages:
            self.pages[uid] = Answers()
        return self.pages[uid]

    def answer(self, uid: str, useful: bool, address: str, on: date) -> bool:
        """Count an answer; return False for a second one of the same visitor on the same day.

        :raises TooMany: when the visitor answered too often.
        """
        day = self._today(on)
        if self._count(day, ("page", address, uid)) > 1:
            return False
        if self._count(day, ("answers", address)) > ANSWERS:
            raise TooMany
        found = self.answers(uid)
        (found.yes if useful else found.no).change(1)
        return True

    def comment(
        self, uid: str, text: str, useful: bool, address: str, moment: datetime, months: int
    ) -> bool:
        """Keep a comment; return whether anything was left of it.

        :raises TooMany: when the visitor wrote too often.
        """
        kept = masked(text)
        if not kept:
            return False
        if self._count(self._today(moment.date()), ("comments", address)) > COMMENTS:
            raise TooMany
        comments = self.answers(uid).comments
        limit = moment - MONTH * months
        comments[:] = [
            Comment(kept, useful, moment),
            *(one for one in comments if one.moment > limit),
        ][:KEPT]
        self.latest = ((uid, moment), *self.latest)[:LATEST]
        return True

    def erase(self, limit: datetime) -> None:
        """Forget the comments that are older than `limit`."""
        for found in self.pages.values():
            if any(one.moment <= limit for one in found.comments):
                found.comments[:] = [one for one in found.comments if one.moment > limit]

    def newest(self) -> tuple[tuple[str, datetime], ...]:
        """Return what `latest` should be, from all the comments."""
        found = [
            (uid, one.moment) for uid, answers in self.pages.items() for one in answers.comments
        ]
        return tuple(sorted(found, key=lambda one: one[1], reverse=True)[:LATEST])

    def _today(self, on: date) -> Day:
        if self.day is None or self.day.on != on:
            self.day = Day(on)
        return self.day

    def _count(self, day: Day, parts: tuple[str, ...]) -> int:
        key = day.digest(*parts)
        day.counts[key] = day.counts.get(key, 0) + 1
        return day.counts[key]


def box(site: PloneSite) -> Box | None:
    """Return the answers of a site; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)
