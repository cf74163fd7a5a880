"""Sections of pages: the notices that are open, the waste collection of a street."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Section
from communesplone.notices import listing
from communesplone.notices.asked import address
from communesplone.notices.browser.base import Data
from communesplone.notices.browser.base import row
from communesplone.notices.browser.base import STATIC
from communesplone.notices.facts import KINDS
from communesplone.notices.facts import next_change
from communesplone.notices.facts import TYPES
from communesplone.notices.notice import terms
from communesplone.notices.waste.calendar import schedule_of
from communesplone.notices.words import TITLES
from communesplone.notices.words import Writer
from datetime import datetime
from datetime import timedelta
from itertools import groupby
from plone import api
from zope import schema


STYLES = (STATIC.path("notices.css"),)
AHEAD = timedelta(days=60)
MOST_NAMES = 150


class INoticesSection(ISection):
    """Which notices, and how many."""

    kinds = schema.List(
        title=_("Kinds of notices"),
        description=_("None: all of them."),
        value_type=schema.Choice(vocabulary=terms(**TITLES)),
        required=False,
    )
    count = schema.Int(
        title=_("How many"),
        description=_("A number, such as 4. Fewer are shown when there are fewer."),
        min=1,
        max=12,
        default=4,
        required=False,
    )


class NoticesSection(Section):
    """What is open now, the nearest last day first."""

    kinds = (*TYPES.values(), "Folder")
    usual_heading = _("Official notices")
    styles = STYLES

    def update(self) -> None:
        """Find the notices below the home of the language."""
        self.writer = Writer(self.language)
        self.root = api.portal.get_navigation_root(self.context)
        now = listing.clock(self.now)
        kinds = tuple(self.data.get("kinds") or ()) or KINDS
        found = listing.current(self.root, now, kinds)[: self.data.get("count") or 4]
        self.rows = [row(self.writer, one, now) for one in found]
        moments = [next_change(one.facts, now) for one in found]
        self._until = min(
            [listing.next_midnight(self.now), *(listing.aware(one) for one in moments if one)]
        )

    def is_empty(self) -> bool:
        return not self.rows

    def until(self) -> datetime | None:
        return self._until

    def more(self) -> tuple[str, str] | None:
        """Return the way to the page of notices."""
        folders = self.search(portal_type="Folder", path={"depth": 1})
        kinds = self.data.get("kinds") or ()
        for brain in folders:
            if brain.getId in FOLDERS:
                url = address(brain.getURL(), kinds[0] if len(kinds) == 1 else "")
                return self.say(_("All notices")), url
        return None


#: Ids of the folder of notices in the trees that we make.
FOLDERS = frozenset({"avis", "bekanntmachungen", "berichten", "notices"})


class IWasteSection(ISection):
    """It has nothing to choose."""


class WasteSection(Section):
    """A street to write, and the next collection of each sector."""

    kinds = ("WasteCalendar",)
    usual_heading = _("Waste collection")
    styles = STYLES

    def update(self) -> None:
        """Find the waste calendar below the home of the language."""
        self.writer = Writer(self.language)
        brains = self.search(portal_type="WasteCalendar", sort_on="path", sort_limit=1)
        self.calendar = brains[0].getObject() if brains else None

    def is_empty(self) -> bool:
        return self.calendar is None

    def until(self) -> datetime | None:
        return listing.next_midnight(self.now)

    @property
    def url(self) -> str:
        return self.calendar.absolute_url()

    def names(self) -> list[str]:
        """Return the streets that the field suggests, when they weigh little."""
        streets = schedule_of(self.calendar).streets
        return list(streets) if len(streets) <= MOST_NAMES else []

    def sectors(self) -> list[Data]:
        """Return the sectors, each with its next collection."""
        schedule, today = schedule_of(self.calendar), self.now.date()
        found = []
        for key, title in schedule.sectors.items():
            coming = schedule.collections(key, today, today + AHEAD)
            day = next(groupby(coming, key=lambda item: item.on), None)
            if day:
                streams = self.writer.streams(item.stream for item in day[1])
                found.append(
                    {
                        "title": self.text(title),
                        "date": self.writer.date(day[0]),
                        "streams": streams,
                    }
                )
        return found
