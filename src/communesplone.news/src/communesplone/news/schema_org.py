"""Events and news in the words of schema.org: plain data, no site needed."""

from communesplone.news.event import CANCELLED
from communesplone.news.event import FULL
from communesplone.news.event import MOVED
from communesplone.news.facts import Facts
from datetime import datetime
from typing import Any


Data = dict[str, Any]
STATUSES = {CANCELLED: "EventCancelled", MOVED: "EventRescheduled"}


def event(
    facts: Facts,
    start: datetime,
    end: datetime,
    *,
    name: str,
    url: str,
    description: str,
    address: Data,
    moved_from: datetime | None = None,
) -> Data:
    """Return a schema.org Event; what is not known is left out.

    :param address: fields of core's postal address that are filled in.
    :param moved_from: the moment that was first planned, with its zone.
    """
    found = {
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "startDate": start.date().isoformat() if facts.whole_day else start.isoformat(),
        "endDate": _end(facts, end),
        "previousStartDate": moved_from.isoformat() if moved_from else None,
        "eventStatus": f"https://schema.org/{STATUSES.get(facts.status, 'EventScheduled')}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(facts, address),
        "organizer": {"@type": "Organization", "name": facts.organiser}
        if facts.organiser
        else None,
        "isAccessibleForFree": not float(facts.price) if facts.price is not None else None,
        "offers": _offer(facts),
    }
    return {key: value for key, value in found.items() if value not in (None, "", {})}


def _end(facts: Facts, end: datetime) -> str | None:
    if facts.open_end:
        return None
    return end.date().isoformat() if facts.whole_day else end.isoformat()


def _place(facts: Facts, address: Data) -> Data:
    if not (facts.location or address):
        return {}
    parts = {
        "streetAddress": " ".join(filter(None, (address.get("street"), address.get("number")))),
        "postalCode": address.get("postal_code"),
        "addressLocality": address.get("locality"),
    }
    known = {key: value for key, value in parts.items() if value}
    place: Data = {
        "@type": "Place",
        "name": facts.location or facts.place_name,
        "address": {"@type": "PostalAddress", **known, "addressCountry": "BE"},
    }
    if address.get("latitude") is not None and address.get("longitude") is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": address["latitude"],
            "longitude": address["longitude"],
        }
    return place


def _offer(facts: Facts) -> Data:
    if facts.price is None:
        return {}
    offer = {"@type": "Offer", "price": facts.price, "priceCurrency": "EUR"}
    if facts.booking_url:
        offer["url"] = facts.booking_url
    offer["availability"] = (
        f"https://schema.org/{'SoldOut' if facts.status == FULL else 'InStock'}"
    )
    return offer


def news_article(
    *,
    headline: str,
    url: str,
    description: str,
    published: datetime,
    modified: datetime,
    image: str,
    publisher: str,
    themes: str,
) -> Data:
    """Return a schema.org NewsArticle; what is not known is left out."""
    found = {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "headline": headline[:110],
        "description": description,
        "datePublished": published.isoformat(),
        "dateModified": max(published, modified).isoformat(),
        "image": image,
        "articleSection": themes,
        "author": {"@type": "GovernmentOrganization", "name": publisher},
        "publisher": {"@type": "GovernmentOrganization", "name": publisher},
    }
    return {key: value for key, value in found.items() if value}
