"""@@menu-order of a navigation root: what stands in its menu, and in which order."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from functools import cached_property
from plone import api
from plone.app.dexterity.behaviors.exclfromnav import IExcludeFromNavigation
from plone.folder.interfaces import IExplicitOrdering
from plone.protect import CheckAuthenticator
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18n import translate


#: Types whose items are no entries of a menu: they stand in the pages.
LEFT_OUT = frozenset({"File", "Image", "Alert", "LIF", "LRF", "News Item", "Event"})
MOST = 60


class MenuOrder(Page):
    """Buttons up, down, show and hide: each acts at once, and the next press undoes it."""

    page_title = _("The menu")

    def __call__(self) -> str:
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            form = self.request.form
            name, act = str(form.get("name", "")), str(form.get("act", ""))
            if name in [brain.getId for brain in self.entries]:
                self.do(act, name)
            self.request.response.redirect(f"{self.url}?last={name}")
            return ""
        return super().__call__()

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@menu-order"

    @property
    def last(self) -> str:
        """The entry that was just moved: focus goes back to it."""
        found = self.request.form.get("last", "")
        return found if isinstance(found, str) else ""

    @cached_property
    def entries(self) -> list[AbstractCatalogBrain]:
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 1}
        brains = self.context.portal_catalog.searchResults(
            path=path, sort_on="getObjPositionInParent", show_inactive=True
        )
        return [brain for brain in brains if brain.portal_type not in LEFT_OUT][:MOST]

    def rows(self) -> list[dict[str, Any]]:
        last = len(self.entries)
        return [
            {
                **self.row(brain),
                "name": brain.getId,
                "shown": not brain.exclude_from_nav,
                "online": brain.review_state == "published",
                "first": number == 1,
                "last": number == last,
                "focus": "autofocus" if brain.getId == self.last else None,
            }
            for number, brain in enumerate(self.entries, 1)
        ]

    def do(self, act: str, name: str) -> None:
        """Move an entry by one place, or show or hide it; say what it is now."""
        names = [brain.getId for brain in self.entries]
        if act in ("up", "down"):
            step = -1 if act == "up" else 1
            ordering = IExplicitOrdering(self.context.getOrdering(), None)
            if ordering is None:
                ordering = self.context
            ordering.moveObjectsByDelta([name], step, names)
            place = min(len(names), max(1, names.index(name) + 1 + step))
            told = {"title": self.title(name), "place": place, "count": len(names)}
            self.say(_("“${title}” is number ${place} of ${count}.", mapping=told))
        elif act in ("show", "hide"):
            entry = self.context[name]
            if not api.user.has_permission("Modify portal content", obj=entry):
                self.say(_("You may not change this page."), "error")
            elif IExcludeFromNavigation(entry, None) is None:
                self.say(_("This content always stands in the menu."), "error")
            else:
                entry.exclude_from_nav = act == "hide"
                entry.reindexObject(idxs=["exclude_from_nav"])
                told = {"title": self.title(name)}
                hidden = _("“${title}” is no longer in the menu.", mapping=told)
                self.say(
                    hidden if act == "hide" else _("“${title}” is in the menu.", mapping=told)
                )

    def title(self, name: str) -> str:
        return next(self.text(brain.Title) for brain in self.entries if brain.getId == name)

    def say(self, words: Any, kind: str = "info") -> None:
        api.portal.show_message(
            translate(words, target_language=self.language), self.request, kind
        )
