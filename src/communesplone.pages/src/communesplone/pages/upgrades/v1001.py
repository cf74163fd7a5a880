"""Sites made before 1001 had Plone’s icons of other things for sections and where-used."""

from Products.GenericSetup.tool import SetupTool


def upgrade(setup: SetupTool) -> None:
    """Import the actions again."""
    setup.runImportStepFromProfile(
        "profile-communesplone.pages:default", "actions", run_dependencies=False
    )
