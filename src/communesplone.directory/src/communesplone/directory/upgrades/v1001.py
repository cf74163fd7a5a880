"""Sites made before 1001 had services only: no people, mandates, places, associations, shops."""

from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


PROFILE = "profile-communesplone.directory:default"
STEPS = ("plone.app.registry", "rolemap", "typeinfo", "workflow", "catalog", "repositorytool")
TOPICAL = "communesplone.core.behaviors.topical.ITopical"
INDEXES = ["directory_kind", "directory_letter", "directory_locality"]


def upgrade(setup: SetupTool) -> None:
    """Add the types, their indexes and lists; let services have themes and a team."""
    service = getSite().portal_types["Service"]
    allowed, behaviors = service.allowed_content_types, service.behaviors
    for step in (*STEPS, "controlpanel"):
        setup.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
    # What a commune changed in the type stays: the profile would put it back.
    service.manage_changeProperties(
        allowed_content_types=tuple(dict.fromkeys((*allowed, "Person"))),
        behaviors=tuple(dict.fromkeys((*behaviors, TOPICAL))),
    )
    _reindex_services()


def _reindex_services() -> None:
    # Cannot leak: nothing of the services is shown.
    for brain in getSite().portal_catalog.unrestrictedSearchResults(portal_type="Service"):
        # Cannot leak: as above.
        brain._unrestrictedGetObject().reindexObject(idxs=INDEXES, update_metadata=1)
