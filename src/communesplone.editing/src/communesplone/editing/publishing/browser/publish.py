"""@@publish: what changes for citizens, then when."""

from communesplone.core import _
from communesplone.core.behaviors.review_date import IReviewDate
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import INotifications
from communesplone.editing.copies import texts
from communesplone.editing.copies import working
from communesplone.editing.previews.links import link_of
from communesplone.editing.previews.links import Shown
from communesplone.editing.publishing import acts
from communesplone.editing.publishing import former
from communesplone.editing.publishing import plan
from communesplone.editing.publishing import schedule
from communesplone.editing.publishing.browser.remarking import Remarking
from communesplone.editing.publishing.online import copy_of
from communesplone.editing.publishing.online import history
from communesplone.editing.publishing.online import is_scheduled
from communesplone.editing.publishing.online import is_withdrawn
from communesplone.editing.publishing.online import moment_of
from communesplone.editing.publishing.online import PUBLISHED
from communesplone.editing.publishing.online import state
from communesplone.editing.quality.engine import holding_back
from communesplone.editing.quality.words import place_of
from communesplone.editing.quality.words import said
from communesplone.editing.words import date_of
from communesplone.editing.words import moment
from communesplone.editing.words import say
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.locking.interfaces import ILockable
from typing import Any
from zExceptions import Unauthorized
from zope.component.hooks import getSite
from zope.i18nmessageid import Message


MOVED = _(
    "The text has changed since you opened this page. What moved is marked. Read it, then choose "
    "again."
)
UNREADY = _("Something is still to be corrected. What you wrote is kept.")
#: What has just been done, as the address says it after a form.
DONE = {
    "published": _("The page is online."),
    "planned": _("The hour is set."),
    "submitted": _("The page waits for its reading."),
    "retracted": _("The page is a draft again."),
    "undone": _("It is as it was before."),
    "sent": _("The page is back with its author."),
    "dated": _("The dates are saved."),
    "checked-in": _("The new text is online."),
    "dropped": _("The working copy is in the trash. The page online has not changed."),
}


#: Published once, and not online now: an hour decides.
ONCE = ("scheduled", "withdrawn")


