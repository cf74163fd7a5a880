"""Other pages of the site whose sections can be copied."""

from communesplone.core.sections.data import new_id
from communesplone.pages.behavior import sections_of
from communesplone.pages.editing.describing import called
from communesplone.pages.editing.describing import title
from copy import deepcopy
from plone import api
from plone.dexterity.content import DexterityContent
from Products.Five.browser import BrowserView
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component.hooks import getSite
import json
import re


Data = dict[str, Any]
MOST = 12
TYPES = ("Document", "MiniSite", "LRF", "Plone Site")


def page_at(where: str) -> DexterityContent | None:
    """Return the page at a UID or an address of this site, None when this user sees none."""
    catalog, site = api.portal.get_tool("portal_catalog"), getSite()
    where = where.strip()
    if re.fullmatch(r"[0-9a-f]{32}", where):
        found = catalog.searchResults(UID=where)
    else:
        below = where.removeprefix(site.absolute_url()).partition("?")[0].partition("@@")[0]
        if not below.startswith("/"):
            return None
        path = f"{'/'.join(site.getPhysicalPath())}{below.rstrip('/')}"
        found = catalog.searchResults(path={"query": path, "depth": 0})
    return found[0].getObject() if found else None


def picture_at(uid: str) -> DexterityContent | None:
    """Return the picture with this UID, None when this user sees none."""
    if not re.fullmatch(r"[0-9a-f]{32}", uid):
        return None
    found = api.portal.get_tool("portal_catalog").searchResults(UID=uid, portal_type="Image")
    return found[0].getObject() if found else None


def copies(page: DexterityContent | None, section_id: str = "") -> list[Data]:
    """Return copies of the sections of a page, or of one of them, with ids of their own."""
    found = sections_of(page) if page is not None else []
    return [{**deepcopy(one), "id": new_id()} for one in found if section_id in ("", one["id"])]


class SectionsSources(BrowserView):
    """@@sections-sources: pages by their words, or the sections of one, as JSON."""

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        page = str(self.request.form.get("page") or "")
        return json.dumps(self.sections(page) if page else self.pages())

    def pages(self) -> list[Data]:
        """Return pages that this user sees, the last changed first."""
        query: Data = {"portal_type": list(TYPES), "sort_on": "modified"}
        words = re.findall(r"\w+", str(self.request.form.get("text") or ""))[:8]
        if words:
            query["Title"] = " AND ".join(f"{word}*" for word in words)
        brains = api.portal.get_tool("portal_catalog").searchResults(
            **query, sort_order="descending", sort_limit=MOST
        )
        return [self._page(brain) for brain in brains[:MOST]]

    def _page(self, brain: AbstractCatalogBrain) -> Data:
        path = brain.getPath().removeprefix("/".join(getSite().getPhysicalPath()))
        return {"uid": brain.UID, "title": brain.Title or brain.getId, "path": path or "/"}

    def sections(self, where: str) -> list[Data]:
        """Return the sections of one page in words."""
        page = page_at(where)
        return [
            {"id": one["id"], "title": called(one, self.request), "kind": title(one, self.request)}
            for one in (sections_of(page) if page is not None else ())
        ]
