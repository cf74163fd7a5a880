"""The line under a list that says one can have it by mail."""

from plone.app.layout.viewlets.common import ViewletBase


#: Lists that a topic is about, by the name of their view.
TOPICS = {"news_view": "news", "agenda_view": "agenda", "alerts_view": "alerts"}


class SubscribeLine(ViewletBase):
    """Leads from a list to the form, with its topic ticked."""

    @property
    def topic(self) -> str:
        return TOPICS.get(getattr(self.view, "__name__", ""), "")

    @property
    def url(self) -> str:
        root = self.context.restrictedTraverse("@@plone_portal_state").navigation_root_url()
        return f"{root}/@@subscriptions?topic={self.topic}"
