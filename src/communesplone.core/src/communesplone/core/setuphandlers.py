"""What a site is given and what it loses with the kernel, beside its profiles."""

from BTrees.Length import Length
from communesplone.core import changes
from communesplone.core import jobs
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


def install(tool: SetupTool) -> None:
    """Give the site its change counter and its outbox, so that no visit ever makes them."""
    annotations = IAnnotations(getSite())
    annotations.setdefault(changes.KEY, Length())
    annotations.setdefault(jobs.KEY, jobs.Outbox())


def uninstall(tool: SetupTool) -> None:
    """Take them away; jobs that were waiting are given up."""
    annotations = IAnnotations(getSite())
    annotations.pop(changes.KEY, None)
    annotations.pop(jobs.KEY, None)
