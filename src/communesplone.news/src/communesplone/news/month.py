"""A month as a table of weeks."""

from calendar import Calendar
from communesplone.core import _
from communesplone.core.typography import capital
from communesplone.core.typography import WEEKDAYS
from communesplone.news.asked import Asked
from communesplone.news.asked import within_reach
from communesplone.news.words import Writer
from datetime import date
from datetime import timedelta
from typing import Any


SHORT = {
    "fr": "lu ma me je ve sa di",
    "nl": "ma di wo do vr za zo",
    "de": "Mo Di Mi Do Fr Sa So",
    "en": "Mo Tu We Th Fr Sa Su",
}


def table(
    month: date, days: set[date], today: date, asked: Asked, url: str, writer: Writer
) -> dict[str, Any]:
    """Return the calendar of a month; days on which something takes place have an address.

    :param month: its first day.
    """
    language = writer.language
    names = zip(SHORT[language].split(), WEEKDAYS[language], strict=True)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return {
        "caption": capital(f"{writer.month(month)} {month.year}"),
        "weekdays": [{"short": short, "name": name} for short, name in names],
        "weeks": [
            [_cell(on, month, days, today, asked, url, writer) for on in week] for week in weeks
        ],
        "previous": _link(month - timedelta(days=1), today, asked, url, writer),
        "next": _link(month + timedelta(days=31), today, asked, url, writer),
    }


def _cell(
    on: date, month: date, days: set[date], today: date, asked: Asked, url: str, writer: Writer
) -> dict[str, Any]:
    if on.month != month.month:
        return {"day": "", "url": "", "label": "", "state": None, "current": None}
    address = asked.address(url, when="", month=None, day=on) if on in days else ""
    shown = on == asked.day
    return {
        "day": str(on.day),
        "url": address,
        "label": writer.say(_("Events on ${date}", mapping={"date": writer.date(on, year=True)})),
        "state": "is-today" if on == today else None,
        "current": "page" if shown else ("date" if on == today else None),
    }


def _link(inside: date, today: date, asked: Asked, url: str, writer: Writer) -> dict[str, Any]:
    """Return the link to the month that a day is in; empty beyond the reach of the calendar."""
    if not within_reach(inside.year, inside.month, today):
        return {}
    first = inside.replace(day=1)
    name = writer.month(first)
    return {
        "title": capital(name if first.year == today.year else f"{name} {first.year}"),
        "url": asked.address(url, when="", day=None, month=first),
    }
