"""How sectors, streets, rounds and moves are written, one a line, and what is wrong in one.

sectors   A | Centre
streets   Rue de l'Exemple | 1-49 odd, 2-60 even | A
rounds    PMC | A, B | 06/01/2026 | 2 | 29/12/2026
          bulky | A | 03/03/2026, 01/09/2026
moves     25/12/2026 | 26/12/2026 | PMC | A
          11/11/2026 | -
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.notices.interfaces import BadLine
from communesplone.notices.waste.model import Move
from communesplone.notices.waste.model import plain
from communesplone.notices.waste.model import Round
from communesplone.notices.waste.model import Schedule
from communesplone.notices.waste.model import Segment
from communesplone.notices.waste.model import Span
from communesplone.notices.waste.model import STREAMS
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import lru_cache
from typing import TypeVar
from zope.i18nmessageid import Message
import re


T = TypeVar("T")
Cells = list[str]
YEARS = (2000, 2100)
MOST_DATES = 800
MOST_LINES = 8000
MONTHLY = frozenset({"month", "mois", "maand", "monat", "m"})
ODD = frozenset({"odd", "impair", "impairs", "oneven", "ungerade"})
EVEN = frozenset({"even", "pair", "pairs", "gerade"})
NOT_AT_ALL = frozenset({"-", "–", "—"})
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
SPAN = re.compile(r"(\d{0,5})\s*(-?)\s*(\d{0,5})")
WRITTEN = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{2})-(\d{2})")
STREAM_OF = {
    plain(word): key
    for key, (title, words) in STREAMS.items()
    for word in (key, str(title.default or title), *words)
}


@dataclass(frozen=True)
class Problem:
    """A line that cannot be read: which, from 1, and why."""

    line: int
    message: Message


class BadLines(BadLine):
    """Several lines that cannot be read: `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        first = problems[0]
        more = len(problems) - 1
        self.first = first
        self.more = more
        super().__init__(first.message)


def _numbered(text: str | None) -> Iterator[tuple[int, Cells]]:
    """Yield the number and the cells of every line that is not empty."""
    for number, line in enumerate((text or "").splitlines(), 1):
        if line.strip():
            yield number, [cell.strip() for cell in line.split("|")]


def read_lines(text: str | None, read: Callable[[Cells], T]) -> list[tuple[int, T]]:
    """Return what every line says, with its number.

    :raises BadLines: with every line that cannot be read.
    """
    return read_cells(_numbered(text), read)


def read_cells(
    numbered: Iterable[tuple[int, Cells]], read: Callable[[Cells], T]
) -> list[tuple[int, T]]:
    """Return what cells say, as `read_lines` does of lines."""
    found: list[tuple[int, T]] = []
    problems: list[Problem] = []
    for number, cells in numbered:
        try:
            if number > MOST_LINES:
                raise BadLine(_("Too many lines."))
            found.append((number, read(cells)))
        except BadLine as error:
            problems.append(Problem(number, error.message))
    if problems:
        raise BadLines(problems)
    return found


def read_day(text: str) -> date:
    """Return a day written 06/01/2026 or 2026-01-06."""
    found = WRITTEN.fullmatch(text.strip())
    try:
        if not found:
            raise ValueError
        day, month, year, *iso = (int(part) if part else 0 for part in found.groups())
        read = date(*iso) if iso[0] else date(year, month, day)
    except ValueError:
        raise BadLine(
            _("“${text}” is no day: write 06/01/2026.", mapping={"text": text[:40]})
        ) from None
    if not YEARS[0] <= read.year <= YEARS[1]:
        raise BadLine(_("Write a year with four digits, such as 2027."))
    return read


def read_stream(text: str) -> str:
    """Return the key of a stream as people write it."""
    found = STREAM_OF.get(plain(text))
    if found is None:
        raise BadLine(
            _(
                "“${text}” is not collected: write one of ${streams}.",
                mapping={"text": text[:40], "streams": ", ".join(STREAMS)},
            )
        )
    return found


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def read_sector(cells: Cells) -> tuple[str, str]:
    """Return key and title of a sector."""
    if len(cells) > 2 or not KEY.fullmatch(cells[0]):
        raise BadLine(_("Write a short key and a title: A | Centre"))
    return cells[0], cells[1] if len(cells) == 2 and cells[1] else cells[0]


def read_span(text: str) -> Span:
    """Return the house numbers that a text names: 1-49 odd; even; 12; 60-."""
    *rest, last = text.split() or [""]
    parity = 1 if last.casefold() in ODD else 0 if last.casefold() in EVEN else None
    numbers = " ".join(rest) if parity is not None else text.strip()
    if not numbers and parity is not None:
        return Span(parity=parity)
    found = SPAN.fullmatch(numbers)
    if not found or not (found[1] or found[3]):
        raise BadLine(
            _("“${text}” are no house numbers: write 1-49 odd.", mapping={"text": text[:40]})
        )
    first = int(found[1] or 0)
    last_number = int(found[3]) if found[3] else 99_999 if found[2] else first
    if last_number < first:
        raise BadLine(
            _("“${text}”: the numbers end before they begin.", mapping={"text": text[:40]})
        )
    return Span(first, last_number, parity)


def read_segment(cells: Cells) -> Segment:
    """Return a street, its numbers and its sector; the numbers may be left out."""
    if len(cells) == 2:
        cells = [cells[0], "", cells[1]]
    if len(cells) != 3 or not plain(cells[0]) or not cells[2] or len(cells[0]) > 120:
        raise BadLine(_("Write the street, its numbers and its sector: Rue Haute | 1-49 odd | A"))
    spans = tuple(read_span(part) for part in _several(cells[1])) or (Span(),)
    return Segment(cells[0], spans, cells[2])


def read_round(cells: Cells) -> Round:
    """Return the days of a stream: listed, or every so many weeks, or once a month."""
    if len(cells) not in (3, 5):
        raise BadLine(
            _("Write: stream | sectors | first day | every how many weeks, or month | last day")
        )
    stream, sectors = read_stream(cells[0]), frozenset(_several(cells[1]))
    if len(cells) == 3:
        days = [read_day(part) for part in _several(cells[2])]
        if not days:
            raise BadLine(_("Write at least one day."))
    else:
        days = list(_recurring(read_day(cells[2]), cells[3], read_day(cells[4])))
    return Round(stream, sectors, tuple(sorted(set(days))))


def _recurring(first: date, every: str, last: date) -> Iterator[date]:
    if last < first:
        raise BadLine(_("The last day lies before the first."))
    if last - first > timedelta(days=366 * 5):
        raise BadLine(_("A round lasts five years at most."))
    if every.casefold() in MONTHLY:
        yield from _monthly(first, last)
        return
    if not re.fullmatch(r"\d{1,2}", every) or not 1 <= int(every) <= 26:
        raise BadLine(
            _("“${text}”: write how many weeks, from 1 to 26, or month.", {"text": every[:40]})
        )
    while first <= last:
        yield first
        first += timedelta(weeks=int(every))


def _monthly(first: date, last: date) -> Iterator[date]:
    """Yield the same day of the week, counted in the month as that of `first`."""
    count = (first.day - 1) // 7
    if count > 3:
        raise BadLine(_("Not every month has a fifth such day: write the days one by one."))
    month = first.replace(day=1)
    while month <= last:
        ahead = (first.weekday() - month.weekday()) % 7
        day = month + timedelta(days=ahead, weeks=count)
        if first <= day <= last:
            yield day
        month = (month + timedelta(days=32)).replace(day=1)


def read_move(cells: Cells) -> Move:
    """Return a day, the day to which its collections move, for which streams and sectors."""
    if not 2 <= len(cells) <= 4:
        raise BadLine(_("Write: day | new day, or - | streams | sectors"))
    streams, sectors = (*cells[2:], "", "")[:2]
    on = read_day(cells[0])
    to = None if cells[1] in NOT_AT_ALL else read_day(cells[1])
    if to is not None and abs(to - on) > timedelta(days=31):
        raise BadLine(_("A collection moves by a month at most: check both days."))
    return Move(
        on, to, frozenset(map(read_stream, _several(streams))), frozenset(_several(sectors))
    )


def check_sectors(known: dict[str, str], numbered: list[tuple[int, set[str]]]) -> None:
    """Refuse sectors that are not declared.

    :raises BadLines: with every line that names one.
    """
    problems = [
        Problem(
            number,
            _(
                "There is no sector “${sector}”: declared are ${known}.",
                mapping={"sector": sorted(missing)[0][:40], "known": ", ".join(known) or "–"},
            ),
        )
        for number, named in numbered
        if (missing := named - set(known))
    ]
    if problems:
        raise BadLines(problems)


def check_overlaps(segments: list[tuple[int, Segment]]) -> None:
    """Refuse houses that are in two sectors.

    :raises BadLines: with every later line of the two.
    """
    problems, seen = [], {}
    for number, segment in segments:
        for other_number, other in seen.setdefault(segment.key, []):
            if other.sector != segment.sector and any(
                one.meets(two) for one in segment.spans for two in other.spans
            ):
                message = _(
                    "Some of these houses are also in line ${line}, in another sector.",
                    mapping={"line": other_number},
                )
                problems.append(Problem(number, message))
                break
        seen[segment.key].append((number, segment))
    if problems:
        raise BadLines(problems)


@contextmanager
def _in_text(name: str) -> Iterator[None]:
    """Have bad lines know the text they stand in."""
    try:
        yield
    except BadLines as error:
        raise at(error, name) from None


@lru_cache(maxsize=32)
def read_schedule(
    sectors: str | None, streets: str | None, rounds: str | None, moves: str | None
) -> Schedule:
    """Return what the four texts of a calendar say.

    :raises BadLines: for the first of them that has bad lines.
    """
    with _in_text("sectors"):
        known = dict(one for _number, one in read_lines(sectors, read_sector))
    with _in_text("streets"):
        segments = read_lines(streets, read_segment)
    with _in_text("rounds"):
        planned = read_lines(rounds, read_round)
    with _in_text("moves"):
        moved = read_lines(moves, read_move)
    with _in_text("streets"):
        check_sectors(known, [(number, {one.sector}) for number, one in segments])
    with _in_text("rounds"):
        check_sectors(known, [(number, set(one.sectors)) for number, one in planned])
    with _in_text("moves"):
        check_sectors(known, [(number, set(one.sectors)) for number, one in moved])
    with _in_text("streets"):
        check_overlaps(segments)
    return Schedule(
        known,
        tuple(one for _number, one in segments),
        tuple(one for _number, one in planned),
        tuple(one for _number, one in moved),
    )
