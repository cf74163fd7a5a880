"""Notices in the words of schema.org: plain data, no site needed."""

from communesplone.notices.facts import Facts
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


Data = dict[str, Any]
BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True)
class About:
    """What every notice has."""

    name: str
    url: str
    description: str
    organisation: str

    @property
    def body(self) -> Data:
        return {"@type": "GovernmentOrganization", "name": self.organisation}


def inquiry(about: About, facts: Facts, address: list[str]) -> Data:
    """Return a public inquiry as an Event: it has no word of its own."""
    place = {"@type": "Place", "name": ", ".join(address)} if address else None
    return _known(
        {
            "@type": "Event",
            "@id": about.url,
            "url": about.url,
            "name": about.name,
            "description": about.description,
            "startDate": facts.first.isoformat() if facts.first else None,
            "endDate": _end(facts),
            "eventStatus": "https://schema.org/EventScheduled",
            "location": place,
            "organizer": about.body,
        }
    )


def job(about: About, facts: Facts, html: str, employment: str, posted: datetime) -> Data:
    """Return a vacancy as a JobPosting.

    :param html: its description.
    :param posted: when it was published.
    """
    return _known(
        {
            "@type": "JobPosting",
            "@id": about.url,
            "url": about.url,
            "title": about.name,
            "description": html or about.description,
            "datePosted": posted.date().isoformat(),
            "validThrough": _end(facts),
            "employmentType": employment,
            "hiringOrganization": about.body,
            "jobLocation": {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": about.organisation,
                    "addressCountry": "BE",
                },
            },
        }
    )


def contract(about: About, facts: Facts) -> Data:
    """Return a call for tenders as a Demand."""
    return _known(
        {
            "@type": "Demand",
            "@id": about.url,
            "url": about.url,
            "name": about.name,
            "description": about.description,
            "identifier": facts.reference,
            "validFrom": facts.first.isoformat() if facts.first else None,
            "validThrough": _end(facts),
            "seller": about.body,
        }
    )


def _end(facts: Facts) -> str | None:
    if facts.last is None:
        return None
    if facts.hour is None:
        return facts.last.isoformat()
    return datetime.combine(facts.last, facts.hour, BRUSSELS).isoformat()


def _known(found: Data) -> Data:
    return {key: value for key, value in found.items() if value not in (None, "", {})}
