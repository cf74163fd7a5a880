"""What an item was before an act, in words that the form carries which undoes it."""

from communesplone.core import _
from communesplone.editing.publishing import acts as publishing
from communesplone.editing.publishing.online import baseline_of
from communesplone.editing.publishing.online import PUBLISHED
from communesplone.editing.publishing.online import state
from communesplone.editing.publishing.seen import seen
from communesplone.editing.quality.engine import holding_back
from dataclasses import dataclass
from DateTime import DateTime
from hashlib import blake2b
from plone import api
from plone.dexterity.content import DexterityContent
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent


PENDING, PRIVATE = "pending", "private"
CHANGED = _("changed meanwhile")


@dataclass(frozen=True)
class Former:
    """A state of the workflow, and from when to when it counted; None for no such date."""

    state: str
    start: DateTime | None
    end: DateTime | None

    def written(self, item: DexterityContent) -> str:
        """Return it for a form, with what tells the text that `item` has now from any other."""
        dates = (str(date.timeTime()) if date is not None else "" for date in self.dates)
        return ",".join((self.state, *dates, _digest(item)))

    @property
    def dates(self) -> tuple[DateTime | None, DateTime | None]:
        return self.start, self.end


def former_of(item: DexterityContent) -> Former:
    """Return what `item` is now, before something is done with it."""
    return Former(state(item), item.effective_date, item.expiration_date)


def read(item: DexterityContent, written: str) -> Former | None:
    """Return what a form carries; None for anything else, or once `item` has another text."""
    name, *dates = written.split(",")
    if len(dates) != 3 or name not in (PRIVATE, PENDING, PUBLISHED) or dates[2] != _digest(item):
        return None
    try:
        start, end = (DateTime(float(date)) if date else None for date in dates[:2])
    except (ValueError, OverflowError):
        return None
    return Former(name, start, end)


def obstacle(item: DexterityContent, former: Former | None) -> Message | None:
    """Return why this user cannot make `item` what it was; None when they can."""
    if former is None:
        return CHANGED
    if former == former_of(item):
        return _("is so already")
    if former.state == PUBLISHED:
        return against_publication(item)
    needed = "submit" if state(item) == PRIVATE else "retract"
    allowed = needed in publishing.transitions(item)
    return None if allowed else _("not yours to change")


def against_publication(item: DexterityContent) -> Message | None:
    """Return why this user cannot put online what is not; None when they can."""
    if baseline_of(item) is not None:
        return _("a working copy: publish it by itself")
    if not publishing.may_publish(item):
        return _("a reviewer has to decide")
    return _("the law asks for something first: see its quality") if holding_back(item) else None


def make_again(item: DexterityContent, former: Former) -> None:
    """Make `item` what it was; whoever calls has asked for obstacles."""
    item.effective_date, item.expiration_date = former.dates
    if former.state != state(item):
        if former.state == PUBLISHED:
            api.content.transition(item, "publish")
        elif state(item) == PUBLISHED:
            api.content.transition(item, "retract")
    if former.state != state(item):
        _set_state(item, former.state)
    notify(ObjectModifiedEvent(item))
    item.reindexObject()


def _set_state(item: DexterityContent, name: str) -> None:
    """Have `item` wait again, or not: nobody is asked for a reading, nor told, a second time.

    No step of the workflow: who may take a page offline may not always submit the draft that it
    becomes on the way.
    """
    tool = api.portal.get_tool("portal_workflow")
    workflow = tool.getWorkflowsFor(item)[0]
    entry = {
        **tool.getStatusOf(workflow.getId(), item),
        "review_state": name,
        "action": "undo",
        "actor": api.user.get_current().getId(),
        "comments": "",
        "time": DateTime(),
    }
    tool.setStatusOf(workflow.getId(), item, entry)
    workflow.updateRoleMappingsFor(item)
    item.reindexObjectSecurity()


def _digest(item: DexterityContent) -> str:
    return blake2b(seen(item).encode(), digest_size=8).hexdigest()
