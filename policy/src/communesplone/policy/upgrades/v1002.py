"""Sites made before 1002 lacked the add-ons that came after 0.1.0, and their folders."""

from communesplone.core.identity import identity
from communesplone.core.roles import make_groups
from communesplone.policy.groups import PROFILE
from communesplone.policy.lean import prune_transforms
from communesplone.policy.tree import add_missing
from Products.GenericSetup.tool import DEPENDENCY_STRATEGY_NEW
from Products.GenericSetup.tool import SetupTool
from Products.GenericSetup.tool import UNKNOWN
from zope.component.hooks import getSite


DEFAULT = "communesplone.policy:default"
FOLDERS = ("documents", "notices", "directory", "alerts")


def upgrade(setup: SetupTool) -> None:
    """Install what is missing, then make the folders that nobody could have made."""
    site = getSite()
    install_missing(setup)
    prune_transforms(site)
    make_groups(site, PROFILE)
    if identity(site).nis:
        add_missing(site, FOLDERS)


def install_missing(setup: SetupTool) -> None:
    """Install the add-ons of a new site that this one does not have."""
    for profile in setup.getDependenciesForProfile(f"profile-{DEFAULT}"):
        if setup.getLastVersionForProfile(profile) == UNKNOWN:
            setup.runAllImportStepsFromProfile(
                profile, purge_old=False, dependency_strategy=DEPENDENCY_STRATEGY_NEW
            )
