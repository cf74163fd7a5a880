"""@notices of a folder and @waste of a calendar, open to everybody."""

from communesplone.core.changes import declare_next_change
from communesplone.core.hours import BRUSSELS
from communesplone.notices import listing
from communesplone.notices.asked import one
from communesplone.notices.asked import read
from communesplone.notices.facts import KINDS
from communesplone.notices.facts import to_json
from communesplone.notices.listing import Found
from communesplone.notices.waste.calendar import schedule_of
from datetime import datetime
from datetime import timedelta
from plone.restapi.services import Service
from typing import Any
from zExceptions import NotFound
import json


AHEAD = timedelta(days=60)
Data = dict[str, Any]


class Notices(Service):
    """The notices below a folder with their status; kind=… and state=closed as on the page."""

    open_to_anonymous = True

    def reply(self) -> Data:
        """Answer what is current, or closed of a kind."""
        asked, now = read(self.request.form), datetime.now(BRUSSELS)
        declare_next_change(self.request, listing.next_midnight(now))
        kinds = (asked.kind,) if asked.kind else KINDS
        find = listing.closed if asked.closed else listing.current
        items = [_item(found) for found in find(self.context, listing.clock(now), kinds)]
        return {
            "@id": f"{self.context.absolute_url()}/@notices",
            "items": items,
            "items_total": len(items),
        }


def _item(found: Found) -> Data:
    return {
        "@id": found.brain.getURL(),
        "@type": found.brain.portal_type,
        "title": found.brain.Title,
        "description": found.brain.Description,
        "status": found.status.value,
        **json.loads(to_json(found.facts)),
    }


class Waste(Service):
    """What is collected in the next sixty days: street=… and number=…, or sector=…"""

    open_to_anonymous = True

    def reply(self) -> Data:
        """Answer the collections, or what to ask for when the address is not enough."""
        form, schedule = self.request.form, schedule_of(self.context)
        today = datetime.now(BRUSSELS).date()
        declare_next_change(self.request, listing.next_midnight(datetime.now(BRUSSELS)))
        sector, answer = one(form, "sector", 20), None
        if sector and sector not in schedule.sectors:
            raise NotFound(sector)
        if street := one(form, "street"):
            answer = schedule.find(street, one(form, "number", 20))
            sector = answer.sector
        found = schedule.collections(sector, today, today + AHEAD) if sector else ()
        return {
            "@id": f"{self.context.absolute_url()}/@waste",
            "sectors": schedule.sectors,
            "sector": sector or None,
            "needs_number": bool(answer and answer.needs_number),
            "suggestions": list(answer.suggestions) if answer else [],
            "collections": [
                {
                    "date": item.on.isoformat(),
                    "stream": item.stream,
                    "planned": item.planned.isoformat(),
                }
                for item in found
            ],
        }
