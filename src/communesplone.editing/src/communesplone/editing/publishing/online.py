"""What citizens read of an item now, or read last, to compare a draft with."""

from communesplone.core.publication import is_current
from communesplone.editing.copies import texts
from communesplone.editing.versions.history import text_of
from communesplone.editing.versions.history import versions
from dataclasses import dataclass
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.iterate.dexterity.utils import get_baseline
from plone.app.iterate.dexterity.utils import get_working_copy
from plone.app.iterate.interfaces import IBaseline
from plone.app.iterate.interfaces import IWorkingCopy
from plone.dexterity.content import DexterityContent
from Products.CMFCore.WorkflowCore import WorkflowException
from typing import Any


PUBLISHED = "published"


@dataclass(frozen=True)
class Reference:
    """What a draft is compared with: a text, since when it was online, whether it still is."""

    text: DexterityContent
    since: datetime | None
    is_online: bool


def state(item: DexterityContent) -> str:
    """Return the workflow state of an item, "published" for what has none."""
    try:
        return api.portal.get_tool("portal_workflow").getInfoFor(item, "review_state")
    except WorkflowException:
        return PUBLISHED


def is_scheduled(item: DexterityContent) -> bool:
    """Tell whether `item` is published from an hour on that is still to come."""
    return state(item) == PUBLISHED and item.effective() > DateTime()


def is_withdrawn(item: DexterityContent) -> bool:
    """Tell whether the end of `item`, published once, has passed."""
    return state(item) == PUBLISHED and item.expires() <= DateTime()


def baseline_of(item: DexterityContent) -> DexterityContent | None:
    """Return the page of which `item` is the working copy, None for what is none."""
    if IWorkingCopy.providedBy(item):
        return get_baseline(item)
    return texts.place_of(item)


def copy_of(item: DexterityContent) -> DexterityContent | None:
    """Return the working copy of a page, None without one."""
    return get_working_copy(item) if IBaseline.providedBy(item) else texts.draft_of(item)


def history(item: DexterityContent) -> list[dict[str, Any]]:
    """Return what the workflow did with `item`, the newest first."""
    tool = api.portal.get_tool("portal_workflow")
    chain = tool.getChainFor(item)
    return list(reversed(item.workflow_history.get(chain[0], ()))) if chain else []


def published_at(item: DexterityContent) -> datetime | None:
    """Return when `item` was last published (aware), None for never."""
    return _moment_of_last(history(item), "publish")


def moment_of(entry: dict[str, Any]) -> datetime:
    """Return the moment of an entry of the history."""
    return datetime.fromtimestamp(entry["time"].timeTime(), UTC)


def reference(item: DexterityContent) -> Reference | None:
    """Return what citizens read in the place of a draft; None when they never read anything."""
    baseline = baseline_of(item)
    if baseline is not None:
        online = state(baseline) == PUBLISHED and is_current(baseline)
        return Reference(baseline, published_at(baseline), online)
    past = history(item)
    if is_scheduled(item):
        # Its last step only gave it an hour: what citizens read stood there before
        past = past[_index(past, "publish") + 1 :]
    since = _moment_of_last(past, "publish")
    if state(item) == PUBLISHED and not is_scheduled(item):
        # A home has no workflow: it is online, and nobody knows since when
        return Reference(item, since, is_current(item))
    if since is None:
        return None
    left = _moment_of_last(past, "retract", "reject")
    if left is None:
        return Reference(item, since, is_current(item))
    # The text that stood there when it was taken offline, or the first that was kept since
    known = versions(item)
    earlier = [one for one in known if one.moment <= left]
    chosen = earlier[0] if earlier else None
    return Reference(text_of(item, chosen.number), since, False) if chosen else None


def _index(past: list[dict[str, Any]], *actions: str) -> int:
    """Return where the last of these steps stands in a history, past its end for none."""
    return next((at for at, one in enumerate(past) if one.get("action") in actions), len(past))


def _moment_of_last(past: list[dict[str, Any]], *actions: str) -> datetime | None:
    at = _index(past, *actions)
    return moment_of(past[at]) if at < len(past) else None
