"""Mandates: who held which role in which body of the commune, and when. Rules without a site.

The dates of the mandates decide. What the law says of legislatures only names periods.
"""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.core.typography import day
from communesplone.directory.interfaces import InvalidMandate
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


#: One person at a time holds each of these in a body. The mayor is one by the very notion (CDLD
#: L1123-1, from memory); the president of the CPAS, the chair and the officers likewise.
EXCLUSIVE = frozenset(
    {"mayor", "chair", "president_cpas", "director_general", "financial_director"}
)

#: Sits in the college and votes there, except on the supervision of the CPAS (L1123-20 ff., from
#: memory), beside the mayor and the aldermen.
ALSO_VOTES = frozenset({"president_cpas"})
#: Assists, and drafts the minutes (L1132-1, seen in the decree of 18-04-2013), without a vote.
NO_VOTE = frozenset({"director_general", "financial_director"})

YEARS = range(1830, 2201)


@dataclass(frozen=True)
class Term:
    """A mandate as the rules see it; `key` tells it from others, `person` whose it is."""

    key: str
    person: str
    person_title: str
    role: str
    body: str
    start: date
    end: date | None = None
    rank: int | None = None


def runs(start: date, end: date | None, on: date) -> bool:
    """Tell whether a mandate from `start` to `end`, both included, runs on a day."""
    return start <= on and (end is None or on <= end)


def check_period(start: date | None, end: date | None) -> None:
    """Check the dates of a mandate.

    :raises InvalidMandate: when it ends before it starts, or lies in no century of the commune.
    """
    for name, on in (("start", start), ("end", end)):
        if on is not None and on.year not in YEARS:
            raise at(InvalidMandate(_("Write a date between 1830 and 2200.")), name)
    if start is not None and end is not None and end < start:
        raise at(InvalidMandate(_("This mandate ends before it starts.")), "end")


def overlap(one: Term, other: Term) -> bool:
    """Tell whether two mandates run on a same day."""
    return one.start <= (other.end or date.max) and other.start <= (one.end or date.max)


def check(term: Term, others: Iterable[Term], language: str = "fr") -> None:
    """Check a mandate beside the others of the commune.

    :raises InvalidMandate: a role that one person holds at a time is held by somebody else, or
        the same person holds the same role in the same body twice at once.
    """
    check_period(term.start, term.end)
    for other in others:
        if other.key == term.key or (other.body, other.role) != (term.body, term.role):
            continue
        if not overlap(term, other):
            continue
        mapping = {
            "person": other.person_title,
            "start": day(other.start, language, weekday=False, year=True),
        }
        if other.person == term.person:
            raise InvalidMandate(
                _(
                    "${person} already holds this role in this body since ${start}: "
                    "end that mandate first.",
                    mapping=mapping,
                )
            )
        if term.role in EXCLUSIVE:
            raise InvalidMandate(
                _(
                    "Only one person at a time holds this role in this body: ${person}, "
                    "since ${start}. End that mandate first.",
                    mapping=mapping,
                )
            )


def precedence(term: Term, roles: Iterable[str]) -> tuple:
    """Return what sorts mandates by precedence: role, rank, seniority, name.

    The rank is that of the table of precedence, which the commune keeps: seniority, then votes
    obtained (seen in the rules of procedure of Namur and Dalhem).
    """
    order = {role: at for at, role in enumerate(roles)}
    rank = term.rank if term.rank is not None else 10_000
    return (order.get(term.role, len(order)), rank, term.start, term.person_title.casefold())


def first_monday_of_december(year: int) -> date:
    """Return the day on which a new council is installed in a year of elections."""
    first = date(year, 12, 1)
    return first + timedelta(days=-first.weekday() % 7)


def legislature(on: date) -> tuple[date, date]:
    """Return first and last day of the six years of the council that sits on a day.

    Councils are elected every six years in October (2006, 2012, 2018, 2024) and installed on the
    first Monday of December: from memory (L1122-3); 3 December 2018 was seen in a report of Sankt
    Vith. It only names periods: mandates have their own dates.
    """
    year = on.year - (on.year - 2000) % 6
    if on < first_monday_of_december(year):
        year -= 6
    return first_monday_of_december(year), first_monday_of_december(year + 6) - timedelta(days=1)
