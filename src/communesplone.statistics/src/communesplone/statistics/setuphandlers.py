"""What the profiles cannot say in XML."""

from communesplone.statistics import counting
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


def install(setup: SetupTool) -> None:
    """Begin to count."""
    counting.install(getSite())


def uninstall(setup: SetupTool) -> None:
    """Throw the counts away."""
    counting.uninstall(getSite())
