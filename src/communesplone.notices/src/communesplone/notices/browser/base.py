"""What the pages of notices share."""

from communesplone.core.browser.page import Page
from communesplone.core.memory import remember
from communesplone.core.static import StaticFiles
from communesplone.core.typography import typeset_html
from communesplone.notices.facts import Status
from communesplone.notices.listing import clock
from communesplone.notices.listing import Found
from communesplone.notices.words import Writer
from datetime import datetime
from functools import cached_property
from plone.api.portal import get_current_language
from typing import Any
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite


Data = dict[str, Any]
STATIC = StaticFiles("communesplone.notices", __package__)


def row(writer: Writer, found: Found, now: datetime) -> Data:
    """Return what a list shows of a notice."""
    facts = found.facts
    days = (facts.first, facts.last) if found.status is Status.ANNOUNCED else (facts.last,)
    on = next(filter(None, (*days, facts.first)), None)
    return {
        "title": writer.text(found.brain.Title),
        "url": found.brain.getURL(),
        "date": writer.date_object(on) if on else None,
        "sentence": writer.sentence(facts, found.status, now.date()),
        "detail": writer.detail(facts),
        "status": found.status.value,
        "tag": writer.tag(found.status),
    }


class NoticesPage(Page):
    """A page of notices or of the waste calendar."""

    @cached_property
    def writer(self) -> Writer:
        return Writer(get_current_language(self.context))

    @cached_property
    def clock(self) -> datetime:
        """This moment as Brussels' clock shows it."""
        return clock(self.now)

    @property
    def stylesheet(self) -> str:
        return STATIC.url("notices.css")

    @cached_property
    def body(self) -> str:
        """The text as safe HTML, kept until it or the site changes."""
        value = getattr(self.context, "text", None)
        if value is None or not value.raw:
            return ""
        language = self.writer.language
        key = ("notice text", self.context._p_oid, self.context._p_serial, language)
        return remember(getSite(), key, lambda: typeset_html(value.output, language))

    @cached_property
    def contact(self) -> Data | None:
        """Telephone and e-mail of who answers; None for neither."""
        phone, email = (getattr(self.context, name, None) or "" for name in ("phone", "email"))
        if not (phone or email):
            return None
        return {"phone": phone, "tel": phone.replace(" ", ""), "email": email}

    def map(self) -> str:
        """Return the map of the place as safe HTML, empty without a position."""
        latitude = getattr(self.context, "latitude", None)
        drawn = queryMultiAdapter((self.context, self.request), name="communes_map")
        if latitude is None or drawn is None:
            return ""
        point = {
            "title": self.context.Title(),
            "url": self.context.absolute_url(),
            "latitude": latitude,
            "longitude": self.context.longitude,
            "text": " ".join(self.address()),
        }
        return drawn.draw([point], listed=False)

    def address(self) -> list[str]:
        """Return the lines of the place."""
        found = {
            name: getattr(self.context, name, None) or ""
            for name in ("street", "number", "postal_code", "locality")
        }
        pairs = ((found["street"], found["number"]), (found["postal_code"], found["locality"]))
        return [self.text(" ".join(filter(None, pair))) for pair in pairs if any(pair)]
