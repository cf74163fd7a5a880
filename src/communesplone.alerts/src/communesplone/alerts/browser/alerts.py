"""The list of alerts, its feeds; roadworks with their map, GeoJSON and calendar."""

from collections.abc import Callable
from communesplone.alerts import board
from communesplone.alerts import facts
from communesplone.alerts import ical
from communesplone.alerts.browser.base import AlertsPage
from communesplone.alerts.cap import MEDIA_TYPE
from communesplone.alerts.facts import Facts
from communesplone.core import _
from communesplone.core import feeds
from communesplone.core.identity import identity
from communesplone.core.maps import geojson
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from DateTime import DateTime
from functools import cached_property
from plone import api
from typing import Any


SIZE = 20
FEED_LIMIT = 30
FEED_MINUTES = 5
FORMATS: dict[str, tuple[str, Callable[[feeds.Feed], bytes]]] = {
    "alerts.rss": ("application/rss+xml; charset=utf-8", feeds.rss),
    "alerts.atom": ("application/atom+xml; charset=utf-8", feeds.atom),
}


class AlertsView(AlertsPage):
    """@@alerts_view: in force, coming, past."""

    def in_force(self) -> list[dict[str, Any]]:
        return self.rows(self.board.in_force)

    def coming(self) -> list[dict[str, Any]]:
        return self.rows(self.board.coming)

    @cached_property
    def _past(self) -> list[Any]:
        span = {"query": DateTime(), "range": "max"}
        found = board.search(self.site, alert_end=span, sort_on="alert_end", sort_order="reverse")
        return board.in_language(found, self.writer.language)

    @cached_property
    def paging(self) -> Paging:
        paging = Paging(asked_page(self.request.form), SIZE, len(self._past), self.url)
        paging.refuse_beyond()
        return paging

    def past(self) -> list[dict[str, Any]]:
        """Return a page of those that are over, the latest first."""
        first = (self.paging.number - 1) * SIZE
        found = map(facts.load, self._past[first : first + SIZE])
        return self.rows([one for one in found if one.end <= self.now])

    @property
    def url(self) -> str:
        """The address of this list, wherever it is shown."""
        url = self.context.absolute_url()
        return url if self.context.getLayout() == self.__name__ else f"{url}/@@{self.__name__}"

    def canonical(self) -> str:
        return self.url

    def page_title(self) -> str:
        """The folder's own title; on another page, what the list is."""
        own = self.context.getLayout() == self.__name__
        return self.text(self.context.Title()) if own else self.writer.say(_("Alerts"))

    def page_description(self) -> str:
        return self.writer.say(
            _("Dangers, cuts and closed roads in the commune: what to do, where, until when.")
        )

    @property
    def may_publish(self) -> bool:
        return bool(api.user.has_permission("communesplone.alerts: Publish alerts", obj=self.site))

    def links(self) -> dict[str, str]:
        """Return the addresses beside the list."""
        url = self.home_url()
        names = ("alerts.rss", "alerts.atom", "roadworks_view", "publish-alert")
        return {name: f"{url}/@@{name}" for name in names}


class FeedView(AlertsPage):
    """@@alerts.rss, and @@alerts.atom, the index of CAP messages: in force and coming first."""

    def __call__(self) -> bytes:
        content_type, write = FORMATS[self.__name__]
        response = self.request.response
        response.setHeader("Content-Type", content_type)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        return write(self._feed())

    def _feed(self) -> feeds.Feed:
        home, commune = self.home_url(), identity(self.site).name
        # Where the page ends is known to the board: the feed changes with it
        found = [*self.board.in_force, *self.board.coming]
        return feeds.Feed(
            title=" – ".join(filter(None, (self.writer.say(_("Alerts")), commune))),
            description="",
            url=f"{home}/@@{self.__name__}",
            page_url=f"{home}/@@alerts_view",
            language=self.writer.language,
            author=commune or self.site.Title(),
            items=[self._item(one) for one in found[:FEED_LIMIT]],
            minutes=FEED_MINUTES,
        )

    def _item(self, found: Facts) -> feeds.FeedItem:
        writer = self.writer
        title = f"{writer.level(found)} – {writer.text(found.title)}"
        said = f"{writer.text(found.instruction)} {writer.area(found)}. {writer.span(found)}."
        first = found.updates[0].at if found.updates else found.start
        uid = feeds.urn(found.uid)
        return feeds.FeedItem(
            id=uid,
            title=title,
            url=found.url,
            description=said,
            # RSS has one date, and each update is news again
            published=found.changed if self.__name__ == "alerts.rss" else first,
            modified=found.changed,
            categories=(writer.kind(found),),
            guid=f"{uid}#{found.changed.isoformat()}",
            related=feeds.File(f"{found.url}/@@cap.xml", MEDIA_TYPE),
        )


class RoadworksView(AlertsView):
    """@@roadworks_view: works, closed roads, interruptions; list, map and dates."""

    @cached_property
    def works(self) -> list[Facts]:
        """What is under way, then what comes."""
        found = [one for one in self.board.in_force if one.is_works]
        coming = [one for one in self.board.coming if one.is_works]
        return [*sorted(found, key=lambda one: one.end), *coming]

    def listed(self) -> list[dict[str, Any]]:
        return self.rows(self.works)

    def map(self) -> str:
        """Return the drawn map of those that have a position."""
        if not any(one.geometry for one in self.works):
            return ""
        view = api.content.get_view("communes_map", self.context, self.request)
        return view.draw(self.points(), listed=False)

    def points(self) -> list[dict[str, Any]]:
        """Return the works as points of a map."""
        return [
            {
                "title": self.writer.text(one.title),
                "url": one.url,
                "text": f"{self.writer.span(one)}. {self.writer.area(one)}",
                "geometry": one.geometry,
            }
            for one in self.works
        ]

    def page_title(self) -> str:
        own = self.context.getLayout() == self.__name__
        return self.text(self.context.Title()) if own else self.writer.say(_("Roadworks"))

    def page_description(self) -> str:
        return self.writer.say(_("Works, closed roads and interruptions, with their dates."))

    def links(self) -> dict[str, str]:
        url = self.home_url()
        names = ("roadworks.ics", "roadworks.geojson", "alerts_view")
        return {name: f"{url}/@@{name}" for name in names}


class RoadworksGeoJson(RoadworksView):
    """@@roadworks.geojson (RFC 7946)."""

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", geojson.MEDIA_TYPE)
        response.setHeader("X-Robots-Tag", "noindex")
        response.setHeader("Access-Control-Allow-Origin", "*")
        dated = [
            point
            | {
                "kind": one.kind,
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "id": one.uid,
            }
            for point, one in zip(self.points(), self.works, strict=True)
        ]
        return geojson.dump(geojson.collection(dated))


class RoadworksCalendar(RoadworksView):
    """@@roadworks.ics: to subscribe to."""

    def __call__(self) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", "text/calendar; charset=utf-8")
        response.setHeader("X-Robots-Tag", "noindex")
        name = f"{self.writer.say(_('Roadworks'))} – {identity(self.site).name}"
        return ical.calendar(name, self.works, self.writer)
