"""Phrases that visitors search for: a line a time in a file of the day, beside the database.

Anonymous visits write nothing into the database; and what one visitor typed is nobody's business.
So the files hold no address and no hour, and nothing is shown of them but what was typed often
(`communesplone.search.unanswered`).
"""

from collections import Counter
from communesplone.search.analysis import words
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
import json
import os
import re


FOLDER = "searches"
LONGEST = 80
MOST_WORDS = 8
#: A file of one site and one day: beyond, somebody plays.
MOST_BYTES = 2_000_000
SITE = re.compile(r"[A-Za-z0-9][\w.-]{0,99}", re.ASCII)
#: Five digits, also as people write the numbers of a telephone, an account or a person.
NUMBER = re.compile(r"(?:\d[\s./+()-]{0,3}){5}")
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})\.jsonl")


class Typed(NamedTuple):
    """A phrase as it is counted, and whether a page answered it."""

    language: str
    phrase: str
    answered: bool


def folder(site_id: str) -> Path | None:
    """Return where the phrases of a site are; None in a process without files (tests)."""
    place = os.environ.get("COMMUNES_VAR")
    return Path(place) / FOLDER / site_id if place and SITE.fullmatch(site_id) else None


def countable(text: str, language: str) -> str:
    """Return a phrase as it is counted; empty for one that may tell of a person.

    >>> countable("Carte d’identité", "fr")
    'carte d identite'
    >>> countable("moi@exemple.be", "fr") or countable("081 24 60 11", "fr")
    ''
    """
    if len(text) > LONGEST or "@" in text or "＠" in text or NUMBER.search(text):
        return ""
    found = words(text, language)
    return " ".join(found) if 0 < len(found) <= MOST_WORDS else ""


def note(site_id: str, typed: Typed, day: date) -> bool:
    """Note that a phrase was searched for; return whether it was noted.

    :param typed: the phrase as a visitor typed it.

    One write at the end of the file, opened for it: processes do not mix their lines, and none
    holds on to a file that is gone. A disk that is full must cost nobody a page.
    """
    place, phrase = folder(site_id), countable(typed.phrase, typed.language)
    if place is None or not phrase:
        return False
    told = typed._replace(phrase=phrase)._asdict()
    line = json.dumps(told, ensure_ascii=False) + "\n"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(
            place / f"{day.isoformat()}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600
        )
        try:
            room = os.fstat(file).st_size < MOST_BYTES
            return room and os.write(file, line.encode()) > 0
        finally:
            os.close(file)
    except OSError:
        return False


def counted(site_id: str, since: date) -> Counter[Typed]:
    """Return how often each phrase was searched for since a day."""
    found: Counter[Typed] = Counter()
    place = folder(site_id)
    for file in sorted(place.glob("*.jsonl")) if place is not None else ():
        if _day(file) is not None and _day(file) >= since:
            with file.open(encoding="utf-8", errors="replace") as lines:
                found.update(typed for typed in map(_read, lines) if typed is not None)
    return found


def forget(site_id: str, before: date | None = None) -> None:
    """Delete the files of a site of before a day; without a day, all."""
    place = folder(site_id)
    for file in list(place.glob("*.jsonl")) if place is not None else ():
        day = _day(file)
        if day is not None and (before is None or day < before):
            file.unlink(missing_ok=True)


def first_day(today: date, days: int) -> date:
    """Return the first of the last days, today being one of them."""
    return today - timedelta(days=days - 1)


def _day(file: Path) -> date | None:
    found = DAY.fullmatch(file.name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _read(line: str) -> Typed | None:
    """Return what a line tells; None for one that is not whole."""
    try:
        told = json.loads(line)
        typed = Typed(told["language"], told["phrase"], bool(told.get("answered")))
    except (ValueError, KeyError, TypeError):
        return None
    # Also what was written when other phrases were countable.
    return typed if countable(typed.phrase, typed.language) == typed.phrase else None
