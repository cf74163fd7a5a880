"""What the daily job does beside mail: review dates that come, and what is old forgotten."""

from communesplone.accounts import attempts
from communesplone.accounts import invitations
from communesplone.accounts.people import People
from communesplone.accounts.store import store
from communesplone.core.behaviors.review_date import due_for_review
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import INotifications
from communesplone.core.records import Notice
from datetime import date
from datetime import datetime
from Products.CMFPlone.Portal import PloneSite


def keep_up(site: PloneSite, now: datetime) -> None:
    """Tell whose pages are to be checked today; forget old invitations and failures."""
    attempts.forget(store(site), now)
    invitations.forget_old(site, now)
    tell_reviews(site, now.astimezone(BRUSSELS).date())


def tell_reviews(site: PloneSite, today: date) -> None:
    """Tell of each page whose review date came, once for each date."""
    kept, people = store(site), People(site)
    before = getattr(kept, "reviewed", None)
    for brain in due_for_review(today):
        due = brain.review_date
        if not isinstance(due, date) or (before is not None and due <= before):
            continue
        who = [brain.Creator] if brain.Creator in people.active else list(people.keepers())
        if who:
            notice = Notice(f"{brain.UID} {due}", brain.Title or brain.getId, brain.getURL())
            INotifications(site).tell("review-date", notice, who, brain.UID)
    kept.reviewed = today
