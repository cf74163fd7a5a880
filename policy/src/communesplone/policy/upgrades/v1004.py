"""Sites made before 1004 lacked the add-ons of the webmaster's day, and style in their editor."""

from communesplone.policy.upgrades.v1002 import install_missing
from plone import api
from Products.GenericSetup.tool import SetupTool


SHEETS = "plone.content_css"
#: As in profiles/site/registry/editing.xml.
OURS = ["@@tokens.css?scheme=light", "@@look/editor/theme.css"]


def upgrade(setup: SetupTool) -> None:
    """Install what is missing; have texts in the editor look as citizens read them."""
    install_missing(setup)
    if not any(api.portal.get_registry_record(SHEETS, default=None) or ()):
        api.portal.set_registry_record(SHEETS, OURS)
