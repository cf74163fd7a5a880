"""Sites made before 1003 knew neither responsible services nor pictures with a focal point."""

from communesplone.core.setuphandlers import enrich_types
from Products.GenericSetup.tool import SetupTool


PROFILE = "profile-communesplone.core:default"


def upgrade(setup: SetupTool) -> None:
    """Give the types their behaviours; add the settings, and their control panels."""
    for step in ("plone.app.registry", "controlpanel"):
        setup.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
    enrich_types(setup)
