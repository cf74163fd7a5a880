"""The page of a waste calendar: a street, its next collections, its year."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.typography import capital
from communesplone.core.typography import MONTHS
from communesplone.notices.asked import one
from communesplone.notices.browser.base import Data
from communesplone.notices.browser.base import NoticesPage
from communesplone.notices.listing import next_midnight
from communesplone.notices.topics import choice_of
from communesplone.notices.topics import WASTE
from communesplone.notices.waste.calendar import schedule_of
from communesplone.notices.waste.model import Answer
from communesplone.notices.waste.model import Collection
from communesplone.notices.waste.model import Schedule
from datetime import date
from datetime import timedelta
from functools import cached_property
from itertools import groupby
from itertools import islice
from plone import api
from typing import Any
from urllib.parse import urlencode
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.component.hooks import getSite
import re


NEXT = 8
AHEAD = timedelta(days=400)
#: More names would weigh more than the page: then one types, and gets what could be meant.
MOST_NAMES = 400
YEAR = re.compile(r"20[0-9]{2}")
Day = tuple[date, list[Collection]]


class WastePage(NoticesPage):
    """What the pages of a calendar share: what is asked, and the words for it."""

    @cached_property
    def schedule(self) -> Schedule:
        return schedule_of(self.context)

    @cached_property
    def street(self) -> str:
        return one(self.request.form, "street")

    @cached_property
    def number(self) -> str:
        return one(self.request.form, "number", 20)

    @cached_property
    def answer(self) -> Answer:
        return self.schedule.find(self.street, self.number) if self.street else Answer()

    @cached_property
    def sector(self) -> str:
        """The sector that is asked for, or that of the address; empty for none.

        :raises NotFound: for one that the calendar has not.
        """
        asked = one(self.request.form, "sector", 20)
        if asked and asked not in self.schedule.sectors:
            raise NotFound(asked)
        return asked or self.answer.sector

    @property
    def sector_title(self) -> str:
        title = self.text(self.schedule.sectors.get(self.sector, ""))
        return title if title == self.sector else f"{self.sector} – {title}"

    @property
    def colon(self) -> str:
        """A colon, with the space before it that French wants."""
        return " :" if self.language == "fr" else ":"

    @property
    def where(self) -> str:
        """The address in words, or the sector."""
        if self.answer.sector:
            return self.text(" ".join(filter(None, (self.answer.street, self.number))))
        words = _("Sector ${sector}", mapping={"sector": self.sector_title})
        return self.writer.say(words)

    def streams(self, found: list[Collection]) -> str:
        """Return the names of streams: "Ordures, PMC"."""
        return self.writer.streams(item.stream for item in found)

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Yield the days with what is collected on them."""
        found = self.schedule.collections(self.sector, first, last)
        for on, items in groupby(found, key=lambda item: item.on):
            yield on, list(items)

    def day(self, on: date, found: list[Collection]) -> Data:
        """Return a day as a list shows it."""
        moved = [item for item in found if item.is_moved]
        note = ""
        if moved:
            planned = self.writer.date(moved[0].planned)
            note = self.writer.say(_("instead of ${date}", mapping={"date": planned}))
        if note and len(moved) < len(found):
            note = f"{self.streams(moved)}, {note}"
        return {
            "date": self.writer.date_object(on),
            "title": self.streams(found),
            "note": note,
        }

    def query(self, **more: Any) -> str:
        """Return the parameters that lead to this sector or address again."""
        asked = {"street": self.answer.street, "number": self.number}
        if not self.answer.sector:
            asked = {"sector": self.sector}
        return urlencode({key: value for key, value in {**asked, **more}.items() if value})


