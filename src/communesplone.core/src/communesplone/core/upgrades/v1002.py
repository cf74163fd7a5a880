"""Sites made before 1002 had no map."""

from Products.GenericSetup.tool import SetupTool


PROFILE = "profile-communesplone.core:default"


def upgrade(setup: SetupTool) -> None:
    """Add the tile server to the registry, and its control panel."""
    for step in ("plone.app.registry", "controlpanel"):
        setup.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
