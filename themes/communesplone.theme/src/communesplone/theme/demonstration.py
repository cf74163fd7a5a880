"""What the theme gives to a demonstration: one commune of it wears the other skin."""

from communesplone.core.identity import identity
from communesplone.core.interfaces import IDemonstration
from communesplone.core.settings import settings
from communesplone.theme.interfaces import ITheme
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from zope.interface import provider


#: Durbuy, as in the reference pictures.
IN_VALLEE = "83012"


@provider(IDemonstration)
def demonstrate(
    site: PloneSite, language: str, made: dict[str, DexterityContent], words: dict[str, str]
) -> dict[str, DexterityContent]:
    """Dress the commune; no content is made."""
    if identity(site).nis == IN_VALLEE:
        settings(ITheme, site).skin = "vallee"
    return {}
