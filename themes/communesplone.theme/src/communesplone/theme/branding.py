"""The look of one site: its colours, its mark or logo, its drawing."""

from communesplone.core.identity import identity
from communesplone.core.settings import settings
from communesplone.theme import mark as marks
from communesplone.theme import skylines
from communesplone.theme import tokens
from communesplone.theme.interfaces import ITheme
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from plone.base.interfaces import ISiteSchema
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.Portal import PloneSite
from zope.component import getUtility


@dataclass(frozen=True)
class Branding:
    """Plain data about the look of a site."""

    brand: tokens.Brand
    mark: marks.Mark
    skyline: str
    skin: str
    tagline: str
    has_logo: bool
    logo_version: str

    @cached_property
    def version(self) -> str:
        """A short text that changes when any colour or the mark does: for addresses."""
        made = tokens.stylesheet(self.brand) + marks.svg(self.mark, self.brand)
        return sha256(made.encode()).hexdigest()[:10]


def branding(site: PloneSite | None = None) -> Branding:
    """Return the look of `site`: what it chose, and what its NIS code gives for the rest."""
    chosen = settings(ITheme, site)
    nis = identity(site).nis
    given = tokens.default_brand(nis)
    registry = site.portal_registry if site is not None else getUtility(IRegistry)
    logo = registry.forInterface(ISiteSchema, prefix="plone", check=False).site_logo
    return Branding(
        brand=tokens.Brand(
            given.hue if chosen.hue is None else chosen.hue,
            given.chroma if chosen.chroma is None else chosen.chroma,
            given.second_hue if chosen.second_hue is None else chosen.second_hue,
        ),
        mark=marks.mark(nis, chosen.mark_variant),
        skyline=chosen.skyline or skylines.default(nis),
        skin=chosen.skin,
        tagline=chosen.tagline or "",
        has_logo=bool(logo),
        logo_version=sha256(logo).hexdigest()[:10] if logo else "",
    )
