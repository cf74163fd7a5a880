"""What is done with an item: put online now or later, submitted, sent back, taken offline."""

from communesplone.core import changes
from communesplone.core.behaviors.review_date import IReviewDate
from communesplone.core.publication import is_current
from communesplone.core.records import TOLD
from communesplone.editing.copies import texts
from communesplone.editing.copies import working
from communesplone.editing.publishing import plan
from communesplone.editing.publishing import remarks
from communesplone.editing.publishing import telling
from communesplone.editing.publishing.online import baseline_of
from communesplone.editing.publishing.online import is_scheduled
from communesplone.editing.publishing.online import PUBLISHED
from communesplone.editing.publishing.online import state
from communesplone.editing.publishing.schedule import Choice
from communesplone.editing.publishing.schedule import KEPT
from communesplone.editing.publishing.seen import is_as
from communesplone.editing.publishing.seen import seen
from communesplone.editing.quality.guard import let_pass
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.permissions import ReviewPortalContent
from Products.CMFPlone.Portal import PloneSite
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


#: Plone writes "never" as a date in 2499.
FOR_EVER = 2400


def transitions(item: DexterityContent) -> set[str]:
    """Return what this user may do with `item` in the workflow."""
    tool = api.portal.get_tool("portal_workflow")
    return {found["id"] for found in tool.getTransitionsFor(item)}


def may_publish(item: DexterityContent) -> bool:
    """Tell whether this user may put `item` online, or decide when it is."""
    if baseline_of(item) is not None:
        return working.may_publish(item)
    if state(item) == PUBLISHED:
        return api.user.has_permission(ReviewPortalContent, obj=item)
    return "publish" in transitions(item)


def may_submit(item: DexterityContent) -> bool:
    """Tell whether this user may ask a reviewer to put `item` online."""
    return "submit" in transitions(item)


def works_on(item: DexterityContent) -> bool:
    """Tell whether `item` is any of this user's business here."""
    may = api.user.has_permission
    return (
        may(ModifyPortalContent, obj=item)
        or may(ReviewPortalContent, obj=item)
        or bool(transitions(item))
        or working.may_be_copied(item)
    )


def publish(item: DexterityContent, choice: Choice, note: str) -> DexterityContent:
    """Put `item` online as chosen, and return what citizens will read.

    :raises HeldBack: the law asks for something before citizens read it.
    :raises Unauthorized: this user may not.
    """
    if not may_publish(item):
        raise Unauthorized(item.absolute_url())
    if baseline_of(item) is not None:
        return _publish_copy(item, choice, note)
    if state(item) == PUBLISHED and not is_current(item):
        # No step of the workflow asks: an hour alone puts it online
        let_pass(item)
    _write_dates(item, choice)
    remarks.clear(item)
    if state(item) != PUBLISHED:
        told = {TOLD: telling.with_hour(note, choice.start)}
        api.content.transition(item, "publish", comment=note, **told)
    # The dates are part of what caches and listings know
    notify(ObjectModifiedEvent(item))
    item.reindexObject()
    return item


def _publish_copy(copy: DexterityContent, choice: Choice, note: str) -> DexterityContent:
    page = baseline_of(copy)
    # No step of the workflow asks: the page is online already
    let_pass(copy)
    if texts.place_of(copy) is None:
        # A home has no end and is always looked after
        copy.expiration_date = _date(choice.end)
        _write_check(copy, choice)
    if choice.start is None:
        authors = copy.creators
        page = working.check_in(copy, note)
        telling.online(page, authors, note)
        return page
    plan.make(copy, choice.start, api.user.get_current().getId(), seen(copy), note)
    copy.reindexObject()
    return page


def _write_dates(item: DexterityContent, choice: Choice) -> None:
    """Write when `item` is online. A page that was online before keeps its first day."""
    now, kept = DateTime(), item.effective_date
    if choice.start is not None:
        item.effective_date = _date(choice.start)
    elif kept is None or (kept > now and choice.when != KEPT):
        item.effective_date = now
    item.expiration_date = _date(choice.end)
    _write_check(item, choice)


def _write_check(item: DexterityContent, choice: Choice) -> None:
    adapted = IReviewDate(item, None)
    if adapted is not None and "check" in choice.typed and choice.check != adapted.review_date:
        adapted.review_date = choice.check


def submit(item: DexterityContent, note: str, choice: Choice | None = None) -> None:
    """Ask a reviewer to put `item` online.

    :param choice: until when, and the day on which to read it again, go with it.
    :raises Unauthorized: this user may not.
    """
    if not may_submit(item):
        raise Unauthorized(item.absolute_url())
    if choice is not None and api.user.has_permission(ModifyPortalContent, obj=item):
        item.expiration_date = _date(choice.end)
        _write_check(item, choice)
    api.content.transition(item, "submit", comment=note)


def send_back(item: DexterityContent, note: str) -> int:
    """Give `item` back to its author with the remarks of this user; return how many.

    :raises Unauthorized: this user may not.
    """
    if "reject" not in transitions(item):
        raise Unauthorized(item.absolute_url())
    sent = remarks.send(item, api.user.get_current().getId(), datetime.now(UTC))
    told = {TOLD: telling.with_remarks(note, sent)}
    api.content.transition(item, "reject", comment=note, **told)
    return len(sent)


def retract(item: DexterityContent) -> None:
    """Make a draft of `item` again; an hour that was to come is forgotten.

    :raises Unauthorized: this user may not.
    """
    if plan.of(item) is not None:
        if not may_publish(item):
            raise Unauthorized(item.absolute_url())
        plan.forget(item)
        item.reindexObject()
        return
    if "retract" not in transitions(item):
        raise Unauthorized(item.absolute_url())
    if is_scheduled(item):
        item.effective_date = None
    api.content.transition(item, "retract")


def check_in_as_planned(site: PloneSite, uid: str, plan_id: str) -> None:
    """Job: put a working copy in the place of its page, if its text is the one that was planned.

    Unrestricted: who planned it had the right to, and the text is the one they had seen.
    """
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    copy = brains[0]._unrestrictedGetObject() if brains else None
    found = plan.of(copy) if copy is not None else None
    if found is None or found.id != plan_id or found.missed:
        return
    people = {*copy.creators, found.by}
    if not is_as(found.seen, copy):
        plan.miss(copy)
        telling.missed(copy, people)
        return
    page = working.check_in(copy, found.note)
    telling.online(page, people, found.note)
    changes.touch(site)


def end_of(item: DexterityContent) -> datetime | None:
    """Return the moment (aware) that was chosen for `item` to be withdrawn; None for never."""
    date = item.expiration_date
    if date is None or date.year() >= FOR_EVER:
        return None
    return datetime.fromtimestamp(date.timeTime(), UTC)


def _date(moment: datetime | None) -> DateTime | None:
    return DateTime(moment.timestamp()) if moment is not None else None
