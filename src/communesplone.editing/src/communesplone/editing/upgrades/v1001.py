"""Sites made before 1001 lacked the ways to publishing, versions and trash, and its settings."""

from Products.GenericSetup.tool import SetupTool


PROFILE = "profile-communesplone.editing:default"


def upgrade(setup: SetupTool) -> None:
    """Import what came since; importing it again changes nothing."""
    for step in ("actions", "plone.app.registry"):
        setup.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
