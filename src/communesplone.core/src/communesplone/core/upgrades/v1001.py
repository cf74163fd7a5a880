"""Sites made before 1001 had no themes and audiences of their own."""

from Products.GenericSetup.tool import SetupTool


PROFILE = "profile-communesplone.core:default"


def upgrade(setup: SetupTool) -> None:
    """Add the lists to the registry, their indexes, and their control panel."""
    for step in ("plone.app.registry", "catalog", "controlpanel"):
        setup.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
