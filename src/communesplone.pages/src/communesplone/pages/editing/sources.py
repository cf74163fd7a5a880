"""Other pages of the site whose sections can be copied."""

from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.sections.data import new_id
from communesplone.pages.anchors import Entry
from communesplone.pages.anchors import outline
from communesplone.pages.behavior import sections_of
from communesplone.pages.editing.describing import called
from communesplone.pages.editing.describing import title
from communesplone.pages.toptext import raw_of
from copy import deepcopy
from plone import api
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from Products.Five.browser import BrowserView
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.publisher.interfaces import IRequest
import json
import re


Data = dict[str, Any]
MOST = 12
PARTS, INSIDE = _("Heading"), _("Heading in the text")
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


def linkable(page: DexterityContent, entries: Sequence[Entry], request: IRequest) -> list[Data]:
    """Return headings as a list shows them; their links follow the page when it moves."""
    base = f"resolveuid/{IUUID(page, '')}"
    parts, inside = (translate(words, context=request) for words in (PARTS, INSIDE))
    return [
        {
            "title": one.title,
            "kind": parts if one.level == 1 else inside,
            "href": f"{base}#{one.anchor}",
        }
        for one in entries
    ]


class SectionsSources(BrowserView):
    """@@sections-sources: pages by their words, the sections or the headings of one, as JSON."""

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        page = str(self.request.form.get("page") or "")
        if "outline" in self.request.form:
            return json.dumps(self.outline(str(self.request.form["outline"])))
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

    def outline(self, where: str) -> list[Data]:
        """Return the headings of one page, each with the address to link to."""
        page = page_at(where)
        if page is None:
            return []
        return linkable(page, outline(raw_of(page), sections_of(page)), self.request)

    def sections(self, where: str) -> list[Data]:
        """Return the sections of one page in words."""
        page = page_at(where)
        return [
            {"id": one["id"], "title": called(one, self.request), "kind": title(one, self.request)}
            for one in (sections_of(page) if page is not None else ())
        ]
