"""@@notices.rss and @@notices.ics of a folder, @@notice.ics of one; `kind=…` narrows them."""

from collections.abc import Callable
from communesplone.core import _
from communesplone.core import feeds
from communesplone.core.changes import declare_next_change
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.notices import ical
from communesplone.notices import listing
from communesplone.notices.asked import address
from communesplone.notices.asked import read
from communesplone.notices.browser.base import NoticesPage
from communesplone.notices.catalog import facts_of
from communesplone.notices.facts import Facts
from communesplone.notices.facts import KINDS
from communesplone.notices.inquiry import IPublicInquiry
from communesplone.notices.listing import Found
from communesplone.notices.words import TITLES
from datetime import datetime
from functools import cached_property
from plone.uuid.interfaces import IUUID
from zExceptions import BadRequest
from zope.i18nmessageid import Message


RSS = "application/rss+xml; charset=utf-8"


class Followed(NoticesPage):
    """What feed and calendar of a folder share."""

    @cached_property
    def kind(self) -> str:
        asked = read(self.request.form)
        if asked.closed or asked.page > 1:
            raise BadRequest("A kind only")
        return asked.kind

    @cached_property
    def found(self) -> list[Found]:
        declare_next_change(self.request, listing.next_midnight(self.now))
        return listing.current(self.context, self.clock, (self.kind,) if self.kind else KINDS)

    @property
    def title(self) -> str:
        kind = self.writer.say(TITLES[self.kind]) if self.kind else ""
        said = kind, self.text(self.context.Title()), identity().name
        return " – ".join(dict.fromkeys(filter(None, said)))

    def headers(self, content_type: str) -> None:
        """Say what the answer is; search engines do not index it."""
        response = self.request.response
        response.setHeader("Content-Type", content_type)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")


class NoticesFeed(Followed):
    """The current notices, the newest first."""

    def __call__(self) -> bytes:
        """Answer the feed."""
        items = sorted(map(self._item, self.found), key=lambda item: item.published, reverse=True)
        url = self.context.absolute_url()
        self.headers(RSS)
        return feeds.rss(
            feeds.Feed(
                title=self.title,
                description=self.text(self.context.Description()),
                url=address(f"{url}/@@notices.rss", self.kind),
                page_url=address(f"{url}/@@notices_view", self.kind),
                language=self.writer.language,
                author=identity().name or self.text(self.context.Title()),
                items=items,
            )
        )

    def _item(self, found: Found) -> feeds.FeedItem:
        brain, writer = found.brain, self.writer
        sentence = writer.sentence(found.facts, found.status, self.clock.date())
        said = sentence, writer.detail(found.facts), writer.text(brain.Description)
        return feeds.FeedItem(
            id=feeds.urn(brain.UID),
            title=writer.text(brain.Title),
            url=brain.getURL(),
            description=". ".join(part.rstrip(".") for part in said if part) + ".",
            published=listing.published(brain),
            modified=brain.modified.asdatetime(),
            categories=(writer.say(TITLES[found.facts.kind]),),
        )


class NoticesCalendar(Followed):
    """The last days of the current notices, to subscribe to."""

    def __call__(self) -> bytes:
        """Answer the calendar."""
        entries = [
            last_day(
                self.writer.say,
                found.facts,
                found.brain.UID,
                self.text(found.brain.Title),
                found.brain.getURL(),
                found.brain.modified.asdatetime(),
            )
            for found in self.found
            if found.facts.last
        ]
        url = address(f"{self.context.absolute_url()}/@@notices.ics", self.kind)
        self.headers(ical.TYPE)
        return ical.calendar(self.title, url, entries)


class NoticeCalendar(NoticesPage):
    """The last day of a notice; the closing session of an inquiry."""

    def __call__(self) -> bytes:
        """Answer the calendar."""
        item, facts = self.context, facts_of(self.context)
        uid, title, url = IUUID(item), self.text(item.Title()), item.absolute_url()
        stamp = item.modified().asdatetime()
        entries = []
        if facts.last:
            entries.append(last_day(self.writer.say, facts, uid, title, url, stamp))
        if IPublicInquiry.providedBy(item) and item.closing_day:
            entries.append(self._closing(uid, title, url, stamp))
        response = self.request.response
        response.setHeader("Content-Type", ical.TYPE)
        response.setHeader("Content-Disposition", ical.disposition(item.getId()))
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        return ical.calendar(title, f"{url}/@@notice.ics", entries)

    def _closing(self, uid: str, title: str, url: str, stamp: datetime) -> ical.Entry:
        item = self.context
        on = item.closing_day
        if item.closing_time:
            on = datetime.combine(on, item.closing_time, BRUSSELS)
        words = _("closing_session_of", "Closing session: ${title}", mapping={"title": title})
        return ical.Entry(
            uid=f"{uid}-closing",
            on=on,
            summary=self.writer.say(words),
            stamp=stamp,
            url=url,
            location=item.closing_where or "",
        )


LAST_DAYS = {
    "inquiries": _("last_day_to_react", "Last day to react: ${title}"),
    "jobs": _("last_day_to_apply", "Last day to apply: ${title}"),
    "contracts": _("last_day_to_tender", "Last day to tender: ${title}"),
}


def last_day(
    say: Callable[[Message], str], facts: Facts, uid: str, title: str, url: str, stamp: datetime
) -> ical.Entry:
    """Return the last day of a notice as an entry of a calendar."""
    words = LAST_DAYS[facts.kind]
    message = Message(words, mapping={"title": title})
    return ical.Entry(
        uid=f"{uid}-last",
        on=listing.aware(datetime.combine(facts.last, facts.hour)) if facts.hour else facts.last,
        summary=say(message),
        stamp=stamp,
        url=url,
        location=facts.where if facts.kind == "inquiries" else "",
    )
