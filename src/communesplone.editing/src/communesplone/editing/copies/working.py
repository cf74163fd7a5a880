"""A working copy: made, put in the place of its page, or dropped. plone.app.iterate does the work.

The copy stands beside its page, private, and in no menu. What is about the copy alone (remarks,
a planned moment, a place in no menu) does not go into the page.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.publication import TextReplaced
from communesplone.editing.copies import texts
from communesplone.editing.previews import links
from communesplone.editing.publishing import plan
from communesplone.editing.publishing import remarks
from communesplone.editing.publishing.online import baseline_of
from communesplone.editing.publishing.online import copy_of
from communesplone.editing.publishing.online import PUBLISHED
from communesplone.editing.publishing.online import state
from communesplone.editing.quality.said import share
from communesplone.editing.trash.catching import MERGED
from OFS.CopySupport import CopyError
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.app.linkintegrity.utils import ensure_intid
from plone.base.interfaces import INavigationRoot
from plone.dexterity.content import DexterityContent
from plone.locking.interfaces import ILockable
from Products.CMFCore.permissions import AddPortalContent
from Products.CMFCore.permissions import DeleteObjects
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.permissions import ReviewPortalContent
from zExceptions import Unauthorized
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


class NoCopy(CommunesError):
    """A page of which no working copy can be made, or none is there; `message` says why."""

    def __init__(self, message: object) -> None:
        self.message = message
        super().__init__(str(message))


def find_no_more(item: DexterityContent, _event: IObjectRemovedEvent) -> None:
    """Take what is deleted out of the catalog once more.

    plone.app.iterate indexes a page again when its working copy goes, also where both go at once.
    """
    item.unindexObject()


def may_be_copied(page: DexterityContent) -> bool:
    """Tell whether this user may prepare another text of a page that is online.

    Those who may add beside it may propose one too: a reviewer puts it online. Of a home, the text
    is prepared in it; a folder without a text of its own has nothing to prepare.
    """
    if state(page) != PUBLISHED or baseline_of(page) is not None:
        return False
    may = api.user.has_permission
    if _is_place(page):
        return texts.has_one(page) and may(AddPortalContent, obj=page)
    return may(ModifyPortalContent, obj=page) or may(AddPortalContent, obj=_around(page))


def _is_place(page: DexterityContent) -> bool:
    """Tell whether a copy may not stand beside `page`, or nothing keeps others from it."""
    return INavigationRoot.providedBy(page) or ILockable(page, None) is None


def may_publish(copy: DexterityContent) -> bool:
    """Tell whether this user may put a working copy in the place of its page."""
    page = baseline_of(copy)
    return page is not None and all(
        api.user.has_permission(ReviewPortalContent, obj=one) for one in (copy, page)
    )


def make(page: DexterityContent) -> DexterityContent:
    """Return the working copy of a page, made if there is none.

    :raises NoCopy: somebody else is changing the page itself.
    :raises Unauthorized: this user may not.
    """
    if not may_be_copied(page):
        raise Unauthorized(page.absolute_url())
    found = copy_of(page)
    if found is not None:
        if not api.user.has_permission("View", obj=found):
            raise NoCopy(_("A colleague is already preparing another text of this page."))
        return found
    if _is_place(page):
        copy = texts.make(page)
        share(page, copy)
        return copy
    if ILockable(page).locked():
        raise NoCopy(_("Somebody is changing this page at this moment. Try again later."))
    ensure_intid(page)
    try:
        copy = ICheckinCheckoutPolicy(page).checkout(_around(page))
    except (CopyError, ValueError) as error:
        raise NoCopy(_("This folder takes no working copy of this page.")) from error
    if hasattr(aq_base(copy), "exclude_from_nav"):
        copy.exclude_from_nav = True
    # Whoever writes it finds it among their own, and gets it sent back
    copy.creators = (api.user.get_current().getId(),)
    plan.forget(copy)
    remarks.clear(copy)
    share(page, copy)
    copy.reindexObject()
    return copy


def check_in(copy: DexterityContent, comment: str) -> DexterityContent:
    """Put a working copy in the place of its page and return the page.

    Whether the user may is for the caller to ask: a job does it for who planned it.

    :raises NoCopy: its page is no longer there.
    """
    page = baseline_of(copy)
    if page is None:
        raise NoCopy(_("The page of this working copy is no longer there."))
    plan.forget(copy)
    remarks.clear(copy)
    share(page, copy)
    if texts.place_of(copy) is not None:
        # A link was made to the new text; this one holds the former from now on
        links.cut(copy)
        texts.exchange(copy)
        notify(TextReplaced(page))
        return page
    IAnnotations(copy).pop("plone.locking", None)
    if hasattr(aq_base(copy), "exclude_from_nav"):
        copy.exclude_from_nav = getattr(aq_base(page), "exclude_from_nav", False)
    copy.creators = page.creators
    # What merges is not deleted
    setattr(copy, MERGED, True)
    if copy.effective_date is None:
        copy.effective_date = page.effective_date
    made = ICheckinCheckoutPolicy(copy).checkin(comment)
    notify(TextReplaced(made))
    return made


def cancel(copy: DexterityContent) -> DexterityContent:
    """Drop a working copy, into the trash, and return its page as it is.

    :raises NoCopy: its page is no longer there.
    :raises Unauthorized: this user may not.
    """
    page = baseline_of(copy)
    if page is None:
        raise NoCopy(_("The page of this working copy is no longer there."))
    if not api.user.has_permission(DeleteObjects, obj=copy):
        raise Unauthorized(copy.absolute_url())
    if texts.place_of(copy) is not None:
        api.content.delete(copy, check_linkintegrity=False)
        return page
    ICheckinCheckoutPolicy(copy).cancelCheckout()
    return page


def _around(page: DexterityContent) -> DexterityContent:
    return aq_parent(aq_inner(page))
