"""All the pages of a site, two levels deep."""

from communesplone.core import _
from communesplone.core.memory import remember
from communesplone.theme.browser.base import CitizenView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18n import translate


#: Lists that grow by the day stand on their own pages.
NOT_LISTED = frozenset({"Event", "File", "Image", "LIF", "LRF", "News Item"})
LIMIT = 400


class Sitemap(CitizenView):
    """@@sitemap"""

    index = ViewPageTemplateFile("templates/sitemap.pt")

    @property
    def page_title(self) -> str:
        return translate(_("Site map"), target_language=self.language)

    def page_description(self) -> str:
        return ""

    def canonical(self) -> str:
        return f"{self.frame.structure.home_url}/sitemap"

    def parts(self) -> list[dict[str, Any]]:
        """Return the entries of the first level, each with its `rows`."""
        key = ("sitemap", self.frame.root.getPhysicalPath(), self.language)
        return remember(self.frame.site, key, self._parts)

    def _parts(self) -> list[dict[str, Any]]:
        order = {"sort_on": "getObjPositionInParent", "sort_limit": LIMIT}
        parts: dict[str, dict[str, Any]] = {}
        for brain in self.search(path={"depth": 1}, **order):
            if brain.portal_type not in NOT_LISTED:
                parts[brain.getPath()] = self.row(brain) | {"rows": []}
        depth = len(self.frame.root.getPhysicalPath()) + 2
        for brain in self.search(**order)[:LIMIT]:
            path = brain.getPath()
            above = parts.get(path.rpartition("/")[0])
            below = above is not None and path.count("/") + 1 == depth
            if below and brain.portal_type not in NOT_LISTED:
                above["rows"].append(self.row(brain))
        return list(parts.values())
