"""Notices and a waste calendar of a fictitious commune, for demonstration sites, as data."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core.hours import BRUSSELS
from communesplone.notices.period import BASES
from communesplone.notices.period import earliest_end
from communesplone.notices.period import is_holiday
from communesplone.notices.period import is_working_day
from communesplone.notices.period import next_possible_end
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from plone.api.content import transition
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import json
import re


Entry = dict[str, Any]
FOLDER = "notices"
WORD = re.compile(r"\{(\w+)\}")
#: Written as numbers of days from today.
DAYS = ("start", "decided_on", "deadline", "published_on", "questions_until", "awarded_on")
TIMES = ("closing_time", "deadline_time")
AMOUNTS = ("estimate", "award_amount")
WEEKS = 60


def data_of(language: str) -> Entry:
    """Return what we have in a language; nothing when we have nothing in it."""
    path = files(__package__).joinpath(f"{language}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def populate(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    """Publish the demonstration notices of a language in the folder of notices.

    See communesplone.core.interfaces.IDemonstration.
    """
    folder, data = made.get(FOLDER), data_of(language)
    if folder is None or not data:
        return {}
    today = datetime.now(BRUSSELS).date()
    found = {
        f"notice-{entry['key']}": _make(folder, filled(entry, words), language, today)
        for entry in data["notices"]
    }
    waste = filled(data["waste"], words)
    lines = calendar_lines(waste, today)
    calendar = _create(folder, "WasteCalendar", {**waste, **lines}, language)
    transition(calendar, "publish")
    found["waste-calendar"] = calendar
    return found


def _make(folder: Any, entry: Entry, language: str, today: date) -> Any:
    documents = entry.pop("documents", ())
    item = _create(folder, entry.pop("type"), dated(entry, today), language)
    for document in documents:
        data = NamedBlobFile(document["text"].encode(), "text/plain", f"{document['id']}.txt")
        createContentInContainer(
            item,
            "File",
            checkConstraints=False,
            language=language,
            id=document["id"],
            title=document["title"],
            file=data,
        )
    # Its documents are published with it
    transition(item, "publish")
    return item


def _create(folder: Any, kind: str, fields: Entry, language: str) -> Any:
    stored = {name: _value(name, value) for name, value in fields.items() if name != "key"}
    return createContentInContainer(
        folder, kind, checkConstraints=False, language=language, **stored
    )


def _value(name: str, value: Any) -> Any:
    if name == "text":
        return RichTextValue(value, "text/html", "text/x-html-safe")
    if name in AMOUNTS:
        return Decimal(value)
    return time.fromisoformat(value) if name in TIMES else value


def dated(entry: Entry, today: date) -> Entry:
    """Return an entry with its days: numbers of days from today become working days.

    The period of an inquiry is the shortest that the law allows; its closing session is on its
    last day. One with `ended` has ended that many days ago at least.
    """
    fields = {
        name: working_day(today + timedelta(days=value))
        if name in DAYS and isinstance(value, int)
        else value
        for name, value in entry.items()
    }
    if "basis" in fields:
        length = BASES[fields["basis"]].days or 1
        if "ended" in fields:
            fields["start"] = _start_of_ended(today, fields.pop("ended"), length)
        fields["end"] = next_possible_end(earliest_end(fields["start"], length))
        if "closing_time" in fields:
            fields["closing_day"] = fields["end"]
    return fields


def _start_of_ended(today: date, ago: int, length: int) -> date:
    """Return the latest first day of an inquiry that ended `ago` days ago or before."""
    start = today - timedelta(days=ago + length - 1)
    while earliest_end(start, length) > today - timedelta(days=ago) or not is_working_day(start):
        start -= timedelta(days=1)
    return start


def working_day(on: date) -> date:
    """Return the day itself, or the next on which offices work."""
    while not is_working_day(on):
        on += timedelta(days=1)
    return on


def calendar_lines(waste: Entry, today: date) -> dict[str, str]:
    """Return rounds and moves of a year and more; their data are taken out of `waste`."""
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(weeks=WEEKS)
    lines = []
    days: set[date] = set()
    for stream, sectors, weekday, every, offset in waste.pop("weekly"):
        first = monday + timedelta(days=weekday, weeks=offset)
        lines.append(f"{stream} | {sectors} | {first:%d/%m/%Y} | {every} | {last:%d/%m/%Y}")
        days.update(first + timedelta(weeks=count) for count in range(WEEKS))
    moves = [
        f"{on:%d/%m/%Y} | {working_day(on):%d/%m/%Y}" for on in sorted(days) if is_holiday(on)
    ]
    lines.extend(_trees(waste.pop("trees"), today))
    return {"rounds": "\n".join(lines), "moves": "\n".join(moves)}


def _trees(sectors: str, today: date) -> Iterator[str]:
    """Yield the collection of Christmas trees, in the second week of January."""
    january = date(today.year + 1, 1, 8)
    on = january + timedelta(days=(5 - january.weekday()) % 7)
    yield f"trees | {sectors} | {on:%d/%m/%Y}"


def filled(value: Any, words: Mapping[str, str]) -> Any:
    """Return data with the words of a commune in every text of it."""
    if isinstance(value, str):
        return WORD.sub(lambda found: words.get(found[1], found[0]), value)
    if isinstance(value, list):
        return [filled(item, words) for item in value]
    if isinstance(value, dict):
        return {key: filled(item, words) for key, item in value.items()}
    return value
