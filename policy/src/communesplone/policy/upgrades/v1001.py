"""Sites made before 1001 carried every text conversion of Plone, and its own groups."""

from communesplone.core.roles import make_groups
from communesplone.policy.groups import PROFILE
from communesplone.policy.lean import prune_transforms
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


def upgrade(setup: SetupTool) -> None:
    """Prune the conversions and make the groups that are missing."""
    prune_transforms(getSite())
    make_groups(getSite(), PROFILE)
