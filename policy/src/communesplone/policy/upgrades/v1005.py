"""Sites made before 1005 shared nothing; the hub had no library."""

from communesplone.core.identity import identity
from communesplone.policy.upgrades.v1002 import install_missing
from Products.GenericSetup.tool import SetupTool
from Products.GenericSetup.tool import UNKNOWN
from zope.component.hooks import getSite


HUB = "profile-communesplone.hub:default"


def upgrade(setup: SetupTool) -> None:
    """Install sharing everywhere, the library in the hub."""
    install_missing(setup)
    is_hub = identity(getSite()).kind == "hub"
    if is_hub and setup.getLastVersionForProfile(HUB) == UNKNOWN:
        setup.runAllImportStepsFromProfile(HUB, purge_old=False)
