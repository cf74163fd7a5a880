"""Sectors, streets, rounds and what they mean on a day. Plain data, no site needed."""

from collections.abc import Callable
from collections.abc import Iterator
from communesplone.core import _
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from zope.i18nmessageid import Message
import re
import unicodedata


SUGGESTIONS = 8
#: What is collected, in the order in which a day names it, with how people write it.
STREAMS: dict[str, tuple[Message, tuple[str, ...]]] = {
    "residual": (
        _("Residual waste"),
        ("residuel", "ordures", "ordures menageres", "restafval", "restmull", "hausmull"),
    ),
    "organic": (_("Organic waste"), ("organiques", "organique", "gft", "bioabfall", "biomull")),
    "pmc": (_("PMC"), ("pmd", "sacs bleus", "pmk")),
    "paper": (_("Paper and cardboard"), ("papiers", "papier", "cartons", "papier karton")),
    "glass": (_("Glass"), ("verre", "verres", "glas")),
    "bulky": (_("Bulky waste"), ("encombrants", "grofvuil", "sperrmull")),
    "garden": (_("Garden waste"), ("dechets verts", "tuinafval", "grunabfall", "gartenabfall")),
    "trees": (_("Christmas trees"), ("sapins", "kerstbomen", "weihnachtsbaume")),
}
SHORT = {
    "r": "rue",
    "av": "avenue",
    "pl": "place",
    "bd": "boulevard",
    "bvd": "boulevard",
    "blvd": "boulevard",
    "ch": "chaussee",
    "chee": "chaussee",
    "imp": "impasse",
    "all": "allee",
    "rte": "route",
    "str": "strasse",
    "st": "saint",
    "ste": "sainte",
}
_WORD = re.compile(r"[a-z0-9]+")
_ENDING = re.compile(r"(.*?\D)[\s,]+(\d{1,5}\s?[a-zA-Z]?)\s*")
_HOUSE = re.compile(r"\s*(\d{1,5})")


def plain(text: str) -> str:
    """Return a name as it is compared: no accents, no case, no punctuation, words in full."""
    text = text.replace("ß", "ss").replace("œ", "oe").replace("Œ", "oe").replace("’", " ")
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(SHORT.get(word, word) for word in _WORD.findall(letters))


def house(text: str) -> int | None:
    """Return the number of a house: 12 of "12 bte 3"; None when there is none."""
    found = _HOUSE.match(text)
    return int(found[1]) if found else None


@dataclass(frozen=True)
class Span:
    """House numbers from `first` to `last`, both included; `parity` 1 odd, 0 even, None both."""

    first: int = 0
    last: int = 99_999
    parity: int | None = None

    def __contains__(self, number: int) -> bool:
        return self.first <= number <= self.last and self.parity in (None, number % 2)

    def meets(self, other: "Span") -> bool:
        """Tell whether some number is in both."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if None not in (self.parity, other.parity) and self.parity != other.parity:
            return False
        parity = self.parity if self.parity is not None else other.parity
        if parity is not None and first % 2 != parity:
            first += 1
        return first <= last


@dataclass(frozen=True)
class Segment:
    """A street, or some of its houses, and the sector that it is in."""

    street: str
    spans: tuple[Span, ...]
    sector: str

    @cached_property
    def key(self) -> str:
        return plain(self.street)

    def __contains__(self, number: int) -> bool:
        return any(number in span for span in self.spans)


@dataclass(frozen=True)
class Round:
    """The days on which a stream is collected; no sectors: in all."""

    stream: str
    sectors: frozenset[str]
    days: tuple[date, ...]


@dataclass(frozen=True)
class Move:
    """A collection that takes place on another day, or (`to` None) not at all.

    No streams or no sectors: all of them.
    """

    on: date
    to: date | None
    streams: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    def concerns(self, stream: str, sector: str) -> bool:
        return (not self.streams or stream in self.streams) and (
            not self.sectors or sector in self.sectors
        )


@dataclass(frozen=True, order=True)
class Collection:
    """A stream on a day; `planned` is the day that its recurrence gives."""

    on: date
    rank: int
    stream: str
    planned: date

    @property
    def is_moved(self) -> bool:
        return self.on != self.planned


@dataclass(frozen=True)
class Answer:
    """What is known of an address: its sector, or what to ask or to propose."""

    street: str = ""
    sector: str = ""
    needs_number: bool = False
    number_unknown: bool = False
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schedule:
    """All that a commune says of its waste collections; `sectors`: title by key."""

    sectors: dict[str, str]
    segments: tuple[Segment, ...]
    rounds: tuple[Round, ...]
    moves: tuple[Move, ...]

    @cached_property
    def streets(self) -> tuple[str, ...]:
        """The names of the streets, in alphabetical order, each once."""
        names = {segment.key: segment.street for segment in self.segments}
        return tuple(names[key] for key in sorted(names))

    @cached_property
    def _by_key(self) -> dict[str, list[Segment]]:
        found: dict[str, list[Segment]] = {}
        for segment in self.segments:
            found.setdefault(segment.key, []).append(segment)
        return found

    def find(self, street: str, number: str = "") -> Answer:
        """Return what is known of an address as somebody typed it."""
        key = plain(street)
        segments = self._by_key.get(key)
        with_number = _ENDING.fullmatch(street)
        if segments is None and with_number and not number.strip():
            return self.find(*with_number.groups())
        if segments is None:
            return Answer(suggestions=self.suggest(key))
        name = segments[0].street
        if len({segment.sector for segment in segments}) == 1 and not number.strip():
            return Answer(street=name, sector=segments[0].sector)
        wanted = house(number)
        if wanted is None:
            return Answer(street=name, needs_number=True)
        for segment in segments:
            if wanted in segment:
                return Answer(street=name, sector=segment.sector)
        return Answer(street=name, number_unknown=True)

    def suggest(self, key: str) -> tuple[str, ...]:
        """Return the streets that could be meant, the likeliest first."""
        if not key:
            return ()
        names = {segment.key: segment.street for segment in self.segments}
        words = key.split()
        holding = [found for found in sorted(names) if all(word in found for word in words)]
        near = get_close_matches(key, names, n=SUGGESTIONS, cutoff=0.6)
        return tuple(names[found] for found in dict.fromkeys([*holding, *near]))[:SUGGESTIONS]

    def collections(self, sector: str, first: date, last: date) -> Iterator[Collection]:
        """Yield what is collected in a sector on these days, both included, in order."""
        ranks = {stream: rank for rank, stream in enumerate(STREAMS)}
        found = set()
        for planned, stream in self._planned(sector):
            on = self._moved(planned, stream, sector)
            if on is not None and first <= on <= last:
                found.add(Collection(on, ranks[stream], stream, planned))
        yield from sorted(found)

    def _planned(self, sector: str) -> Iterator[tuple[date, str]]:
        for one in self.rounds:
            if not one.sectors or sector in one.sectors:
                yield from ((day, one.stream) for day in one.days)

    def _moved(self, on: date, stream: str, sector: str) -> date | None:
        for move in self.moves:
            if move.on == on and move.concerns(stream, sector):
                return move.to
        return on

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of which there are dates."""
        return tuple(sorted({day.year for one in self.rounds for day in one.days}))

    def unmoved(self, is_holiday: Callable[[date], bool]) -> list[tuple[date, str, str]]:
        """Return day, stream and sector of what is planned on a public holiday and not moved."""
        return sorted(
            {
                (day, stream, sector)
                for sector in self.sectors
                for day, stream in self._planned(sector)
                if is_holiday(day) and self._moved(day, stream, sector) == day
            }
        )
