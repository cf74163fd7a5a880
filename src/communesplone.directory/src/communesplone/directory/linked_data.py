"""The directory in the words of schema.org, for search engines: plain data, no site needed."""

from communesplone.core.hours import exceptional_days
from communesplone.core.hours import OpeningHours
from communesplone.core.hours import Season
from communesplone.core.hours import Span
from communesplone.core.hours.model import Week
from datetime import date
from typing import Any


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HORIZON = 60

Data = dict[str, Any]


#: Types of schema.org by type, then by kind; a commune's own kinds are of the first.
TYPES = {
    "Service": {"": "GovernmentOffice"},
    "Association": {"": "NGO", "sport": "SportsOrganization", "music": "MusicGroup"},
    "Place": {
        "": "Place",
        "town_hall": "CityHall",
        "school": "School",
        "nursery": "ChildCare",
        "library": "Library",
        "sports_hall": "SportsActivityLocation",
        "sports_field": "SportsActivityLocation",
        "pool": "PublicSwimmingPool",
        "hall": "EventVenue",
        "park": "Park",
        "playground": "Playground",
        "recycling": "RecyclingCenter",
        "cemetery": "Cemetery",
        "parking": "ParkingFacility",
    },
    "Shop": {
        "": "LocalBusiness",
        "bakery": "Bakery",
        "food": "GroceryStore",
        "restaurant": "Restaurant",
        "pharmacy": "Pharmacy",
        "books": "BookStore",
        "clothing": "ClothingStore",
        "hair": "HairSalon",
        "bike": "BikeStore",
        "bank": "FinancialService",
    },
}
#: Of these types schema.org knows no opening hours, nor a position of their own.
WITHOUT_HOURS = frozenset({"NGO", "SportsOrganization", "MusicGroup"})


def entry(
    *,
    kind: tuple[str, str],
    name: str,
    url: str,
    description: str,
    contact: Data,
    address: Data,
    hours: OpeningHours,
    on: date,
    parent: str = "",
) -> Data:
    """Return an entry of the directory; what is not known is left out.

    :param kind: type of the content and key of its kind, such as ("Place", "library").
    :param contact: `phone`, `email`, `website`.
    :param address: `street`, `number`, `postal_code`, `locality`, `latitude`, `longitude`.
    :param on: today, in Brussels.
    :param parent: name of the administration that a service is part of.
    """
    types = TYPES[kind[0]]
    schema_type = types.get(kind[1], types[""])
    open_at = OpeningHours() if schema_type in WITHOUT_HOURS else hours
    found = {
        "@type": schema_type,
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "telephone": contact.get("phone"),
        "email": contact.get("email"),
        "sameAs": contact.get("website"),
        "address": _address(address),
        "geo": None if schema_type in WITHOUT_HOURS else _position(address),
        "openingHoursSpecification": opening_hours(open_at, on),
        "specialOpeningHoursSpecification": special_days(open_at, on),
        "parentOrganization": _administration(parent),
    }
    return {key: value for key, value in found.items() if value}


def _administration(name: str) -> Data | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def person(
    *, name: str, url: str, job: str, contact: Data, roles: list[Data], commune: str
) -> Data:
    """Return a schema.org Person.

    :param roles: what `role` makes of each mandate.
    """
    found = {
        "@type": "Person",
        "@id": url,
        "url": url,
        "name": name,
        "jobTitle": job,
        "telephone": contact.get("phone"),
        "email": contact.get("email"),
        "worksFor": _administration(commune),
        "memberOf": roles,
    }
    return {key: value for key, value in found.items() if value}


def role(
    *, title: str, body: str, start: date, end: date | None, member: Data | None = None
) -> Data:
    """Return the role of a person in a body as a schema.org OrganizationRole."""
    found = {
        "@type": "OrganizationRole",
        "roleName": title,
        "startDate": start.isoformat(),
        "endDate": end.isoformat() if end else None,
        "memberOf" if member is None else "member": member or _administration(body),
    }
    return {key: value for key, value in found.items() if value}


def body(*, name: str, url: str, commune: str, roles: list[Data]) -> Data:
    """Return a body of the commune, with those who sit in it, as a GovernmentOrganization."""
    return {
        "@type": "GovernmentOrganization",
        "@id": url,
        "url": url,
        "name": name,
        "parentOrganization": _administration(commune),
        "member": roles,
    }


def opening_hours(hours: OpeningHours, on: date) -> list[Data]:
    """Return the usual week, then each season with the dates of its next turn from `on`.

    Hours by appointment are left out: nobody can walk in.
    """
    specified = _week(hours.week)
    for season in hours.seasons:
        start, end = next_turn(season, on)
        valid = {"validFrom": start.isoformat(), "validThrough": end.isoformat()}
        specified += [{**found, **valid} for found in _week(season.week)]
    return specified


def next_turn(season: Season, on: date) -> tuple[date, date]:
    """Return first and last day of the season that `on` is in, or else of the next one."""
    over_new_year = season.last < season.first
    for year in (on.year - 1, on.year, on.year + 1):
        start = _on(year, *season.first)
        end = _on(year + over_new_year, *season.last)
        if end >= on:
            return start, end
    raise AssertionError("a season comes every year")


def special_days(hours: OpeningHours, on: date) -> list[Data]:
    """Return the days of the next two months that are not as usual: holidays, exceptions."""
    found: list[Data] = []
    for special in exceptional_days(hours, on, HORIZON):
        valid = {
            "validFrom": special.date.isoformat(),
            "validThrough": special.date.isoformat(),
        }
        spans = _walk_in(special.spans)
        # opens and closes at the same hour: schema.org's way of saying closed
        times = [_times(span) for span in spans] or [{"opens": "00:00", "closes": "00:00"}]
        found += [{"@type": "OpeningHoursSpecification", **valid, **time} for time in times]
    return found


def _week(week: Week) -> list[Data]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{name}",
            **_times(span),
        }
        for name, spans in zip(DAYS, week, strict=True)
        for span in _walk_in(spans)
    ]


def _walk_in(spans: tuple[Span, ...]) -> list[Span]:
    return [span for span in spans if not span.by_appointment]


def _times(span: Span) -> Data:
    return {"opens": f"{span.start:%H:%M}", "closes": f"{span.end:%H:%M}"}


def _on(year: int, month: int, day: int) -> date:
    """Return a date; the 29th of February is the 28th in a year that has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _address(address: Data) -> Data | None:
    parts = {
        "streetAddress": " ".join(filter(None, (address.get("street"), address.get("number")))),
        "postalCode": address.get("postal_code"),
        "addressLocality": address.get("locality"),
    }
    known = {key: value for key, value in parts.items() if value}
    return {"@type": "PostalAddress", **known, "addressCountry": "BE"} if known else None


def _position(address: Data) -> Data | None:
    latitude, longitude = address.get("latitude"), address.get("longitude")
    if latitude is None or longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
