"""Content that is published for a time: from a moment on, until another.

Stock Plone only leaves it out of listings, to the minute. Here its own address follows it to the
second, a job makes each moment felt when it comes, and every page is bounded by the next one.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from AccessControl.SecurityManagement import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from communesplone.core import changes
from communesplone.core import jobs
from dataclasses import dataclass
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.permissions import ReviewPortalContent
from Products.CMFCore.permissions import View
from Products.CMFPlone.Portal import PloneSite
from zope.event import notify
from zope.interface.interfaces import IObjectEvent


TAKE_EFFECT = "communesplone.take_effect"
MINUTE = 60
#: Dates are looked for no further ahead: those "for ever" in Plone lie in 2499.
HORIZON = timedelta(days=366)


@dataclass(frozen=True)
class TextReplaced:
    """Event: another text took the place of that of a page; no step of the workflow says so."""

    page: DexterityContent


@dataclass(frozen=True)
class MomentCame:
    """Event: the moment came with which a content begins, or ends; a job says so."""

    content: DexterityContent


def is_current(content: DexterityContent) -> bool:
    """Tell whether the time of `content` has come and not passed.

    What was never published itself, such as a picture, shares the time of its folder.
    """
    now = DateTime()
    for part in aq_chain(aq_inner(content)):
        if not IDexterityContent.providedBy(part):
            return True
        if not part.effective() <= now < part.expires():
            return False
        if aq_base(part).effective_date is not None:
            return True
    return True


def is_public(content: DexterityContent) -> bool:
    """Tell whether everybody may read `content` now."""
    return "Anonymous" in rolesForPermissionOn(View, content) and is_current(content)


def is_visible(content: DexterityContent) -> bool:
    """Tell whether this user may view `content` now: those who work on it always may."""
    may = getSecurityManager().checkPermission
    return bool(may(View, content) and (is_current(content) or works_on(content)))


def works_on(content: DexterityContent) -> bool:
    """Tell whether this user may edit `content`, or decide when it is online."""
    may = getSecurityManager().checkPermission
    return bool(may(ModifyPortalContent, content) or may(ReviewPortalContent, content))


def schedule(content: DexterityContent, event: IObjectEvent) -> None:
    """Have a job make the coming dates of `content` felt when they come."""
    now = DateTime()
    for date in (content.effective(), content.expires()):
        if now < date < now + HORIZON.days:
            jobs.add_once(TAKE_EFFECT, IUUID(content), run_at=aware(date))


def take_effect(site: PloneSite, uid: str) -> None:
    """Job: put a content whose moment came into listings, or out of them."""
    changes.touch(site)
    # Unrestricted: a job is nobody's; it shows nothing to anyone.
    for brain in site.portal_catalog.unrestrictedSearchResults(UID=uid):
        content = brain._unrestrictedGetObject()
        content.reindexObject(idxs=["effectiveRange"])
        notify(MomentCame(content))


@indexer(IDexterityContent)
def publication_start(content: DexterityContent) -> DateTime:
    """First minute in which listings show `content`: never one that begins too early."""
    date = content.effective()
    return date if date <= DateTime() else _minute_after(date)


@indexer(IDexterityContent)
def publication_end(content: DexterityContent) -> DateTime:
    """Last minute in which listings show `content`: when it expires, the one before."""
    date, now = content.expires(), DateTime()
    last = _minute_after(date) if date > now else min(date, now)
    return DateTime(last.timeTime() - MINUTE)


def _minute_after(date: DateTime) -> DateTime:
    """Return the beginning of a minute that is not before `date`."""
    return DateTime(-(-date.timeTime() // MINUTE) * MINUTE)


def aware(date: DateTime) -> datetime:
    """Return a moment of Zope as one of Python, in UTC."""
    return datetime.fromtimestamp(date.timeTime(), UTC)
