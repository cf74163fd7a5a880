"""What citizens read of an item now, or read last, to compare a draft with."""

from communesplone.core.publication import is_current
from communesplone.editing.copies import texts
from communesplone.editing.versions.history import text_of
from communesplone.editing.versions.history import versions
from dataclasses import dataclass
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
    for entry in history(item):
        if entry.get("action") == "publish":
            return moment_of(entry)
    return None


def moment_of(entry: dict[str, Any]) -> datetime:
    """Return the moment of an entry of the history."""
    return datetime.fromtimestamp(entry["time"].timeTime(), UTC)


def reference(item: DexterityContent) -> Reference | None:
    """Return what citizens read in the place of a draft; None when they never read anything."""
    baseline = baseline_of(item)
    if baseline is not None:
        online = state(baseline) == PUBLISHED and is_current(baseline)
        return Reference(baseline, published_at(baseline), online)
    since = published_at(item)
    if state(item) == PUBLISHED:
        # A home has no workflow: it is online, and nobody knows since when
        return Reference(item, since, is_current(item))
    if since is None:
        return None
    left = next((moment_of(one) for one in history(item) if _leaves(one)), None)
    if left is None:
        return Reference(item, since, is_current(item))
    # The text that stood there when it was taken offline, or the first that was kept since
    known = versions(item)
    earlier = [one for one in known if one.moment <= left]
    chosen = earlier[0] if earlier else None
    return Reference(text_of(item, chosen.number), since, False) if chosen else None


def _leaves(entry: dict[str, Any]) -> bool:
    return entry.get("action") in ("retract", "reject")
