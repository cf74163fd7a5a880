"""The requests for tools in an exported hub, as plain data."""

from BTrees.OOBTree import OOBTree
from communesplone.core.interfaces import ISiteData
from communesplone.core.tool_requests import ToolRequest
from communesplone.hub.tools.requests import key_of
from communesplone.hub.tools.requests import requests
from dataclasses import asdict
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
class Kept:
    """Reads and writes the requests."""

    def __init__(self, kept: OOBTree) -> None:
        self.kept = kept

    def dump(self) -> list[dict[str, Any]]:
        """See ISiteData."""
        return [asdict(one) for one in self.kept.values()]

    def load(self, data: Any, same_site: bool) -> None:
        """See ISiteData."""
        for one in data:
            self.kept[key_of(one["issuer"], one["tool"])] = ToolRequest(**one)


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> Kept | None:
    """Return the data of a site, None where the add-on is not installed."""
    found = requests(site)
    return None if found is None else Kept(found)
