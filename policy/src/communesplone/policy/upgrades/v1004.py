"""Sites made before 1004 lacked the add-ons of the webmaster's day."""

from communesplone.policy.upgrades.v1002 import install_missing
from Products.GenericSetup.tool import SetupTool


def upgrade(setup: SetupTool) -> None:
    """Install what is missing."""
    install_missing(setup)
