"""Bases for entries of the navigation and blocks of the home, and the entries of the library."""

from communesplone.core import _
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.registration import shareable
from communesplone.hub.catalogue import catalogue
from communesplone.hub.interfaces import IHubPlace
from communesplone.hub.interfaces import IHubSection
from communesplone.hub.records import Row
from plone import api
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import urlencode
from zope.i18nmessageid import Message
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


REVIEW = "communesplone.hub: Review the library"
#: Where a row of the library leads that is no content.
VIEWS = {PACK: "shared-pack"}


class _OfHub:
    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.site = site
        self.request = request

    def address(self, name: str, /, **query: str) -> str:
        """Return the address of a page of the hub."""
        found = f"{self.site.absolute_url()}/@@{name}"
        return f"{found}?{urlencode(query)}" if query else found


@implementer(IHubPlace)
class Place(_OfHub):
    """An entry of the navigation for everybody; `view` is the name of the page it leads to."""

    title: Message | str = ""
    order = 0
    view = ""
    count = 0

    @property
    def url(self) -> str:
        return self.address(self.view)

    def available(self) -> bool:
        """See IHubPlace."""
        return catalogue(self.site) is not None

    def find(self, text: str, most: int) -> list[Row]:
        """See IHubPlace."""
        return []


@implementer(IHubSection)
class Section(_OfHub):
    """A block of the home; subclasses give title, text, order and rows."""

    title: Message | str = ""
    text: Message | str = ""
    order = 100
    lead: Message | str = ""
    aside = False

    def rows(self, most: int) -> list[Row]:
        """See IHubSection."""
        return []


class HomePlace(Place):
    """The home of the hub."""

    title = _("Home")
    order = 0
    view = "hub-home"


class LibraryPlace(Place):
    """What the communes share."""

    title = _("Library")
    order = 10
    view = "shared"

    def find(self, text: str, most: int) -> list[Row]:
        """Return contents of the library."""
        found = catalogue(self.site).index.search(Query(text=text)).rows[:most]
        return [
            Row(
                title=one.title,
                url=self.address(VIEWS.get(one.kind, "shared-item"), urn=one.urn),
                text=_text(one),
                kind=_("Pack") if one.kind == PACK else kind_of(one.portal_type),
            )
            for one in found
        ]


class OffersPlace(Place):
    """The queue, for the reviewers."""

    title = _("Offers")
    order = 90
    view = "offers"

    @property
    def count(self) -> int:
        return len(catalogue(self.site).waiting)

    def available(self) -> bool:
        """See IHubPlace."""
        allowed = api.user.has_permission(REVIEW, obj=self.site)
        return super().available() and bool(allowed)


def _text(row: Summary) -> Message:
    if row.kind == PACK:
        return _("${count} contents", mapping={"count": str(row.contents)})
    told = {"author": row.issuer_name, "revision": str(row.revision)}
    return _("${author}, revision ${revision}", mapping=told)


def kind_of(portal_type: str) -> Message | str:
    """Return what a type of shared content is called."""
    declared = shareable(portal_type)
    return declared.title if declared is not None else portal_type


def adopted_by(many: int) -> Message | None:
    """Return how many communes use a content, in words; None for none."""
    if many == 1:
        return _("adopted by one commune")
    return _("adopted by ${count} communes", mapping={"count": str(many)}) if many else None
