"""What a site is given and what it loses with subscriptions, beside the profiles."""

from communesplone.core import jobs
from communesplone.subscriptions.sending import schedule
from communesplone.subscriptions.store import KEY
from communesplone.subscriptions.store import Store
from datetime import datetime
from datetime import UTC
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


def install(tool: SetupTool) -> None:
    """Give the site its store, so that no visit ever makes it, and its daily job."""
    site = getSite()
    IAnnotations(site).setdefault(KEY, Store())
    schedule(site, datetime.now(UTC))


def uninstall(tool: SetupTool) -> None:
    """Take the store away, with everybody in it, and the jobs that write to them."""
    site = getSite()
    IAnnotations(site).pop(KEY, None)
    jobs.cancel(site, f"{KEY}.")
