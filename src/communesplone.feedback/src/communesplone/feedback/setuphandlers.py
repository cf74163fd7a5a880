"""What the profiles cannot say in XML."""

from communesplone.core import jobs
from communesplone.feedback.box import Box
from communesplone.feedback.box import KEY
from communesplone.feedback.night import JOB
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


def install(setup: SetupTool) -> None:
    """Make the place of the answers, so that no visit makes it."""
    IAnnotations(getSite()).setdefault(KEY, Box())


def uninstall(setup: SetupTool) -> None:
    """Throw the answers away, and the job that forgets who gave them."""
    jobs.cancel(getSite(), JOB)
    IAnnotations(getSite()).pop(KEY, None)
