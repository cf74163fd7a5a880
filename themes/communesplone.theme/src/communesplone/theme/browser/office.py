"""The frame of the back office: the bar with the sections of work, and the page under it."""

from communesplone.core.interfaces import IOfficePlace
from communesplone.theme.browser.frame import Frame
from communesplone.theme.browser.look import VERSION
from communesplone.theme.naming import with_kind
from communesplone.theme.office_person import Person
from communesplone.theme.office_person import person
from functools import cached_property
from operator import itemgetter
from plone.app.layout.globals.layout import LayoutPolicy
from plone.app.layout.viewlets.common import ContentViewsViewlet
from plone.app.layout.viewlets.common import ViewletBase
from plone.app.layout.viewlets.toolbar import ToolbarViewletManager
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zope.component import getAdapters
from zope.component import queryMultiAdapter
from zope.i18n import translate


#: Kinds of Plone's messages, as the classes of ours.
MESSAGES = {"info": "ok", "warning": "warn", "error": "error"}


class Office(BrowserView):
    """@@office/macros/page: what a page of the back office fills in."""

    template = ViewPageTemplateFile("templates/office.pt")

    def __call__(self) -> str:
        return ""

    @property
    def macros(self) -> Any:
        return self.template.macros


class Desk(BrowserView):
    """@@communes_office, for templates only: what the bar and the page around the work show."""

    def __call__(self) -> str:
        return ""

    @cached_property
    def frame(self) -> Frame:
        return Frame(self.context, self.request)

    @property
    def site_url(self) -> str:
        return self.frame.structure.url

    @property
    def look(self) -> str:
        return f"{self.site_url}/@@look/{VERSION}"

    @property
    def language(self) -> str:
        return self.frame.language

    @property
    def home_url(self) -> str:
        return self.frame.structure.home_url

    @cached_property
    def named(self) -> tuple[str, str]:
        """The commune as ("Commune de ", "Durbuy"); the hub, or "Commune du Rœulx", is one."""
        known = self.frame.structure
        # Who works in a mini-site works for the commune around it
        title = known.outer.title if known.outer else known.title
        whole = with_kind(title, known.identity.kind, self.language)
        before, found, after = whole.rpartition(title)
        return (before, found) if found and not after else ("", whole)

    @property
    def logo(self) -> str:
        return self.frame.logo

    @cached_property
    def person(self) -> Person:
        return person(self.frame.site, self.request)

    @property
    def search_url(self) -> str:
        """Where the bar searches: the contents of the back office, else the site's search."""
        found = queryMultiAdapter((self.frame.site, self.request), name="contents")
        return f"{self.site_url}/@@{'contents' if found is not None else 'search'}"

    @property
    def account_url(self) -> str:
        """Where people keep their account: our own page where an add-on has one, else Plone's."""
        found = queryMultiAdapter((self.frame.site, self.request), name="my-account")
        view = "my-account" if found is not None else "personal-information"
        return f"{self.site_url}/@@{view}"

    @property
    def searched(self) -> str:
        text = self.request.form.get("SearchableText", "")
        return text if isinstance(text, str) else ""

    @cached_property
    def places(self) -> list[dict[str, Any]]:
        """Return the sections of work of this person, in order; where they are is marked."""
        adapters = getAdapters((self.frame.site, self.request), IOfficePlace)
        found = [
            {
                "order": place.order,
                "title": translate(place.title, context=self.request),
                "url": place.url,
                "count": place.count,
                "current": None,
            }
            for _name, place in adapters
            if place.available()
        ]
        found.sort(key=itemgetter("order", "title"))
        here = self._here(found)
        if here is not None:
            here["current"] = "page" if here["url"] == self._address else "true"
        return found

    @property
    def _address(self) -> str:
        return self.request.get("ACTUAL_URL", "").rstrip("/")

    def _here(self, places: list[dict[str, Any]]) -> dict[str, Any] | None:
        """Return the place whose address begins that of this page, the longest of them."""
        address = f"{self._address}/"
        within = [
            place
            for place in places
            if address.startswith((f"{place['url']}/", f"{place['url']}-"))
        ]
        return max(within, key=lambda place: len(place["url"]), default=None)

    def messages(self) -> list[dict[str, str]]:
        return [
            {"text": message.message, "kind": MESSAGES.get(message.type, "info")}
            for message in IStatusMessage(self.request).show()
        ]

    def title(self, view: Any) -> str:
        """Return what the tab of the browser says: that of the view, and the commune."""
        own = getattr(view, "page_title", None) or getattr(view, "label", None)
        own = own() if callable(own) else own
        text = translate(own, context=self.request) if own else ""
        return " – ".join(filter(None, (text, self.frame.structure.title)))


class Bar(ViewletBase):
    """The viewlet plone.logo: the same bar over Plone's own forms."""

    def update(self) -> None:
        self.desk = Desk(self.context, self.request)


class Layout(LayoutPolicy):
    """@@plone_layout, where Plone's toolbar is narrow until somebody widens it."""

    def _toolbar_classes(self) -> set[str]:
        classes = super()._toolbar_classes()
        if classes and not self.request.cookies.get("plone-toolbar"):
            classes -= {"plone-toolbar-expanded", "plone-toolbar-left-expanded"}
        return classes


class Toolbar(ToolbarViewletManager):
    """Plone's toolbar as one named region: its own template nests two without a name."""

    custom_template = ViewPageTemplateFile("templates/toolbar.pt")


class ContentViews(ContentViewsViewlet):
    """plone.contentviews: the entries of the toolbar, each with a name."""

    menu_template = ViewPageTemplateFile("templates/toolbar_menu.pt")
