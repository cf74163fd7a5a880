"""Sites made before 1002 had one icon for history, versions and where a page is used."""

from Products.GenericSetup.tool import SetupTool


def upgrade(setup: SetupTool) -> None:
    """Import the actions again."""
    setup.runImportStepFromProfile(
        "profile-communesplone.editing:default", "actions", run_dependencies=False
    )
