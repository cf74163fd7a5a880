"""Which communes are comparable: by size, province and language. No site is needed here."""

from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.identity import Identity
from communesplone.core.sharing.records import Report
from dataclasses import dataclass
from dataclasses import replace
from zope.i18nmessageid import Message


#: Classes of size by name: the number of inhabitants from which each begins, and its words.
SIZES: dict[str, tuple[int, Message]] = {
    "tiny": (0, _("fewer than 5 000 inhabitants")),
    "small": (5_000, _("5 000 to 10 000 inhabitants")),
    "middle": (10_000, _("10 000 to 20 000 inhabitants")),
    "large": (20_000, _("20 000 to 50 000 inhabitants")),
    "city": (50_000, _("50 000 inhabitants and more")),
}
#: With fewer, a comparison says little: what is asked is made wider.
FEWEST = 3


@dataclass(frozen=True)
class Member:
    """A commune that takes part, as far as comparing goes. `size` is empty for unknown."""

    issuer: str
    name: str
    province: str
    languages: tuple[str, ...]
    size: str


@dataclass(frozen=True)
class Criteria:
    """What comparable communes have in common: one of these each. Empty asks nothing."""

    sizes: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def fit(self, member: Member) -> bool:
        """Tell whether a commune is comparable."""
        return (
            (not self.sizes or member.size in self.sizes)
            and (not self.provinces or member.province in self.provinces)
            and (not self.languages or bool({*self.languages} & {*member.languages}))
        )


@dataclass(frozen=True)
class Comparison:
    """With whom a commune is compared: by `used`, wider than `asked` where few fitted it."""

    asked: Criteria
    used: Criteria
    members: tuple[Member, ...]

    @property
    def is_wider(self) -> bool:
        return self.used != self.asked


def size_of(population: int | None) -> str:
    """Return the class of size of a number of inhabitants, empty for an unknown one."""
    if population is None:
        return ""
    return next(name for name, (least, _words) in reversed(SIZES.items()) if population >= least)


def member_of(report: Report) -> Member:
    """Return what is kept of a commune's report."""
    size = size_of(report.population)
    return Member(report.issuer, report.name, report.province, tuple(report.languages), size)


def of_identity(who: Identity) -> Criteria:
    """Return what a commune is compared by until somebody changes it: size and language."""
    size = size_of(who.population)
    return Criteria(sizes=(size,) if size else (), languages=(who.language,))


def compare(asked: Criteria, others: Iterable[Member]) -> Comparison:
    """Choose the comparable communes; what is asked is made wider until there are a few."""
    known = tuple(others)
    for used in wider(asked):
        found = tuple(one for one in known if used.fit(one))
        if len(found) >= FEWEST:
            break
    return Comparison(asked, used, found)


def wider(asked: Criteria) -> Iterator[Criteria]:
    """Yield what is asked, then wider and wider: size is given up last.

    First without the province, then without the language, then with the next classes of size,
    then everybody.
    """
    steps = (
        asked,
        replace(asked, provinces=()),
        replace(asked, provinces=(), languages=()),
        Criteria(sizes=_with_next(asked.sizes)),
        Criteria(),
    )
    yield from dict.fromkeys(steps)


def _with_next(sizes: tuple[str, ...]) -> tuple[str, ...]:
    names = list(SIZES)
    places = {names.index(one) + step for one in sizes for step in (-1, 0, 1)}
    return tuple(name for at, name in enumerate(names) if at in places)
