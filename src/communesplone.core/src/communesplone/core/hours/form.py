"""Opening hours as the fields of a form: a text for each day, for seasons and for exceptions."""

from collections.abc import Callable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.hours import lines
from communesplone.core.hours.model import DAYS
from communesplone.core.hours.model import OpeningHours
from communesplone.core.hours.words import WEEKDAYS
from communesplone.core.interfaces import InvalidHours
from dataclasses import replace
from functools import partial
from typing import Any
from zope.i18nmessageid import Message


SEASONS, EXCEPTIONS = "seasons", "exceptions"
HOLIDAYS, WALLONIA_DAY = "holidays", "wallonia_day"
TEXTS = (*DAYS, SEASONS, EXCEPTIONS)
FLAGS = (HOLIDAYS, WALLONIA_DAY)


def typed_text(hours: OpeningHours, language: str) -> dict[str, Any]:
    """Return what the form shows for `hours`; `read_typed` reads it back."""
    seasons = [lines.format_season(found, language) for found in hours.seasons]
    exceptions = [lines.format_exception(found, language) for found in hours.exceptions]
    return {
        **{
            name: lines.format_day(spans, language)
            for name, spans in zip(DAYS, hours.week, strict=True)
        },
        SEASONS: "\n".join(seasons),
        EXCEPTIONS: "\n".join(exceptions),
        HOLIDAYS: hours.closed_on_holidays,
        WALLONIA_DAY: hours.closed_on_wallonia_day,
    }


def read_typed(
    typed: Mapping[str, Any], language: str
) -> tuple[OpeningHours, dict[str, list[Message]]]:
    """Return the hours that were typed, and what cannot be read, by part of the form."""
    reader = _Reader(typed)
    week = tuple(
        reader.read(name, label, partial(lines.parse_day, typed[name])) or ()
        for name, label in zip(DAYS, WEEKDAYS, strict=True)
    )
    seasons = reader.read_lines(SEASONS, lambda text: lines.parse_season(text, week, language))
    exceptions = reader.read_lines(EXCEPTIONS, lines.parse_exception)
    hours = OpeningHours(
        week=week,
        closed_on_holidays=bool(typed[HOLIDAYS]),
        closed_on_wallonia_day=bool(typed[WALLONIA_DAY]),
    )
    for part, label, found in (
        (SEASONS, _("Seasons"), seasons),
        (EXCEPTIONS, _("Exceptions"), exceptions),
    ):
        # Two that contradict each other are found out only when they are put together
        together = partial(replace, hours, **{part: found})
        hours = reader.read(part, label, together) or hours
    return hours, reader.errors


class _Reader:
    """Calls parsers and keeps what they refuse."""

    def __init__(self, typed: Mapping[str, Any]) -> None:
        self.typed = typed
        self.errors: dict[str, list[Message]] = {}

    def read(self, part: str, label: Message, parse: Callable[[], Any]) -> Any:
        try:
            return parse()
        except InvalidHours as error:
            mapping = {"where": label, "problem": error.message}
            self.errors.setdefault(part, []).append(_("${where}: ${problem}", mapping=mapping))
            return None

    def read_lines(self, part: str, parse: Callable[[str], Any]) -> tuple[Any, ...]:
        found = []
        for number, text in enumerate(self.typed[part].splitlines(), 1):
            if text.strip():
                label = _("Line ${number}", mapping={"number": str(number)})
                found.append(self.read(part, label, partial(parse, text)))
        return tuple(each for each in found if each is not None)
