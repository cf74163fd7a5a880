"""The search of the library: sets of numbers by word and facet, rows in two orders.

What a search costs hangs on what it finds and shows, hardly on how much there is: sets are met
in C, and rows are plain data in the tree itself, without an object of their own.
"""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection
from BTrees.IIBTree import multiunion
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.sharing.audience import ALL
from communesplone.core.sharing.records import Found
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import PAGE
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Summary
from persistent import Persistent
from unicodedata import normalize
import re


WORD = re.compile(r"[a-z0-9]{2,}")
#: Facets of a row: name in the index, name in a query.
FACETS = {
    "kind": "kinds",
    "theme": "themes",
    "province": "provinces",
    "language": "languages",
    "size": "sizes",
    "meant": "meant",
}
#: What answers whatever value of a facet is asked for.
ANY = {"meant": ALL}
#: Below so many results they are sorted; above, the tree of all rows is walked in its order.
FEW = 200
LARGEST_COUNT = 10**9


class Index(Persistent):
    """Sets of the numbers of accepted offers, and their rows."""

    def __init__(self) -> None:
        #: Word -> numbers
        self.words = OOBTree()
        #: (facet, value) -> numbers
        self.facets = OOBTree()
        #: Order -> {key: number}, the first row first
        self.orders = {"use": OOBTree(), "date": OOBTree()}
        #: Number -> Summary
        self.rows = IOBTree()
        #: Number -> (words, facets), to take a row out again
        self.known = IOBTree()

    def put(self, number: int, row: Summary, text: str, facets: Iterable[tuple[str, str]]) -> None:
        """Write a row, or write it again."""
        self.drop(number)
        words = frozenset(words_of(text))
        told = frozenset(facets)
        for tree, names in ((self.words, words), (self.facets, told)):
            for name in names:
                if name not in tree:
                    tree[name] = IITreeSet()
                tree[name].insert(number)
        self.known[number] = (words, told)
        self._place(number, row)

    def drop(self, number: int) -> None:
        """Take a row out, if it is there."""
        words, told = self.known.pop(number, ((), ()))
        for tree, names in ((self.words, words), (self.facets, told)):
            for name in names:
                tree[name].remove(number)
                if not tree[name]:
                    del tree[name]
        self._displace(number)

    def count(self, number: int, adopters: int) -> None:
        """Write how many communes use a row."""
        row = self.rows.get(number)
        if row is not None:
            self._displace(number)
            self._place(number, Summary(**{**vars(row), "adopters": adopters}))

    def _place(self, number: int, row: Summary) -> None:
        self.rows[number] = row
        for order, tree in self.orders.items():
            tree[_key(order, row, number)] = number

    def _displace(self, number: int) -> None:
        row = self.rows.pop(number, None)
        if row is not None:
            for order, tree in self.orders.items():
                tree.pop(_key(order, row, number), None)

    def search(self, query: Query) -> Found:
        """Return a page of the rows that answer a query, with counts by facet."""
        by_words = self._with_words(query.text)
        chosen = {facet: self._with(facet, getattr(query, name)) for facet, name in FACETS.items()}
        bounds = (by_words, self._since(query.since), self._used(query.used))
        numbers = _all(*bounds, *chosen.values())
        total = len(self.rows) if numbers is None else len(numbers)
        rows = self._in_order(query.order, numbers)
        shown = [row for place, row in zip(range(query.start + PAGE), rows, strict=False)]
        counts = {
            facet: self._counts(facet, _all(*bounds, *_others(chosen, facet))) for facet in FACETS
        }
        return Found(tuple(shown[query.start :]), total, counts)

    def contents(self) -> int:
        """Return how many rows are contents: all but the packs."""
        return len(self.rows) - len(self.facets.get(("kind", PACK), ()))

    def values_of(self, facet: str) -> list[str]:
        """Return the values that a facet has among all rows."""
        return [value for _facet, value in self.facets.keys((facet, ""), (facet, "\uffff"))]

    def many_with(self, facet: str, value: str) -> int:
        """Return how many rows have a value of a facet."""
        return len(self.facets.get((facet, value), ()))

    def rows_with(self, facet: str, value: str, most: int) -> list[Summary]:
        """Return rows that have a value of a facet, the newest first."""
        numbers = self.facets.get((facet, value), ())
        found = sorted((self.rows[one] for one in numbers), key=lambda row: row.accepted)
        return found[::-1][:most]

    def newest(self, most: int) -> list[Summary]:
        """Return the rows that were accepted last."""
        return [row for _at, row in zip(range(most), self._in_order("date", None), strict=False)]

    def _with_words(self, text: str) -> IISet | None:
        sets = [self._beginning(word) for word in dict.fromkeys(words_of(text))]
        return _all(*sets)

    def _beginning(self, word: str) -> IISet:
        """Return the numbers of rows with a word that begins so."""
        return multiunion(list(self.words.values(word, f"{word}\uffff")))

    def _with(self, facet: str, values: tuple[str, ...]) -> IISet | None:
        if not values:
            return None
        wanted = {*values, ANY[facet]} if facet in ANY else values
        return multiunion([self.facets.get((facet, value), IISet()) for value in wanted])

    def _since(self, day: str) -> IISet | None:
        """Return the numbers of rows accepted on a day or later: the first ones by date."""
        last = _newest(day) + "\U0010ffff"
        return IISet(self.orders["date"].values(None, last)) if day else None

    def _used(self, many: int) -> IISet | None:
        """Return the numbers of rows that so many communes use: the first ones by use."""
        last = f"{_most_used(many)}\U0010ffff"
        return IISet(self.orders["use"].values(None, last)) if many else None

    def _in_order(self, order: str, numbers: IISet | None) -> Iterator[Summary]:
        if numbers is not None and len(numbers) <= FEW:
            rows = [(_key(order, self.rows[one], one), self.rows[one]) for one in numbers]
            yield from (row for _key_of_row, row in sorted(rows, key=lambda one: one[0]))
            return
        for number in self.orders[order].values():
            if numbers is None or number in numbers:
                yield self.rows[number]

    def _counts(self, facet: str, numbers: IISet | None) -> dict[str, int]:
        counts = {}
        for (name, value), members in self.facets.items((facet, ""), (facet, "\uffff")):
            many = len(members if numbers is None else intersection(members, numbers))
            if many and name == facet:
                counts[value] = many
        return counts


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are looked for: small, without accents or plural."""
    bare = normalize("NFKD", text.lower())
    plain = "".join(char for char in bare if ord(char) < 128)
    return [_stem(word) for word in WORD.findall(plain)]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _all(*sets: IISet | None) -> IISet | None:
    """Return what is in all sets; None, for everything, when none of them says anything."""
    found = None
    for one in sets:
        if one is not None:
            found = one if found is None else intersection(found, one)
    return found


def _others(chosen: dict[str, IISet | None], facet: str) -> list[IISet | None]:
    """Return what the other facets leave: what a further tick in this one would show."""
    return [found for name, found in chosen.items() if name != facet]


def _key(order: str, row: Summary, number: int) -> str:
    newest = f"{_newest(row.accepted)} {number:09d}"
    return newest if order == "date" else f"{_most_used(row.adopters)} {newest}"


def _newest(moment: str) -> str:
    """Return what sorts moments of ISO with the latest first."""
    return "".join(chr(0x10FFFF - ord(char)) for char in moment)


def _most_used(adopters: int) -> str:
    return f"{LARGEST_COUNT - adopters:010d}"
