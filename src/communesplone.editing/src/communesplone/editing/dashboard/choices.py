"""@@my-office: what a person has shown on the dashboard, and whether letters are keys."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.editing import people
from communesplone.editing.dashboard.ledger import BESIDE
from communesplone.editing.dashboard.ledger import cards
from communesplone.editing.dashboard.ledger import LEDGER
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from typing import Any
from zope.component.hooks import getSite


GROUPS = (*((name, title) for name, title, _text in LEDGER), *BESIDE)


class MyOffice(Page):
    """A form of check boxes, kept for this person alone."""

    page_title = _("What is shown to me")

    def __call__(self) -> str:
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self._keep()
            self.request.response.redirect(f"{self.site_url}/@@dashboard")
            return ""
        return super().__call__()

    @property
    def site_url(self) -> str:
        return getSite().absolute_url()

    def _keep(self) -> None:
        shown = self.request.form.get("shown", [])
        shown = {shown} if isinstance(shown, str) else set(shown)
        hidden = sorted(
            name for name, _card in cards(getSite(), self.request) if name not in shown
        )
        people.choose(getSite(), "hidden_cards", hidden)
        people.choose(getSite(), "keys", bool(self.request.form.get("keys")))
        api.portal.show_message(_("Your choices are kept."), self.request)

    @cached_property
    def keys(self) -> bool:
        return people.chosen(getSite(), "keys", True)

    def groups(self) -> list[dict[str, Any]]:
        """Return the cards of each group with whether they are shown."""
        site = getSite()
        hidden = people.chosen(site, "hidden_cards", ())
        found = cards(site, self.request)
        return [
            {
                "title": title,
                "cards": [
                    {
                        "name": name,
                        "title": card.title,
                        "description": card.description,
                        "shown": name not in hidden,
                    }
                    for name, card in found
                    if card.group == group
                ],
            }
            for group, title in GROUPS
            if any(card.group == group for _name, card in found)
        ]
