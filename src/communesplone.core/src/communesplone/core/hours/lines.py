"""Opening hours as a webmaster types them, one line each, in the language of the form.

A day: "8:30-12, 13-16 (by appointment)". A season: "1/7 - 31/8 : Mon-Fri 8-13; Sat 9-12".
An exception: "25/12/2026 : closed (Christmas)" or "24/12/2026 - 31/12/2026 : 9-12".
"""

from communesplone.core import _
from communesplone.core.hours.model import Day
from communesplone.core.hours.model import day
from communesplone.core.hours.model import EMPTY_WEEK
from communesplone.core.hours.model import Exceptional
from communesplone.core.hours.model import Season
from communesplone.core.hours.model import Span
from communesplone.core.hours.model import Week
from communesplone.core.interfaces import InvalidHours
from communesplone.core.reference import slug
from datetime import date
from datetime import time
from zope.i18nmessageid import Message
import re


DAY_WORDS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
SHORT = {"en": 3, "fr": 3, "nl": 2, "de": 2}
CLOSED = {"en": "closed", "fr": "fermé", "nl": "gesloten", "de": "geschlossen"}
BY_APPOINTMENT = {
    "en": "by appointment",
    "fr": "sur rendez-vous",
    "nl": "op afspraak",
    "de": "nach Vereinbarung",
}
CLOSED_WORDS = {slug(word) for word in CLOSED.values()}
APPOINTMENT_WORDS = {slug(word) for word in BY_APPOINTMENT.values()} | {"rdv", "rendez-vous"}

TO = r"\s*(?:-|–|—|\bà\b|\bau\b|\bto\b|\btot\b|\bbis\b)\s*"
TIME = r"(\d{1,2})(?:\s*[h:.u]\s*(\d{2}))?\s*(?:h|u|uur|uhr)?"
SPAN = re.compile(rf"{TIME}{TO}{TIME}\s*(?:\(([^)]*)\))?", re.IGNORECASE)
DATE = r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
DATES = re.compile(rf"(?:du\s+|from\s+|van\s+|von\s+)?{DATE}(?:{TO}{DATE})?", re.IGNORECASE)
DAY_MONTH = r"(\d{1,2})[/.](\d{1,2})\.?"
DAY_MONTHS = re.compile(
    rf"(?:du\s+|from\s+|van\s+|von\s+)?{DAY_MONTH}{TO}{DAY_MONTH}", re.IGNORECASE
)
CLAUSE = re.compile(r"(?P<days>\D*?)\s*(?P<spans>\d.*|[^\W\d]+)", re.DOTALL)


def parse_day(text: str) -> Day:
    """Return the spans of "8:30-12, 13-16"; none for an empty text or "closed".

    :raises InvalidHours: with what to write instead.
    """
    if not text.strip() or slug(text) in CLOSED_WORDS:
        return ()
    return day(_span(part.strip()) for part in text.split(","))


def _span(text: str) -> Span:
    found = SPAN.fullmatch(text)
    note = slug(found[5]) if found and found[5] is not None else ""
    if not found or (note and note not in APPOINTMENT_WORDS):
        raise _unreadable(text, _("Write hours such as 8:30-12, 13-16 (by appointment)."))
    return Span(_time(found[1], found[2]), _time(found[3], found[4]), bool(note))


def _time(hour: str, minute: str | None) -> time:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as error:
        text = f"{hour}:{minute or '00'}"
        raise _unreadable(text, _("A day goes from 0:00 to 23:59.")) from error


def parse_season(text: str, usual: Week, language: str) -> Season:
    """Return the season of a line; hours without days are for the days open in `usual`.

    :raises InvalidHours: with what to write instead.
    """
    header, _colon, body = text.partition(":")
    found = DAY_MONTHS.fullmatch(header.strip())
    if not found or not body.strip():
        raise _unreadable(text, _("Write a season such as 1/7 - 31/8 : 8-13"))
    first_day, first_month, last_day, last_month = map(int, found.groups())
    for month, number in ((first_month, first_day), (last_month, last_day)):
        _date(2000, month, number, header)
    week = list(EMPTY_WEEK)
    for clause in filter(str.strip, body.split(";")):
        days, spans = _clause(clause.strip(), usual, language)
        for number in days:
            week[number] = spans
    return Season((first_month, first_day), (last_month, last_day), tuple(week))


