"""What the theme gives to a demonstration: one commune of it wears the other skin."""

from communesplone.core.identity import identity
from communesplone.core.interfaces import IDemonstration
from communesplone.core.settings import settings
from communesplone.theme.interfaces import ITheme
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from zope.interface import provider


#: Durbuy, as in the reference pictures, with the second hue that it has there.
IN_VALLEE, SECOND_HUE = "83012", 75


@provider(IDemonstration)
def demonstrate(
    site: PloneSite, language: str, made: dict[str, DexterityContent], words: dict[str, str]
) -> dict[str, DexterityContent]:
    """Dress the commune; no content is made."""
    if identity(site).nis == IN_VALLEE:
        chosen = settings(ITheme, site)
        chosen.skin, chosen.second_hue = "vallee", SECOND_HUE
    return {}
