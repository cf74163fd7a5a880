"""What a site is given and what it loses with sharing, beside the profiles."""

from communesplone.core import jobs
from communesplone.core.sharing.keys import keys_for
from communesplone.sharing import catching_up
from communesplone.sharing.reporting import report_soon
from communesplone.sharing.store import KEY
from communesplone.sharing.store import Store
from communesplone.sharing.syndicating.store import drop
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


def install(tool: SetupTool) -> None:
    """Give the site its store, with a key pair of its own, and its daily report."""
    site = getSite()
    if KEY not in IAnnotations(site):
        IAnnotations(site)[KEY] = Store(keys_for(site))
    report_soon(site)
    catching_up.begin(site)


def uninstall(tool: SetupTool) -> None:
    """Take the store away: its key is gone for good, what was signed stays provable."""
    site = getSite()
    IAnnotations(site).pop(KEY, None)
    IAnnotations(site).pop(catching_up.KEY, None)
    drop(site)
    jobs.cancel(site, f"{KEY}.")