def _clause(text: str, usual: Week, language: str) -> tuple[list[int], Day]:
    found = CLAUSE.fullmatch(text)
    if not found:
        raise _unreadable(text, _("Write hours such as 8:30-12, 13-16 (by appointment)."))
    spans = parse_day(found["spans"])
    if not found["days"].strip():
        return [number for number, spans_usual in enumerate(usual) if spans_usual], spans
    days: list[int] = []
    for part in re.split(r",|\+|\bet\b|\ben\b|\bund\b|\band\b", found["days"]):
        first, *rest = (
            _weekday(word, language) for word in re.split(TO, part.strip(), maxsplit=1)
        )
        last = rest[0] if rest else first
        days += [number % 7 for number in range(first, last + 1 + 7 * (last < first))]
    return days, spans


def _weekday(word: str, language: str) -> int:
    """Return 0 for Monday; any beginning of a name will do that no other day has."""
    names = DAY_WORDS.get(language, DAY_WORDS["en"])
    begun = slug(word)
    found = [number for number, name in enumerate(names) if slug(name).startswith(begun)]
    if len(found) != 1 or len(begun) < 2:
        raise _unreadable(
            word, _("Write the days as ${days}.", mapping={"days": ", ".join(names)})
        )
    return found[0]


def parse_exception(text: str) -> Exceptional:
    """Return the exception of a line such as "25/12/2026 : closed (Christmas)".

    :raises InvalidHours: with what to write instead.
    """
    header, _colon, body = text.partition(":")
    found = DATES.fullmatch(header.strip())
    if not found or not body.strip():
        raise _unreadable(text, _("Write an exception such as 25/12/2026 : closed (Christmas)"))
    first, last = (_full_date(part) if part else None for part in found.groups())
    spans, reason = _reason(body.strip())
    return Exceptional(first, last or first, parse_day(spans), reason)


def _reason(body: str) -> tuple[str, str]:
    """Split off the reason: what stands in parentheses and does not say "by appointment"."""
    for opening in re.finditer(r"\s*\(", body):
        inside = body[opening.end() :]
        if inside.endswith(")") and slug(inside.partition(")")[0]) not in APPOINTMENT_WORDS:
            return body[: opening.start()], inside[:-1].strip()
    return body, ""


def _full_date(text: str) -> date:
    numbers = [int(part) for part in re.split(r"[-/.]", text)]
    year, month, number = numbers if "-" in text else reversed(numbers)
    return _date(year, month, number, text)


def _date(year: int, month: int, number: int, text: str) -> date:
    try:
        return date(year, month, number)
    except ValueError as error:
        raise _unreadable(text, _("There is no such date.")) from error


def _unreadable(text: str, advice: Message) -> InvalidHours:
    return InvalidHours(
        _(
            "“${text}” cannot be read. ${advice}",
            mapping={"text": text.strip(), "advice": advice},
        )
    )


def format_day(spans: Day, language: str) -> str:
    """Return the line that `parse_day` reads back."""
    note = f" ({BY_APPOINTMENT.get(language, BY_APPOINTMENT['en'])})"
    return ", ".join(
        f"{_short(span.start)}-{_short(span.end)}{note * span.by_appointment}" for span in spans
    )


def _short(at: time) -> str:
    return f"{at.hour}:{at.minute:02}" if at.minute else str(at.hour)


def format_season(season: Season, language: str) -> str:
    """Return the line that `parse_season` reads back: "1/7 - 31/8 : Mon-Fri 8-13"."""
    names = [name[: SHORT.get(language, 3)] for name in DAY_WORDS.get(language, DAY_WORDS["en"])]
    runs: list[list[int]] = []
    for number, spans in enumerate(season.week):
        if runs and season.week[runs[-1][-1]] == spans:
            runs[-1].append(number)
        else:
            runs.append([number])
    clauses = [
        f"{'-'.join(dict.fromkeys((names[run[0]], names[run[-1]])))} "
        + format_day(season.week[run[0]], language)
        for run in runs
        if season.week[run[0]]
    ]
    (first_month, first), (last_month, last) = season.first, season.last
    dates = f"{first}/{first_month} - {last}/{last_month}"
    return f"{dates} : {'; '.join(clauses) or CLOSED.get(language, CLOSED['en'])}"


def format_exception(found: Exceptional, language: str) -> str:
    """Return the line that `parse_exception` reads back."""
    dates = " - ".join(dict.fromkeys(f"{on:%-d/%-m/%Y}" for on in (found.first, found.last)))
    spans = format_day(found.spans, language) or CLOSED.get(language, CLOSED["en"])
    reason = f" ({found.reason})" if found.reason else ""
    return f"{dates} : {spans}{reason}"
