"""The question at the end of a page."""

from communesplone.core.settings import settings
from communesplone.feedback.settings import IFeedbackSettings
from plone.app.layout.viewlets.common import ViewletBase
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFPlone.Portal import PloneSite


class Question(ViewletBase):
    """Two buttons, in a plain form: the same for everybody, so that pages stay in the cache."""

    def update(self) -> None:
        """Ask about pages only: not about forms, searches, lists of a choice, errors."""
        self.url = f"{self.context.absolute_url()}/@@useful"
        self.available = (
            IDexterityContent.providedBy(self.context)
            and not isinstance(self.context, PloneSite)
            and getattr(self.view, "indexed", True) is not False
            and getattr(self.view, "asks_feedback", True)
            and settings(IFeedbackSettings).enabled
        )

    def render(self) -> str:
        return self.index() if self.available else ""
