"""The homes of sites made before 1003 were drawn by the theme alone; now they have sections."""

from communesplone.core.identity import identity
from communesplone.policy.home import furnish_existing
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


def upgrade(setup: SetupTool) -> None:
    """Give the homes the sections that a new commune has, where they have none."""
    site = getSite()
    if identity(site).kind == "commune":
        furnish_existing(site)
