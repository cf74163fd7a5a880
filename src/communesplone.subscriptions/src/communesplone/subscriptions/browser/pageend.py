"""The line under a list that says one can have it by mail."""

from communesplone.subscriptions.topics import offered
from functools import cached_property
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zope.component.hooks import getSite


#: Lists that a topic is about, by the name of their view.
TOPICS = {
    "agenda_view": "agenda",
    "alerts_view": "alerts",
    "news_view": "news",
    "notices_view": "notices",
    "roadworks_view": "alerts",
}


class SubscribeLine(ViewletBase):
    """Leads from a list to the form, with its topic ticked."""

    @cached_property
    def topic(self) -> str:
        """The topic of this list; empty on other pages, and when it is not offered."""
        name = TOPICS.get(getattr(self.view, "__name__", ""), "")
        return name if name and name in offered(getSite()) else ""

    @property
    def url(self) -> str:
        root = api.portal.get_navigation_root(self.context)
        return f"{root.absolute_url()}/@@subscriptions?topics={self.topic}"
