"""The page that citizens see."""

from communesplone.core.changes import declare_next_change
from communesplone.core.settings import settings
from communesplone.feedback.feedback import next_change
from communesplone.feedback.feedback import Validity
from communesplone.feedback.feedback import validity
from communesplone.feedback.settings import IFeedbackSettings
from datetime import date
from datetime import datetime
from datetime import time
from plone import api
from Products.Five.browser import BrowserView
from zoneinfo import ZoneInfo


BRUSSELS = ZoneInfo("Europe/Brussels")


class FeedbackView(BrowserView):
    """Plain data for the template."""

    def __call__(self) -> str:
        """Prepare the data, say when the page changes by itself, and render it."""
        until: date | None = self.context.valid_until
        today = datetime.now(BRUSSELS).date()
        warning_days = settings(IFeedbackSettings).warning_days
        self.validity: Validity = validity(until, today, warning_days)
        self.last_day = api.portal.get_localized_time(until) if until else ""
        self.text = self.context.text.output if self.context.text else ""
        if change := next_change(until, today, warning_days):
            declare_next_change(self.request, datetime.combine(change, time(), BRUSSELS))
        return self.index()
