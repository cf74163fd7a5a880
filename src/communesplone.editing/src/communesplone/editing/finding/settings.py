"""@@office-settings: the settings that webmasters use, in one page."""

from AccessControl import getSecurityManager
from communesplone.core import _
from communesplone.core.browser.page import Page
from dataclasses import dataclass
from plone import api
from typing import Any
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Add-ons of ours, whose panels webmasters know; the others are for whoever knows Plone.
OURS = "communesplone."
#: Pages of the house that are no panels, as (view, title, purpose).
PAGES = (
    ("menu-order", _("The menu"), _("What stands in it, and in which order")),
    ("old-addresses", _("Old addresses"), _("Where links of before lead to")),
)


@dataclass(frozen=True)
class Setting:
    """A page where something is settled."""

    title: str
    url: str
    purpose: str = ""


class Settings(Page):
    """Our own pages first, then the panels of our add-ons, then the way to all of Plone's."""

    page_title = _("Settings")

    def own(self) -> list[Setting]:
        """Return the pages of the house that this person may use."""
        site = getSite()
        found = []
        for name, title, purpose in PAGES:
            for root in self.roots() if name == "menu-order" else [site]:
                if may_open(root, self.request, name):
                    told = self.told(title)
                    if root != site:
                        told = f"{told}, {self.text(root.Title())}"
                    url = f"{root.absolute_url()}/@@{name}"
                    found.append(Setting(told, url, self.told(purpose)))
        return found

    def roots(self) -> list[Any]:
        """Return what has a menu: the folders of languages, else the site."""
        site = getSite()
        brains = site.portal_catalog.searchResults(portal_type="LRF", sort_on="path")
        return [brain.getObject() for brain in brains] or [site]

    def panels(self) -> list[Setting]:
        """Return the panels of our add-ons that this person may use, by title."""
        tool = api.portal.get_tool("portal_controlpanel")
        ours = {panel.id for panel in tool.listActions() if panel.appId.startswith(OURS)}
        groups = [group["id"] for group in tool.getGroups()]
        panels = [panel for group in groups for panel in tool.enumConfiglets(group=group)]
        found = [
            Setting(self.told(panel["title"]), panel["url"], self.told(self.lead(panel["url"])))
            for panel in panels
            if panel["id"] in ours
        ]
        return sorted(found, key=lambda one: one.title)

    def lead(self, url: str) -> Message | str:
        """Return the sentence that a panel begins with, empty when it has none."""
        name = url.rpartition("/@@")[2]
        view = queryMultiAdapter((getSite(), self.request), name=name)
        return getattr(getattr(view, "form", view), "description", None) or ""

    def all_url(self) -> str:
        """Return the address of Plone's own settings; empty for whoever may not open them."""
        allowed = getSecurityManager().checkPermission("Plone Site Setup: Overview", getSite())
        return f"{getSite().absolute_url()}/@@overview-controlpanel" if allowed else ""

    def told(self, words: Any) -> str:
        return translate(words, target_language=self.language)


def may_open(context: Any, request: Any, name: str) -> bool:
    """Tell whether the current user may open a page of the house."""
    view = queryMultiAdapter((context, request), name=name)
    return view is not None and bool(getSecurityManager().validate(context, context, name, view))
