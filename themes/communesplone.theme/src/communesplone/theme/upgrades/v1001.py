"""Sites made before 1001 have no record of the choices that were added since."""

from communesplone.theme.interfaces import ITheme
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


def upgrade(setup: SetupTool) -> None:
    """Add the records that are missing; those that are there keep their values."""
    getSite().portal_registry.registerInterface(ITheme, prefix=ITheme.__identifier__)
    setup.runImportStepFromProfile("communesplone.theme:default", "controlpanel")
