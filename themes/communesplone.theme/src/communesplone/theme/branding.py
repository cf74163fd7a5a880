"""The look of one site: its colours, its mark or logo, its drawing."""

from communesplone.core.identity import identity
from communesplone.theme import mark as marks
from communesplone.theme import pictures
from communesplone.theme import skylines
from communesplone.theme import tokens
from communesplone.theme.interfaces import ITheme
from communesplone.theme.skins import Skin
from communesplone.theme.skins import skin
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from plone.base.interfaces import ISiteSchema
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.Portal import PloneSite
from zope.component import getUtility
from zope.component.hooks import getSite


@dataclass(frozen=True)
class Branding:
    """Plain data about the look of a site."""

    brand: tokens.Brand
    mark: marks.Mark
    skyline: str
    own_skyline: str
    skin: Skin
    face: str
    header: str
    tagline: str
    has_logo: bool
    logo_version: str
    picture: pictures.Picture | None
    #: "light" or "dark" where a preview or the style guide shows one scheme, else empty.
    scheme: str = ""
    #: Whether it is only tried: its files are then computed from their address.
    tried: bool = False

    @cached_property
    def version(self) -> str:
        """A short text that changes when any colour or the mark does: for addresses."""
        made = tokens.stylesheet(self.brand) + marks.svg(self.mark, self.brand)
        return sha256(made.encode()).hexdigest()[:10]

    @property
    def classes(self) -> str:
        """The classes of the page's body."""
        face = "" if self.face == self.skin.face else f" head-{self.face}"
        header = "" if self.header == "standard" else f" header-{self.header}"
        return f"{self.skin.name}{face}{header}"

    @property
    def drawing(self) -> str:
        """The SVG of the home page; empty when the commune wants none."""
        if self.skyline == skylines.OWN:
            return self.own_skyline
        return skylines.drawing(self.skyline, layered=not self.skin.desks_first)

    def in_skin(self, name: str) -> "Branding":
        """Return the same look in another skin, for the style guide."""
        chosen = skin(name)
        brand = replace(self.brand, skin=chosen.name)
        return replace(self, skin=chosen, face=chosen.face, brand=brand)


def branding(site: PloneSite | None = None) -> Branding:
    """Return the look of `site`: what it chose, and what its NIS code gives for the rest."""
    registry = site.portal_registry if site is not None else getUtility(IRegistry)
    # Unchecked: a site that is not upgraded yet has no record of the newest choices
    chosen = registry.forInterface(ITheme, prefix=ITheme.__identifier__, check=False)
    nis = identity(site).nis
    given = tokens.default_brand(nis)
    worn = skin(chosen.skin)
    logo = registry.forInterface(ISiteSchema, prefix="plone", check=False).site_logo
    return Branding(
        brand=tokens.Brand(
            given.hue if chosen.hue is None else chosen.hue,
            given.chroma if chosen.chroma is None else chosen.chroma,
            given.second_hue if chosen.second_hue is None else chosen.second_hue,
            worn.name,
        ),
        mark=marks.mark(nis, chosen.mark_variant or 0),
        skyline=chosen.skyline or skylines.default(nis),
        own_skyline=chosen.own_skyline or "",
        skin=worn,
        face=chosen.face or worn.face,
        header=chosen.header or "standard",
        tagline=chosen.tagline or "",
        has_logo=bool(logo),
        logo_version=sha256(logo).hexdigest()[:10] if logo else "",
        picture=pictures.shown(site if site is not None else getSite()),
    )
