"""Whether something of this site is likely the same as what comes: a hint, never a decision."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core.reference import slug
from communesplone.core.sharing.records import Envelope
from communesplone.sharing.syndicating.notices import key as keyed
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.store import Taken
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import islice
from Products.CMFPlone.Portal import PloneSite
from typing import Any


#: How much of two titles has to be the same, and how many items of a day or title are looked at.
ALIKE, MOST = 0.8, 50
#: Of what waits, so many are compared with.
LOOKED_AT = 200
#: Characters of a title that are compared: a source may send a very long one.
LONGEST = 200
DAY = timedelta(days=1)


def like(site: PloneSite, envelope: Envelope, taken: Taken) -> str:
    """Return the UID of what may be the same here, or the key of what waits; empty for none.

    The same day and place for what takes place, a title that is nearly the same for all.
    """
    key = keyed(envelope["urn"], str(envelope["issuer"].get("id", "")))
    for brain in _candidates(site, envelope):
        if taken.keys.get(brain.UID) != key and _same(envelope, brain.Title, brain.location):
            return str(brain.UID)
    for other in islice(taken.waiting, LOOKED_AT):
        if other != key and _same_envelope(envelope, taken.received[other]):
            return str(other)
    return ""


def _candidates(site: PloneSite, envelope: Envelope) -> Iterator[Any]:
    """Yield what of the same type takes place on the same day, or has a word of the title."""
    query: dict[str, Any] = {"portal_type": envelope["type"], "sort_limit": MOST}
    start = moment_of(envelope["fields"].get("start"))
    if start is not None:
        day = start.replace(hour=0, minute=0, second=0, microsecond=0)
        between = [DateTime(day.isoformat()), DateTime((day + DAY).isoformat())]
        query["start"] = {"query": between, "range": "min:max"}
    else:
        words = [word for word in slug(_title(envelope)).split("-") if len(word) > 3]
        if not words:
            return
        query["Title"] = " OR ".join(words[:8])
    # Unrestricted, since a draft that this person cannot see is no double to be made of it;
    # its title is shown to nobody who may not see it
    yield from site.portal_catalog.unrestrictedSearchResults(**query)[:MOST]


def _same(envelope: Mapping[str, Any], title: Any, location: Any) -> bool:
    fields = envelope["fields"]
    place, other = (
        slug(str(fields.get("location") or "")),
        slug(location if isinstance(location, str) else ""),
    )
    return similar(_title(envelope), str(title)) and (not place or not other or place == other)


def _same_envelope(envelope: Envelope, other: Received) -> bool:
    found = other.envelope
    days = [moment_of(one["fields"].get("start")) for one in (envelope, found)]
    same_day = (all(days) and days[0].date() == days[1].date()) or not any(days)
    place = found["fields"].get("location")
    return envelope["type"] == found["type"] and same_day and _same(envelope, _title(found), place)


def similar(one: str, other: str) -> bool:
    """Tell whether two titles are nearly the same, accents, capitals and punctuation apart."""
    first, second = (slug(title[:LONGEST]) for title in (one, other))
    return SequenceMatcher(None, first, second).ratio() >= ALIKE


def moment_of(data: Any) -> datetime | None:
    """Return the moment of a field as data, None for no moment."""
    try:
        return datetime.fromisoformat(data["moment"])
    except (KeyError, TypeError, ValueError):
        return None


def _title(envelope: Mapping[str, Any]) -> str:
    return str(envelope["fields"].get("title") or "")
