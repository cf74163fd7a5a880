"""What happens to pages and jobs, told to those whom it concerns."""

from communesplone.accounts.keepers import keepers
from communesplone.accounts.people import People
from communesplone.accounts.store import store
from communesplone.core import _
from communesplone.core.interfaces import INotifications
from communesplone.core.jobs import JobGivenUp
from communesplone.core.notifications import NotificationKind
from communesplone.core.records import Notice
from communesplone.core.records import TOLD
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import ReviewPortalContent
from Products.CMFCore.utils import getToolByName
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from typing import Any
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.globalrequest import getRequest


#: No longer text goes into a mail.
LONGEST = 6_000
#: The page on which a person goes on after a transition: the decision, and what was remarked.
WAYS = {"submit": "review", "reject": "publish"}


TO_REVIEW = NotificationKind(
    _("A page waits for your review"), _("Those who may publish it."), "now"
)
SENT_BACK = NotificationKind(_("Your page was sent back"), _("Whoever submitted it."), "now")
PUBLISHED = NotificationKind(_("Your page is published"), _("Whoever wrote it."), "now")
REVIEW_DUE = NotificationKind(
    _("A page is to be checked"),
    _("Its author, on its review date; else the webmasters."),
    "daily",
)
JOB_FAILED = NotificationKind(_("A task of the site failed"), _("The webmasters."), "daily")


def follow_workflow(item: Any, event: IAfterTransitionEvent) -> None:
    """Tell of a page that was submitted, sent back or published."""
    site = getSite()
    uid = IUUID(item, None)
    if event.transition is None or uid is None or site is None or store(site) is None:
        return
    tell = INotifications(site).tell
    actor, now = api.user.get_current().getId(), event.status.get("time")
    said = event.kwargs or {}
    notice = Notice(
        f"{event.transition.id} {uid} {now}",
        item.Title() or item.getId(),
        _way(item, event.transition.id),
        str(said.get(TOLD) or said.get("comment") or "")[:LONGEST],
    )
    if event.transition.id == "submit":
        people = People(site)
        able = [
            user_id
            for user_id in people.active
            if user_id != actor and _may_review(people, user_id, item)
        ]
        if able:
            tell("review", notice, able, uid)
        return
    authors = {item.Creator(), _submitter(site, item)} - {actor, ""}
    if authors and event.transition.id == "reject":
        tell("sent-back", notice, sorted(authors), uid)
    elif authors and event.transition.id == "publish":
        tell("published", notice, sorted(authors), uid)


def _way(item: Any, transition: str) -> str:
    """Return the page where the next step is taken, where there is one; else the item."""
    name = WAYS.get(transition, "")
    request = getRequest()
    if not name or request is None or queryMultiAdapter((item, request), name=name) is None:
        return item.absolute_url()
    return f"{item.absolute_url()}/@@{name}"


def _may_review(people: People, user_id: str, item: Any) -> bool:
    user = people.user(user_id)
    return bool(user and user.has_permission(ReviewPortalContent, item))


def _submitter(site: Any, item: Any) -> str:
    """Return who submitted a page last."""
    workflow = getToolByName(site, "portal_workflow")
    chain = workflow.getChainFor(item)
    history = (getattr(item, "workflow_history", None) or {}).get(chain[0] if chain else "", ())
    return next((one["actor"] for one in reversed(history) if one["action"] == "submit"), "")


@adapter(JobGivenUp)
def follow_jobs(event: JobGivenUp) -> None:
    """Tell the webmasters of a job that failed for good; not of our own mail that did."""
    kept = store(event.site)
    if kept is None or event.name.startswith("communesplone.accounts."):
        return
    INotifications(event.site).tell(
        "job",
        Notice(event.id, event.name, event.site.absolute_url()),
        sorted(keepers(event.site)),
    )