class PublishPage(Remarking):
    """The decision is a panel beside what changes; the label of its button is the choice."""

    doing = {
        "publish": "publish",
        "submit": "submit",
        "retract": "retract",
        "undo": "undo",
        "drop_remark": "drop_remark",
        "settle_remark": "settle_remark",
    }
    page_title = _("Publish")

    def check(self) -> None:
        if not acts.works_on(self.context):
            raise Unauthorized(self.url)
        self.choice = schedule.read(self.request.form, datetime.now(UTC))

    # What is done

    def publish(self) -> str:
        """Put the text on the screen online, at the chosen moment, unless it is another by now."""
        if self.choice.when == schedule.REVIEW or not self.may_publish:
            return self.submit()
        if self.has_moved():
            return self.refuse(MOVED, 409)
        if self.choice.errors:
            return self.refuse(UNREADY)
        if self.stands_in_the_way:
            return self.refuse(self.stands_in_the_way, 409)
        return self._put_online(self.choice, self._done())

    def _put_online(self, choice: schedule.Choice, done: str) -> str:
        was = former.former_of(self.context)
        page = acts.publish(self.context, choice, self.text("note", 2_000))
        if page is self.context or done == "planned":
            return self._go_on(done, was)
        return self.go(f"{page.absolute_url()}/@@publish", done="checked-in")

    def _done(self) -> str:
        if self.mode == "online" or (self.mode in ONCE and self.choice.when != schedule.NOW):
            return "dated"
        return "planned" if self.choice.start else "published"

    def submit(self) -> str:
        """Ask for a reading."""
        if self.has_moved():
            return self.refuse(MOVED, 409)
        if {"end_day", "check"} & set(self.choice.errors):
            return self.refuse(UNREADY)
        was = former.former_of(self.context)
        acts.submit(self.context, self.text("note", 2_000), self.choice)
        return self._go_on("submitted", was)

    def retract(self) -> str:
        """Make a draft of it again, or take back what was planned."""
        was = former.former_of(self.context)
        acts.retract(self.context)
        return self._go_on("retracted", was)

    def _go_on(self, done: str, was: former.Former) -> str:
        """Say what was done; the address carries what undoes it."""
        return self.go(f"{self.url}/@@publish", done=done, was=was.written(self.context))

    def undo(self) -> str:
        """Make the page what it was before the last act, if nothing came between."""
        if plan.of(self.context) is not None:
            return self.retract()
        was = self.was
        reason = former.obstacle(self.context, was)
        if was is None or reason is not None:
            return self.refuse(_("Nothing was undone: ${why}.", mapping={"why": reason}), 409)
        former.make_again(self.context, was)
        return self.go(self.here, done="undone")

    @property
    def was(self) -> former.Former | None:
        """Return what the page was, as the address or the form says it."""
        return former.read(self.context, self.text("was", 200))

    def may_undo(self) -> bool:
        """Tell whether what was just done can be taken back by this person."""
        if plan.of(self.context) is not None:
            return self.may_publish
        return former.obstacle(self.context, self.was) is None

    @cached_property
    def stands_in_the_way(self) -> Message | None:
        """Return why the page cannot go online now; None when it can."""
        lockable = ILockable(self.context, None)
        if self.mode == "online" or lockable is None:
            return None
        if all(info["creator"] == self._me for info in lockable.lock_info()):
            return None
        return _("A colleague is writing in this page at this moment. Wait for their text.")

    @cached_property
    def asked_by_law(self) -> list[str]:
        """Return what the law wants before this can go online, a line each."""
        if self.mode == "online":
            return []
        return [
            f"{say(place_of(self.context, one))}: {said(one.title, self.request)}"
            for one in holding_back(self.context)
        ]

    @property
    def _me(self) -> str:
        return api.user.get_current().getId()

    # What is shown

    @cached_property
    def mode(self) -> str:
        """Return which panel stands beside the text."""
        if plan.of(self.context) is not None:
            return "planned"
        found = state(self.context)
        if is_scheduled(self.context):
            return "scheduled"
        if is_withdrawn(self.context):
            return "withdrawn"
        if found == PUBLISHED:
            return "online"
        if self.may_publish:
            return "choose"
        if acts.may_submit(self.context):
            return "submit"
        return "waiting" if found == "pending" else "nothing"

    @cached_property
    def may_publish(self) -> bool:
        return acts.may_publish(self.context)

    @property
    def again(self) -> bool:
        """Tell whether this person may choose the hour anew."""
        return self.mode in ONCE and self.may_publish

    def may_submit(self) -> bool:
        return acts.may_submit(self.context)

    def may_retract(self) -> bool:
        return "retract" in acts.transitions(self.context)

    def may_review(self) -> bool:
        return state(self.context) == "pending" and "reject" in acts.transitions(self.context)

    @property
    def question(self) -> Message:
        return {
            "online": _("This page is online"),
            "scheduled": _("This page waits for its hour"),
            "withdrawn": _("This page has been withdrawn"),
            "planned": _("This text is planned"),
            "submit": _("Have this page read?"),
            "waiting": _("This page waits for its reading"),
        }.get(self.mode, _("Publish this page?"))

    def when(self) -> str:
        """Return which choice is ticked."""
        if "when" in self.request.form:
            return self.choice.when
        if self.mode == "scheduled":
            return schedule.AT
        return schedule.NOW if self.may_publish else schedule.REVIEW

    def value(self, name: str) -> str:
        """Return what a field holds: what was typed, else what the page has."""
        if self.request.method == "POST" and name in self.request.form:
            return self.choice.typed.get(name, "")
        return self._kept().get(name, "")

    def _kept(self) -> dict[str, str]:
        found: dict[str, str] = {}
        start, end = local(self.context.effective_date), local(self.context.expiration_date)
        if self.mode == "scheduled":
            found |= {"day": start.date().isoformat(), "hour": f"{start:%H:%M}"}
        # An end that has passed would keep the page withdrawn
        if self.mode != "withdrawn" and end is not None and end.year < 2400:
            found |= {"end_day": end.date().isoformat(), "end_hour": f"{end:%H:%M}"}
        adapted = IReviewDate(self.context, None)
        if adapted is not None and adapted.review_date:
            found["check"] = adapted.review_date.isoformat()
        return found

    def has_check(self) -> bool:
        return IReviewDate(self.context, None) is not None

    def today(self) -> str:
        return datetime.now(BRUSSELS).date().isoformat()

    def status(self) -> dict[str, Any]:
        """Return class and words of the state of the item."""
        found = plan.of(self.context)
        if found is not None:
            return {"kind": "late" if found.missed else "scheduled", "words": self._planned(found)}
        start, end = local(self.context.effective_date), local(self.context.expiration_date)
        name = state(self.context)
        if name == "pending":
            return {"kind": "pending", "words": say(_("To review"))}
        if name != PUBLISHED:
            return {"kind": "draft", "words": say(_("Draft"))}
        if is_withdrawn(self.context):
            words = _("Withdrawn since ${when}", mapping={"when": moment(end)})
            return {"kind": "draft", "words": say(words)}
        if is_scheduled(self.context):
            words = _("Goes online ${when}", mapping={"when": moment(start)})
            return {"kind": "scheduled", "words": say(words)}
        return {"kind": "online", "words": say(_("Online"))}

    def _planned(self, found: plan.Plan) -> str:
        if found.missed:
            words = _(
                "Not put online ${when}: the text had changed since the hour was chosen.",
                mapping={"when": moment(found.start)},
            )
        else:
            words = _("Goes online ${when}", mapping={"when": moment(found.start)})
        return say(words)

    def since(self) -> str:
        """Return since when the text that citizens read is online, in words."""
        found = self.reference
        if found is None or found.since is None:
            return ""
        words = (
            _(
                "Online since ${day}, and your draft of today",
                mapping={"day": date_of(found.since)},
            )
            if found.is_online
            else _(
                "Was online from ${day} on, then withdrawn", mapping={"day": date_of(found.since)}
            )
        )
        return say(words)

    def ends(self) -> str:
        end = local(self.context.expiration_date)
        return moment(end) if end is not None and end.year < 2400 else ""

    def submitted(self) -> dict[str, str] | None:
        """Return who submitted the page, when and with which note."""
        for entry in history(self.context):
            if entry.get("action") == "submit":
                return {
                    "by": self.person(entry.get("actor") or ""),
                    "when": moment(moment_of(entry)),
                    "note": entry.get("comments") or "",
                }
        return None

    def sent_back(self) -> dict[str, str] | None:
        """Return who sent the draft back last, and what they said; None once it went on."""
        entry = next(iter(history(self.context)), None)
        if entry is None or entry.get("action") != "reject":
            return None
        return {
            "by": self.person(entry.get("actor") or ""),
            "when": moment(moment_of(entry)),
            "note": entry.get("comments") or "",
        }

    def done(self) -> str:
        name = self.request.form.get("done")
        return say(DONE[name]) if isinstance(name, str) and name in DONE else ""

    def mails(self) -> bool:
        """Tell whether this site tells its people by mail what happens to their pages."""
        return INotifications(getSite(), None) is not None

    @cached_property
    def has_dates(self) -> bool:
        """Tell whether a moment takes it offline: a home stays."""
        return not self.shared_fields and not IPloneSiteRoot.providedBy(self.context)

    def is_overtaken(self) -> bool:
        return bool(self.shared_fields) and texts.overtaken(self.context)

    def former_texts(self) -> list[dict[str, str]]:
        """Return the texts that a home had before, the last first; none for other pages."""
        if self.mode != "online":
            return []
        found = texts.former_of(self.context)
        return [{"title": one.title, "url": f"{one.absolute_url()}/@@publish"} for one in found]

    def way_back(self) -> str:
        """Return where the former text of a page is had back."""
        found = self.former_texts()
        return found[0]["url"] if found else f"{self.url}/@@versions"

    def may_copy(self) -> bool:
        return self.mode == "online" and working.may_be_copied(self.context)

    def working_copy(self) -> Any:
        return copy_of(self.context)

    def preview(self) -> Shown | None:
        """Return the preview link of this draft, None while nobody made one."""
        return link_of(self.context)

    def may_preview(self) -> bool:
        return self.mode != "online"

    def may_edit(self) -> bool:
        return api.user.has_permission("Modify portal content", obj=self.context)


def local(date: DateTime | None) -> datetime | None:
    """Return a date of Plone in Belgium's time."""
    if date is None:
        return None
    return datetime.fromtimestamp(date.timeTime(), UTC).astimezone(BRUSSELS)
