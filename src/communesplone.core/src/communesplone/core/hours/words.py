"""The sentences that opening hours become: messages, translated where they are shown.

Catalogues hold the forms of a language: "8 h 30", "8.30 Uhr", "8:30".
"""

from communesplone.core import _
from communesplone.core.hours.clock import BRUSSELS
from communesplone.core.hours.clock import Status
from communesplone.core.hours.model import Day
from communesplone.core.hours.model import Span
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from zope.i18nmessageid import Message


WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)


def status_text(status: Status, moment: datetime) -> Message:
    """Return the status line, such as "Open until 16:00" or "Closed, opens on Monday at 8:30"."""
    if status.until is not None:
        return _until_text(status)
    closed = _closed_text(status)
    if status.next_opening is None:
        return closed
    opening = opening_text(status.next_opening, moment.astimezone(BRUSSELS).date())
    return _("${state}, ${opening}", mapping={"state": closed, "opening": opening})


def _until_text(status: Status) -> Message:
    mapping = {"time": time_text(status.until.astimezone(BRUSSELS).time())}
    if status.by_appointment:
        return _("By appointment until ${time}", mapping=mapping)
    if status.kind == "closing":
        return _("Closes at ${time}", mapping=mapping)
    return _("Open until ${time}", mapping=mapping)


def _closed_text(status: Status) -> Message:
    if status.kind == "closed":
        return _("Closed")
    if status.reason:
        return _("Exceptionally closed (${reason})", mapping={"reason": status.reason})
    return _("Exceptionally closed")


def opening_text(opening: datetime, today: date) -> Message:
    """Return when a closed desk opens: "opens at", "opens tomorrow at", "opens on Monday at"."""
    local = opening.astimezone(BRUSSELS)
    mapping = {"time": time_text(local.time())}
    ahead = local.date() - today
    if not ahead:
        return _("opens at ${time}", mapping=mapping)
    if ahead == timedelta(days=1):
        return _("opens tomorrow at ${time}", mapping=mapping)
    if ahead < timedelta(days=7):
        mapping["weekday"] = WEEKDAYS[local.weekday()]
        return _("opens on ${weekday} at ${time}", mapping=mapping)
    mapping["date"] = date_text(local.date())
    return _("opens on ${date} at ${time}", mapping=mapping)


def time_text(at: time) -> Message:
    """Return a time of day as a sentence says it: "16 h", "8 h 30"."""
    return _("time_of_day", default="${clock}", mapping={"clock": _clock(at)})


def _clock(at: time) -> Message:
    if not at.minute:
        return _("clock_hour", default="${hour}:00", mapping={"hour": str(at.hour)})
    mapping = {"hour": str(at.hour), "minute": f"{at.minute:02}"}
    return _("clock_hour_minute", default="${hour}:${minute}", mapping=mapping)


def span_text(span: Span) -> Message:
    """Return a span as a table shows it: "8 h 30 – 12 h"."""
    mapping = {"start": _clock(span.start), "end": _clock(span.end)}
    if span.by_appointment:
        return _(
            "span_by_appointment", default="${start} – ${end} (by appointment)", mapping=mapping
        )
    return _("span", default="${start} – ${end}", mapping=mapping)


def spans_text(spans: Day) -> tuple[Message, ...]:
    """Return the texts of a day's spans, or "Closed" alone."""
    return tuple(map(span_text, spans)) or (_("Closed"),)


def date_text(on: date) -> Message:
    """Return a day of the year: "4 January", "1er mai"."""
    mapping = {"day": str(on.day), "month": MONTHS[on.month - 1]}
    if on.day == 1:
        return _("first_of_month", default="${day} ${month}", mapping=mapping)
    return _("day_of_month", default="${day} ${month}", mapping=mapping)