class WasteView(WastePage):
    """@@waste_view: the form, the next collections of a street, the sectors."""

    def __call__(self) -> str:
        """A list of days changes at midnight."""
        _checked = self.sector
        declare_next_change(self.request, next_midnight(self.now))
        return super().__call__()

    @property
    def indexed(self) -> bool:
        """Search engines get the page, not every address."""
        return not self.street

    @property
    def canonical(self) -> str:
        url = self.context.absolute_url()
        return f"{url}?{self.query()}" if self.sector else url

    @property
    def page_title(self) -> str:
        title = self.text(self.context.Title())
        return f"{self.where} – {title}" if self.sector else title

    def names(self) -> list[str]:
        """Return the streets that the field suggests."""
        streets = self.schedule.streets
        return list(streets) if len(streets) <= MOST_NAMES else []

    def problem(self) -> Data | None:
        """Return what to say of an address that has no sector; None when there is nothing to."""
        answer = self.answer
        if not self.street or answer.sector:
            return None
        mapping = {"street": self.text(answer.street or self.street), "number": self.number}
        if answer.needs_number:
            words = _("${street} is in several sectors: write the house number.", mapping=mapping)
        elif answer.number_unknown:
            words = _(
                "We do not know number ${number} of ${street}. Check it, or choose a sector "
                "below.",
                mapping=mapping,
            )
        elif answer.suggestions:
            words = _("We do not know “${street}”. Did you mean:", mapping=mapping)
        else:
            words = _(
                "We do not know “${street}”. Check how it is written, or choose a sector below.",
                mapping=mapping,
            )
        url = self.context.absolute_url()
        suggestions = [
            {
                "title": self.text(name),
                "url": f"{url}?{urlencode({'street': name, 'number': self.number})}",
            }
            for name in answer.suggestions
        ]
        return {
            "text": self.writer.say(words),
            "suggestions": suggestions,
            "number": answer.needs_number or answer.number_unknown,
        }

    def found(self) -> Data | None:
        """Return the next collections of the sector that is asked for; None for none."""
        if not self.sector:
            return None
        today = self.now.date()
        days = list(islice(self.days(today, today + AHEAD), NEXT))
        url, sector = self.context.absolute_url(), urlencode({"sector": self.sector})
        ics = f"{url}/@@waste.ics?{sector}"
        years = [year for year in self.schedule.years if today.year <= year <= today.year + 1]
        return {
            "where": self.where,
            "sector": self.sector_title,
            "days": [self.day(*found) for found in days],
            "ics": ics,
            "webcal": ics.replace("https:", "webcal:").replace("http:", "webcal:"),
            "years": [
                {"title": str(year), "url": f"{url}/@@waste-year?{self.query(year=year)}"}
                for year in years
            ],
            "remind": self._remind(),
        }

    def _remind(self) -> str:
        """Return where to ask for a mail the evening before; empty where no mail is sent."""
        if ISubscriptions(getSite(), None) is None:
            return ""
        choice = choice_of(self.context, self.sector)
        query = urlencode({"topics": WASTE, f"choice-{WASTE}": choice})
        root = api.portal.get_navigation_root(self.context)
        return f"{root.absolute_url()}/@@subscriptions?{query}"

    def sectors(self) -> list[Data]:
        """Return the sectors, each with its next collection."""
        today, found = self.now.date(), []
        for key, title in self.schedule.sectors.items():
            coming = self.schedule.collections(key, today, today + AHEAD)
            day = next(groupby(coming, key=lambda item: item.on), None)
            said = ""
            if day:
                streams = self.streams(list(day[1]))
                said = self.text(f"{self.writer.date(day[0])}{self.colon} {streams}")
            found.append(
                {
                    "title": title if title == key else f"{key} – {self.text(title)}",
                    "url": f"{self.context.absolute_url()}?{urlencode({'sector': key})}",
                    "next": capital(said),
                }
            )
        return found


class WasteYear(WastePage):
    """@@waste-year: a year of a sector on one sheet, made to be printed."""

    indexed = False

    @cached_property
    def year(self) -> int:
        asked = one(self.request.form, "year", 4) or str(self.now.year)
        if not YEAR.fullmatch(asked):
            raise BadRequest("year: such as 2027")
        if not self.sector:
            raise BadRequest("sector: one of the calendar, or a street of it")
        if int(asked) not in self.schedule.years:
            raise NotFound(asked)
        return int(asked)

    def __call__(self) -> str:
        """Refuse what cannot be asked before anything is shown."""
        _checked = self.year
        return super().__call__()

    @property
    def page_title(self) -> str:
        return f"{self.text(self.context.Title())} {self.year} – {self.where}"

    @property
    def back(self) -> str:
        return f"{self.context.absolute_url()}?{self.query()}"

    def months(self) -> list[Data]:
        """Return the months that have collections, with their days."""
        names = MONTHS[self.language].split()
        days = self.days(date(self.year, 1, 1), date(self.year, 12, 31))
        return [
            {
                "key": f"month-{month}",
                "title": capital(names[month - 1]),
                "days": [self.day(*found) for found in of_month],
            }
            for month, of_month in groupby(days, key=lambda found: found[0].month)
        ]
