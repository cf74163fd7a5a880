"""What a line of the log tells: that a page of a host was read on a day. No more is taken."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.hours import BRUSSELS
from datetime import datetime
from functools import lru_cache
from typing import Any
from typing import NamedTuple
from urllib.parse import unquote
import json


#: A page was shown: sent, or told to be the one that the browser has.
SHOWN = frozenset({200, 304})
#: What no person asks for by itself: parts of pages, machines' business.
PARTS = ("/++", "/@@images", "/-/", "/@@site-logo", "/favicon")
LONGEST = 500


class Visit(NamedTuple):
    """Where and on which day, in Belgium, as ISO: ("www.namur.be", "2026-11-29", "/agenda")."""

    host: str
    day: str
    path: str


def visits(lines: Iterable[bytes], since: str) -> tuple[Counter[Visit], str]:
    """Return the visits by persons that lines tell of, and the time of the latest line.

    Robots and those who work on the site are left out, and lines that do not say who asked.

    :param since: lines of this time, as written there, and before are left out.
    """
    found: Counter[Visit] = Counter()
    latest = since
    for line in lines:
        told = _told(line)
        moment = told.get("time", "")
        if not isinstance(moment, str) or moment <= since:
            continue
        latest = max(latest, moment)
        visit = _visit(told)
        if visit is not None:
            found[visit] += 1
    return found, latest


def times(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the time of each line that tells one, as it is written there."""
    return (time for line in lines if (time := _told(line).get("time")) and isinstance(time, str))


def _told(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        # Cut by a full disk or a crash: one line.
        return {}
    return told if isinstance(told, dict) else {}


def _visit(told: dict[str, Any]) -> Visit | None:
    wanted = told.get("visitor") == "person" and told.get("method") == "GET"
    host, path = told.get("host"), told.get("path")
    if not wanted or told.get("status") not in SHOWN:
        return None
    if not isinstance(host, str) or not isinstance(path, str) or len(path) > LONGEST:
        return None
    path = unquote(path).rstrip("/") or "/"
    if any(part in path for part in PARTS):
        return None
    try:
        return Visit(host.partition(":")[0].lower(), _day(told["time"][:13]), path)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _day(hour: str) -> str:
    """Return the day in Belgium of an hour in UTC, "2026-11-29T23"."""
    return datetime.fromisoformat(f"{hour}:00:00+00:00").astimezone(BRUSSELS).date().isoformat()
