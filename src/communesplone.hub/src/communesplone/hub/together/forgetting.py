"""What goes with a proposal or a meeting that is deleted."""

from communesplone.hub.together.store import together
from OFS.interfaces import IObjectWillBeRemovedEvent
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component.hooks import getSite


def forget(content: Any, event: IObjectWillBeRemovedEvent) -> None:
    """Forget what communes said of it; decisions that everyone has read stay."""
    kept = together(getSite()) if getSite() is not None else None
    if kept is not None:
        kept.dealings.pop(IUUID(content), None)
