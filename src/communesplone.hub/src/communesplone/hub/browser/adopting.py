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

    issuer: str
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
    return Way(mine.issuer, mine.name, f"{mine.url}/@@{view}?{urlencode({'urn': urn})}")


class Adopting:
    """What a page that offers something to adopt adds: the macro `adopt` shows it.

    Pages give `author`, the issuer, and `using`, (issuer, name) of the communes that use it.
    """

    adopting = ViewPageTemplateFile("adopting.pt")
    library_view = ""
    author = ""
    using: tuple[tuple[str, str], ...] = ()

    @cached_property
    def way(self) -> Way | None:
        """Where whoever reads adopts it; None for a reader without a commune."""
        return way_to_adopt(self.site, self.library_view, self.given("urn", 45))

    @property
    def wrote_it(self) -> bool:
        """Whether the commune of whoever reads is the author."""
        return self.way is not None and self.way.issuer == self.author

    @property
    def uses_it(self) -> bool:
        """Whether the commune of whoever reads has adopted it."""
        return self.way is not None and self.way.issuer in dict(self.using)

    def adopters(self) -> str:
        """Return the communes that use it."""
        return ", ".join(sorted(name for _issuer, name in self.using))
