"""The page of a working group: its communes, meetings, papers."""

from communesplone.core import _
from communesplone.hub.together.browser.base import TogetherPage
from communesplone.hub.together.meeting import TYPE as MEETING
from communesplone.hub.together.words import MEETING_STATES
from functools import cached_property
from plone import api
from Products.CMFCore.permissions import AddPortalContent
from Products.CMFCore.permissions import ModifyPortalContent
from typing import Any


MOST = 100


class GroupView(TogetherPage):
    """What members read of a group; its papers are there for its own communes."""

    @property
    def page_title(self) -> str:
        return self.context.title

    def communes(self) -> str:
        return self.names(self.context.communes or ())

    @cached_property
    def papers(self) -> list[Any]:
        """The papers that this person may see, the last changed first, and no more than fit."""
        brains = self.site.portal_catalog.searchResults(
            path={"query": "/".join(self.context.getPhysicalPath()), "depth": 1},
            sort_on="modified",
            sort_order="reverse",
            sort_limit=MOST,
        )
        return list(brains[:MOST])

    def meetings(self) -> list[dict[str, str]]:
        rows = []
        for brain in self.papers:
            if brain.portal_type == MEETING:
                title, kind = MEETING_STATES[brain.review_state]
                rows.append({**self.row(brain), "state": self.say(title), "kind": kind})
        return rows

    def documents(self) -> list[dict[str, Any]]:
        return [self.row(brain) for brain in self.papers if brain.portal_type != MEETING]

    @property
    def belongs(self) -> bool:
        """Whether this person's commune is in the group."""
        return self.speaker is not None and self.speaker.commune in (self.context.communes or ())

    def can_add(self) -> list[dict[str, str]]:
        """Return what this person may add here."""
        if not api.user.has_permission(AddPortalContent, obj=self.context):
            return []
        here = self.context.absolute_url()
        kinds = {
            MEETING: _("Add a meeting"),
            "File": _("Add a file"),
            "Document": _("Write a document"),
        }
        allowed = {one.getId() for one in self.context.allowedContentTypes()}
        return [
            {"title": self.say(words), "url": f"{here}/++add++{kind}"}
            for kind, words in kinds.items()
            if kind in allowed
        ]

    @property
    def can_edit(self) -> bool:
        return bool(api.user.has_permission(ModifyPortalContent, obj=self.context))
