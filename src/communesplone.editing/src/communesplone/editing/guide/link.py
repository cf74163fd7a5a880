"""The link to the guide on every page of the back office, Plone's own forms included."""

from communesplone.core.guards import is_anonymous
from communesplone.editing.guide.topics import Topic
from communesplone.editing.guide.topics import topic_for
from functools import cached_property
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from typing import Any
from zope.component import queryMultiAdapter


class GuideLink(ViewletBase):
    """Names the topic of the page where it has one; else leads to the contents."""

    @property
    def available(self) -> bool:
        return not is_anonymous() and self._view_name != "guide"

    @cached_property
    def _shown(self) -> Any:
        """What was asked for: on Plone's own pages this viewlet stands in another viewlet."""
        published = self.request.get("PUBLISHED")
        return getattr(published, "__self__", published)

    @property
    def _view_name(self) -> str:
        return getattr(self._shown, "__name__", "") or ""

    @cached_property
    def topic(self) -> Topic | None:
        """The topic for this view; of a form that adds, that of the type it makes."""
        added = getattr(self._shown, "ti", None)
        if added is not None:
            return topic_for(added.getId(), "")
        return topic_for(getattr(self.context, "portal_type", ""), self._view_name)

    @property
    def url(self) -> str:
        base = f"{api.portal.get().absolute_url()}/@@guide"
        return f"{base}/{self.topic.name}" if self.topic else base

    def render(self) -> str:
        """Return the link; nothing where the guide is not to be read."""
        guide = queryMultiAdapter((api.portal.get(), self.request), name="guide")
        return self.index() if self.available and guide is not None else ""
