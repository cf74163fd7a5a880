"""What the profiles cannot say in XML."""

from communesplone.ingest.store import KEY
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


def uninstall(setup: SetupTool) -> None:
    """Throw away what is kept of imports; what came stays."""
    IAnnotations(getSite()).pop(KEY, None)
