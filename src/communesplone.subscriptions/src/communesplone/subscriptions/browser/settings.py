"""The control panel: how many get what, never who; the addresses by a permission of its own."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.subscriptions.settings import ISubscriptionsSettings
from communesplone.subscriptions.store import store
from communesplone.subscriptions.topics import all_topics
from csv import writer
from io import StringIO
from Products.CMFCore.utils import getToolByName
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component.hooks import getSite


EXPORT = "communesplone.subscriptions: Export addresses"


def neutral(address: str) -> str:
    """Return an address as a cell that no spreadsheet computes: mailboxes may begin with "="."""
    return f"'{address}" if address.startswith(("=", "+", "-")) else address


class SubscriptionsSettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = ISubscriptionsSettings
    schema_prefix = ISubscriptionsSettings.__identifier__
    label = _("Subscriptions")
    description = _("How many read by mail, and how the mails leave.")


class SubscriptionsSettingsView(SettingsPage):
    """The form in a page of the back office, under the numbers."""

    form = SubscriptionsSettingsForm
    index = ViewPageTemplateFile("settings.pt")

    def rows(self) -> list[dict[str, Any]]:
        """Return how many get each topic."""
        counts = store(self.context).counts()
        return [
            {"title": topic.title, "count": counts.get(name, 0)}
            for name, topic in all_topics(self.context).items()
        ]

    def totals(self) -> dict[str, int]:
        """Return how many subscribers there are, and to how many no mail is sent any more."""
        found = list(store(self.context).subscribers.values())
        return {"all": len(found), "suspended": sum(bool(one.suspended) for one in found)}

    def may_export(self) -> bool:
        """Tell whether this user may have the addresses."""
        membership = getToolByName(self.context, "portal_membership")
        return bool(membership.checkPermission(EXPORT, self.context))


class AddressesView(BrowserView):
    """@@subscribers.csv: the addresses, for those few who may have them."""

    def __call__(self) -> str:
        """Return one line each: address, language, frequency, topics, date, state."""
        out = StringIO()
        lines = writer(out)
        lines.writerow(["address", "language", "frequency", "topics", "confirmed", "suspended"])
        for one in store(getSite()).subscribers.values():
            lines.writerow(
                [
                    neutral(one.address),
                    one.language,
                    one.frequency,
                    " ".join(sorted(one.topics)),
                    one.confirmed.date().isoformat(),
                    "yes" if one.suspended else "",
                ]
            )
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="subscribers.csv"')
        return out.getvalue()
