"""What a site is given and what it loses with quality, beside the profiles."""

from communesplone.core import jobs
from communesplone.editing.quality.queue import EVERYTHING
from communesplone.editing.quality.rounds import schedule
from communesplone.editing.quality.store import KEY
from communesplone.editing.quality.store import Store
from datetime import datetime
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from Products.GenericSetup.interfaces import IProfileImportedEvent
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


INSTALLED = "communesplone.editing:default"
UNINSTALLED = "communesplone.editing:uninstall"


def follow_profile(event: IProfileImportedEvent) -> None:
    """Begin when the add-on is installed, leave no trace when it goes."""
    profile = (event.profile_id or "").removeprefix("profile-")
    if not event.full_import:
        return
    if profile == INSTALLED:
        install(getSite())
    elif profile == UNINSTALLED:
        uninstall(getSite())


def install(site: PloneSite) -> None:
    """Give the site its store, so that no visit ever makes it, and have all pages looked at."""
    made(site)
    schedule(site, datetime.now(UTC))


def made(site: PloneSite) -> Store:
    """Return the store of a site; a new one has all pages looked at."""
    if KEY not in IAnnotations(site):
        IAnnotations(site)[KEY] = Store()
        jobs.add(EVERYTHING, site=site)
    return IAnnotations(site)[KEY]


def uninstall(site: PloneSite) -> None:
    """Take away what is known, and the jobs that would find more."""
    IAnnotations(site).pop(KEY, None)
    jobs.cancel(site, f"{KEY}.")
