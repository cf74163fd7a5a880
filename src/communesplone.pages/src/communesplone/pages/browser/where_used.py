"""Where an item is used: the pages that choose it, link to it or show it."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.publication import is_visible
from plone.app.linkintegrity.utils import referencedRelationship
from Products.Five.browser import BrowserView
from typing import Any
from z3c.relationfield import RelationValue
from zc.relation.interfaces import ICatalog
from zope.component import queryUtility
from zope.intid.interfaces import IIntIds


HOW = {
    referencedRelationship: _("links to it, or shows it"),
    "relatedItems": _("names it as related"),
}
OTHERWISE = _("refers to it")


class WhereUsed(BrowserView):
    """@@where-used, for those who may change the item."""

    def rows(self) -> list[dict[str, Any]]:
        """Return the referring content, each once, by title."""
        found: dict[str, dict[str, Any]] = {}
        for relation in self._relations():
            source = relation.from_object
            if source is None or not is_visible(source):
                continue
            url = source.absolute_url()
            row = found.setdefault(url, {"title": source.Title(), "url": url, "how": []})
            how = HOW.get(relation.from_attribute, OTHERWISE)
            if how not in row["how"]:
                row["how"].append(how)
        return sorted(found.values(), key=lambda row: row["title"].lower())

    def _relations(self) -> Iterator[RelationValue]:
        ids, catalog = queryUtility(IIntIds), queryUtility(ICatalog)
        number = ids.queryId(self.context) if ids is not None else None
        if number is None or catalog is None:
            return
        for relation in catalog.findRelations({"to_id": number}):
            if not relation.isBroken():
                yield relation
