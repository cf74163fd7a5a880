"""Sites made before 1005 had no page for how many people live in the commune."""

from Products.GenericSetup.tool import SetupTool


PROFILE = "profile-communesplone.core:default"


def upgrade(setup: SetupTool) -> None:
    """Give the site its control panel."""
    setup.runImportStepFromProfile(PROFILE, "controlpanel", run_dependencies=False)
