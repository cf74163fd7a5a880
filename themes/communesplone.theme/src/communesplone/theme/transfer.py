"""The picture of a site travels with its export; the rest of the look is settings."""

from base64 import b64decode
from base64 import b64encode
from communesplone.core.interfaces import ISiteData
from communesplone.theme import pictures
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
class PictureData:
    """The named adapter "communesplone.theme"."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, Any] | None:
        shown = pictures.shown(self.site)
        if shown is None:
            return None
        original = pictures.cut(self.site, "original") or b""
        return {"picture": b64encode(original).decode(), "focus": list(shown.focus)}

    def load(self, data: Any, same_site: bool) -> None:
        pictures.drop(self.site)
        if data:
            across, down = data["focus"]
            pictures.keep(self.site, b64decode(data["picture"]), (across, down))
