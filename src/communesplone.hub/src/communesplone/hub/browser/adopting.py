"""Where whoever reads the library at the hub adopts: in the library of their own commune."""

from communesplone.core.sharing.interfaces import ILibrary
from communesplone.hub.communes.people import commune_of
from dataclasses import dataclass
from functools import cached_property
from Products.CMFPlone.Portal import PloneSite
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


@dataclass(frozen=True)
class Way:
    """The commune of whoever reads, and the page of its site that shows what it would adopt."""

    commune: str
    url: str


def way_to_adopt(site: PloneSite, view: str, urn: str) -> Way | None:
    """Return where a member adopts something; None for nobody's member and a site without address.

    :param view: the page of the commune's library: `library-item` or `library-pack`.
    """
    issuer = commune_of(site)
    if issuer is None:
        return None
    mine = next((one for one in ILibrary(site).members() if one.issuer == issuer), None)
    if mine is None or not mine.url:
        return None
    return Way(mine.name, f"{mine.url}/@@{view}?{urlencode({'urn': urn})}")


class Adopting:
    """What a page that offers something to adopt adds: the macro `adopt` shows it.

    Pages give `adopters`, the names of the communes that use it.
    """

    adopting = ViewPageTemplateFile("adopting.pt")
    library_view = ""

    @cached_property
    def way(self) -> Way | None:
        """Where whoever reads adopts it; None for a reader without a commune."""
        return way_to_adopt(self.site, self.library_view, self.given("urn", 45))
