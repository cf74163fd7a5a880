"""@@shared and @@shared-item: the library for everyone, without an account."""

from communesplone.core import _
from communesplone.core.feeds import atom
from communesplone.core.feeds import Feed
from communesplone.core.feeds import FeedItem
from communesplone.core.reference import slug
from communesplone.core.sharing.interfaces import IShareable
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Found
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import PAGE
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.showing import Part
from communesplone.core.sharing.showing import parts
from communesplone.hub.browser.adopting import Adopting
from communesplone.hub.browser.base import HubPage
from communesplone.hub.places import REVIEW
from datetime import datetime
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import NotFound
from zope.component import getUtilitiesFor


TITLE = _("What the communes share")
LICENCE_URLS = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


class SharedView(HubPage):
    """The library: search and rows."""

    page_title = TITLE
    place = "place-library"

    @cached_property
    def kind_asked(self) -> str:
        """The kind asked for; empty for all."""
        return self.given("kind", 40)

    @cached_property
    def query(self) -> Query:
        start = self.given("start", 6)
        return Query(
            text=self.given("text"),
            kinds=tuple(filter(None, [self.kind_asked])),
            start=int(start) if start.isdigit() else 0,
        )

    def kinds(self) -> list[dict[str, Any]]:
        """Return the kinds that there are, as choices; that of the address stays one of them."""
        titles = {one.kind: one.title for _type, one in getUtilitiesFor(IShareable)}
        titles |= {PACK: _("Pack"), "": _("Every kind")}
        found = {self.kind_asked, *self.kept.index.values_of("kind")} - {""}
        named = {kind: self.say(titles.get(kind, kind)) for kind in ("", *found)}
        return [
            {
                "value": kind,
                "title": name,
                "selected": "selected" if kind == self.kind_asked else None,
            }
            for kind, name in sorted(named.items(), key=lambda one: (one[0] != "", slug(one[1])))
        ]

    @cached_property
    def found(self) -> Found:
        # Visitors are not told who uses each row: the index alone answers
        return self.kept.index.search(self.query) if self.kept is not None else Found((), 0)

    def rows(self) -> list[dict[str, Any]]:
        return [self.shown(one) for one in self.found.rows]

    @property
    def next_url(self) -> str:
        """Where the next rows are; empty after the last."""
        end = self.query.start + PAGE
        if end >= self.found.total:
            return ""
        asked = {"text": self.query.text, "kind": self.kind_asked, "start": str(end)}
        return self.address("shared", **{name: one for name, one in asked.items() if one})

    def figures(self) -> list[tuple[str, int]]:
        """Return what is counted: contents, communes that gave some."""
        index = self.kept.index
        return [
            (self.say(_("Contents shared")), index.contents()),
            (self.say(_("Communes that share")), len(index.values_of("issuer"))),
        ]


class SharedItemView(Adopting, HubPage):
    """One content, as everyone may read it."""

    library_view = "library-item"
    place = "place-library"

    @cached_property
    def standing(self) -> Standing:
        """What the library knows of it.

        :raises NotFound: it is not in the library.
        """
        found = self.library.standing(self.given("urn", 45)) if self.kept is not None else None
        if found is None:
            raise NotFound("urn")
        return found

    @cached_property
    def envelope(self) -> Envelope:
        return self.library.envelope(self.standing.summary.urn)

    @property
    def page_title(self) -> str:
        return self.standing.summary.title

    @cached_property
    def info(self) -> dict[str, Any]:
        return self.shown(self.standing.summary)

    @property
    def licence_url(self) -> str:
        return LICENCE_URLS.get(self.standing.summary.licence, "")

    @property
    def take_out_url(self) -> str:
        """Where a reviewer takes it out of the library; empty for whoever is none."""
        if not api.user.has_permission(REVIEW, obj=self.site):
            return ""
        return self.address("take-out", urn=self.standing.summary.urn)

    def parts(self) -> list[Part]:
        return [one for one in parts(self.envelope) if not one.local]

    def local(self) -> list[str]:
        return [self.say(one.heading) for one in parts(self.envelope) if one.local]

    @property
    def author(self) -> str:
        return self.standing.summary.issuer

    @property
    def using(self) -> tuple[tuple[str, str], ...]:
        return self.standing.adopters


class SharedFeedView(SharedView):
    """@@shared-feed: what was accepted last, as Atom."""

    def __call__(self) -> bytes:
        """Return the feed."""
        response = self.request.response
        response.setHeader("Content-Type", "application/atom+xml; charset=utf-8")
        return atom(self.feed())

    def feed(self) -> Feed:
        newest = Query(order="date")
        found = self.kept.index.search(newest) if self.kept is not None else Found((), 0)
        return Feed(
            title=self.say(TITLE),
            description="",
            url=self.address("shared-feed"),
            page_url=self.address("shared"),
            language=self.language,
            author=self.site.Title(),
            items=[self._entry(row) for row in found.rows],
        )

    def _entry(self, row: Any) -> FeedItem:
        moment = datetime.fromisoformat(row.accepted)
        return FeedItem(
            id=row.urn,
            title=row.title,
            url=self.page_of(row),
            description=row.description,
            published=moment,
            modified=moment,
            categories=(self.say(_("Pack")) if row.kind == PACK else self.kind(row.portal_type),),
        )
