"""Sites made at 1000 had the add-on without gate, store and settings."""

from communesplone.accounts.setuphandlers import install
from Products.GenericSetup.tool import SetupTool


PROFILE = "profile-communesplone.accounts:default"


def upgrade(setup: SetupTool) -> None:
    """Give the site what the profile brings now; nothing is lost of what it has."""
    for step in ("plone.app.registry", "controlpanel"):
        setup.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
    install(setup)
