"""@@waste.ics of a calendar: to download, and to subscribe to."""

from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.identity import identity
from communesplone.core.typography import capital
from communesplone.notices import ical
from communesplone.notices.browser.waste import WastePage
from communesplone.notices.listing import next_midnight
from communesplone.notices.waste.model import Collection
from communesplone.notices.waste.model import STREAMS
from datetime import timedelta
from plone.uuid.interfaces import IUUID
from zExceptions import BadRequest


PAST = timedelta(days=31)
AHEAD = timedelta(days=550)


class WasteCalendarFile(WastePage):
    """The collections of a sector or an address, a month back and a year and a half ahead."""

    def __call__(self) -> bytes:
        """Answer the calendar."""
        if not self.sector:
            raise BadRequest("sector: one of the calendar, or a street of it")
        declare_next_change(self.request, next_midnight(self.now))
        today = self.now.date()
        found = self.schedule.collections(self.sector, today - PAST, today + AHEAD)
        name = " – ".join(
            filter(None, (self.text(self.context.Title()), self.where, identity().name))
        )
        url = f"{self.context.absolute_url()}/@@waste.ics?{self.query()}"
        response = self.request.response
        response.setHeader("Content-Type", ical.TYPE)
        file = f"{self.context.getId()}-{self.sector}"
        response.setHeader("Content-Disposition", ical.disposition(file))
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        return ical.calendar(name, url, map(self._entry, found))

    def _entry(self, item: Collection) -> ical.Entry:
        # By the planned day: a calendar that knows it moves it, and keeps no second one.
        uid = f"{IUUID(self.context)}-{self.sector}-{item.stream}-{item.planned:%Y%m%d}"
        said = [self.text(self.context.evening_note)]
        if item.is_moved:
            instead = _("instead of ${date}", mapping={"date": self.writer.date(item.planned)})
            said.insert(0, capital(self.writer.say(instead)))
        return ical.Entry(
            uid=uid,
            on=item.on,
            summary=self.writer.say(STREAMS[item.stream][0]),
            stamp=self.context.modified().asdatetime(),
            url=self.context.absolute_url(),
            description="\n".join(filter(None, said)),
            evening_before=True,
        )
