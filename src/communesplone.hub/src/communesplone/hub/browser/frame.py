"""The frame of every page of the hub: its navigation, its search, who is there, the page.

Templates use `context/@@hub_frame/macros/page`, with the slots of a page of the back office. Who
is not logged in gets no script and the style of the office alone.
"""

from AccessControl import getSecurityManager
from communesplone.core.browser.page import Page
from communesplone.core.guards import is_anonymous
from communesplone.hub.browser.style import STATIC
from communesplone.hub.interfaces import IHubPlace
from functools import cached_property
from operator import itemgetter
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFPlone.Portal import PloneSite
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zope.component import getAdapters
from zope.component import queryAdapter
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18n import translate


#: Mandatory pages, in the order of the foot of the page.
LEGAL = ("contact", "accessibility", "privacy", "legal")
#: The style of the back office, where the theme has it.
OFFICE = "communes-office.css"
#: Kinds of Plone's messages, as the classes of ours.
MESSAGES = {"info": "ok", "warning": "warn", "error": "error"}


class Frame(Page):
    """@@hub_frame, for templates only: what stands around the work of a page of the hub."""

    template = ViewPageTemplateFile("frame.pt")

    def __call__(self) -> str:
        return ""

    @property
    def macros(self) -> Any:
        return self.template.macros

    @cached_property
    def site(self) -> PloneSite:
        return getSite()

    @property
    def url(self) -> str:
        return self.site.absolute_url()

    @property
    def name(self) -> str:
        return self.text(self.site.Title())

    @property
    def is_anonymous(self) -> bool:
        return is_anonymous()

    @property
    def has_toolbar(self) -> bool:
        """Whether Plone's toolbar has something for this person: members of communes read only."""
        return bool(getSecurityManager().checkPermission(ModifyPortalContent, self.site))

    @property
    def stylesheets(self) -> list[str]:
        """The style of the office, which others have in their bundle, and that of the hub."""
        has_office = queryAdapter(self.request, name=OFFICE) is not None
        light = [f"{self.url}/++resource++{OFFICE}"] if has_office and self.is_anonymous else []
        return [*light, STATIC.url("hub.css")]

    def title(self, view: Any) -> str:
        """Return what the tab of the browser says."""
        own = getattr(view, "page_title", "") or ""
        words = translate(own() if callable(own) else own, context=self.request)
        return " – ".join(dict.fromkeys(filter(None, (words, self.name))))

    def places(self, view: Any) -> list[dict[str, Any]]:
        """Return the entries of the navigation in order; that of the page is marked."""
        here = getattr(view, "place", "")
        found = [
            {
                "order": place.order,
                "title": translate(place.title, context=self.request),
                "url": place.url,
                "count": place.count,
                "current": self._current(place) if name == here else None,
            }
            for name, place in getAdapters((self.site, self.request), IHubPlace)
            if place.available()
        ]
        return sorted(found, key=itemgetter("order", "title"))

    def _current(self, place: Any) -> str:
        return "page" if self.request.get("ACTUAL_URL", "").rstrip("/") == place.url else "true"

    @cached_property
    def desk(self) -> Any | None:
        """What the theme's bar of the back office knows of whoever is logged in."""
        if self.is_anonymous:
            return None
        return queryMultiAdapter((self.context, self.request), name="communes_office")

    def work(self) -> list[dict[str, Any]]:
        """Return the sections of work of whoever keeps the hub."""
        return self.desk.places if self.desk is not None else []

    @property
    def searched(self) -> str:
        text = self.request.form.get("text", "")
        return text if isinstance(text, str) else ""

    def legal(self) -> list[dict[str, str]]:
        """Return the mandatory pages, for the foot of the page; none without the theme."""
        around = queryMultiAdapter((self.site, self.request), name="communes_frame")
        pages = around.structure.pages if around is not None else {}
        return [
            {"title": pages[name].title, "url": pages[name].url} for name in LEGAL if name in pages
        ]

    def messages(self) -> list[dict[str, str]]:
        return [
            {"text": message.message, "kind": MESSAGES.get(message.type, "info")}
            for message in IStatusMessage(self.request).show()
        ]
