"""Sites made before 1004 did not count the changes of each kind of content."""

from communesplone.core import kinds
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


def upgrade(setup: SetupTool) -> None:
    """Give the site its counts."""
    kinds.make(getSite())
