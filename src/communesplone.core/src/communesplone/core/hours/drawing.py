"""Opening hours as a page shows them: status, week, day ruler. Plain data, one for all pages.

The macros of `@@communes_hours` show what `panel` returns.
"""

from collections.abc import Iterable
from communesplone.core.hours.clock import BRUSSELS
from communesplone.core.hours.clock import exceptional_days
from communesplone.core.hours.clock import spans_on
from communesplone.core.hours.clock import status
from communesplone.core.hours.model import OpeningHours
from communesplone.core.hours.model import Span
from communesplone.core.hours.words import spans_text
from communesplone.core.hours.words import status_text
from communesplone.core.typography import capital
from communesplone.core.typography import day as day_words
from communesplone.core.typography import NBSP
from communesplone.core.typography import short_weekday
from communesplone.core.typography import typeset
from communesplone.core.typography import uncapital
from communesplone.core.typography import weekday
from datetime import date
from datetime import datetime
from datetime import timedelta
from itertools import groupby
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


#: The ruler shows these hours, ten units each.
FIRST, LAST = 7, 20
TICKS = "M0 10h130" + "".join(f"M{10 * at} 7v6" for at in range(1, LAST - FIRST))

#: Days ahead within which closures are announced.
CLOSURES_AHEAD = 45

SHAPES = {
    kind: f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{drawn}</svg>'
    for kind, drawn in {
        "open": '<circle cx="8" cy="8" r="7" fill="currentColor"/>',
        "closing": '<circle cx="8" cy="8" r="7"/>'
        '<path d="M8 1a7 7 0 0 0 0 14z" fill="currentColor"/>',
        "closed": '<circle cx="8" cy="8" r="6.5"/>',
        "exceptionally_closed": '<path d="M2 2h12v12H2zM2 2l12 12"/>',
    }.items()
}


def ruler(spans: Iterable[Span], on: date) -> str:
    """Return the drawing of a day's spans; the words beside it say the same."""
    bars = "".join(
        f'<rect x="{start:g}" y="6" width="{end - start:g}" height="8"/>'
        for start, end in map(_units, spans)
        if end > start
    )
    return (
        '<svg class="ruler" viewBox="0 0 130 20" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false" data-date="{on.isoformat()}">'
        f'<path d="{TICKS}"/>{bars}</svg>'
    )


def _units(span: Span) -> tuple[float, float]:
    """Return where a span starts and ends on the ruler."""
    width = 10 * (LAST - FIRST)
    start, end = (
        round(10 * (at.hour - FIRST + at.minute / 60), 1) for at in (span.start, span.end)
    )
    return max(0, start), min(width, end)


class Speaker:
    """Says hours in one language, as text."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, message: Message | str) -> str:
        return translate(message, target_language=self.language)

    def spans(self, spans: tuple[Span, ...]) -> str:
        said = ", ".join(self.say(text) for text in spans_text(spans))
        return said.replace(" – ", f"{NBSP}–{NBSP}")

    def status(self, hours: OpeningHours, moment: datetime) -> dict[str, str]:
        """Return `kind`, `text` and the svg `shape` of a status."""
        found = status(hours, moment)
        text = capital(self.say(status_text(found, moment)))
        return {"kind": found.kind, "text": text, "shape": SHAPES[found.kind]}


def panel(hours: OpeningHours, moment: datetime, language: str) -> dict[str, Any] | None:
    """Return `status`, `week` and `exceptional` hours; None when no hours are declared."""
    if hours.empty:
        return None
    today = moment.astimezone(BRUSSELS).date()
    return {
        "status": Speaker(language).status(hours, moment),
        "week": week_rows(hours, today, language),
        "exceptional": exceptional_rows(hours, today, language),
    }


def week_rows(hours: OpeningHours, today: date, language: str) -> list[dict[str, Any]]:
    """Return the seven days of the current week: name, hours, ruler, whether it is today."""
    speaker = Speaker(language)
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=count) for count in range(7)]
    return [
        {
            "name": capital(weekday(on, language)),
            "text": speaker.spans(spans_on(hours, on)),
            "ruler": ruler(spans_on(hours, on), on),
            "today": on == today,
        }
        for on in days
    ]


def rest_of_week(hours: OpeningHours, today: date, speaker: Speaker) -> str:
    """Return the six days after today, those of equal hours together: "mar. – ven. 9 h – 12 h"."""
    return _told(hours, [today + timedelta(days=count) for count in range(1, 7)], speaker)


def whole_week(hours: OpeningHours, today: date, speaker: Speaker) -> str:
    """Return the week of today in the same words, from Monday: what a printed page can say."""
    monday = today - timedelta(days=today.weekday())
    return _told(hours, [monday + timedelta(days=count) for count in range(7)], speaker)


def _told(hours: OpeningHours, days: list[date], speaker: Speaker) -> str:
    told = []
    for spans, group in groupby(days, lambda on: spans_on(hours, on)):
        if spans:
            found = list(group)
            named = " – ".join(
                short_weekday(on, speaker.language) for on in dict.fromkeys((found[0], found[-1]))
            )
            told.append(f"{named} {speaker.spans(spans)}")
    return f"{NBSP if speaker.language == 'fr' else ''}; ".join(told)


def exceptional_rows(hours: OpeningHours, today: date, language: str) -> list[str]:
    """Return the coming exceptional days as sentences, such as "Mardi 5 mai : 9 h – 12 h"."""
    speaker = Speaker(language)
    colon = f"{NBSP}:" if language == "fr" else ":"
    rows = []
    for found in exceptional_days(hours, today, CLOSURES_AHEAD):
        spans = speaker.spans(found.spans)
        told = spans if found.spans else uncapital(spans)
        reason = f" ({speaker.say(found.reason)})" if found.reason else ""
        rows.append(f"{capital(day_words(found.date, language))}{colon} {told}{reason}")
    return [typeset(row, language) for row in rows]
