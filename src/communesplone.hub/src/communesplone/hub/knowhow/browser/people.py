"""@@who-answers: which communes can be asked about what; a member says it for its own."""

from communesplone.core import _
from communesplone.hub.knowhow.about import counted
from communesplone.hub.knowhow.asking import declare
from communesplone.hub.knowhow.asking import LONGEST_CONTACT
from communesplone.hub.knowhow.browser.base import KnowHowPage
from communesplone.hub.knowhow.store import Contact
from communesplone.hub.knowhow.store import store
from functools import cached_property
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any


class WhoAnswersView(KnowHowPage):
    """How many communes for everyone; which ones and how to reach them for members."""

    page_title = _("Who answers about what")

    def __call__(self) -> str:
        """Write what a form says of the commune of whoever sends it."""
        if self.request.method == "POST":
            return self.posted(self._declare)
        return super().__call__()

    def _declare(self) -> str:
        declare(self.site, self.voice, self.chosen, self.contact)
        words = _("It is noted. You are told of questions about it.")
        if not self.chosen:
            words = _("It is noted: your commune is asked about nothing.")
        IStatusMessage(self.request).add(self.say(words), "info")
        return self.address("who-answers")

    @cached_property
    def mine(self) -> Contact | None:
        """What the commune of whoever reads said before."""
        return store(self.site).contacts.get(self.issuer) if self.issuer else None

    @property
    def chosen(self) -> tuple[str, ...]:
        if self.request.method == "POST":
            return self.texts("about")
        return self.mine.subjects if self.mine is not None else ()

    @property
    def contact(self) -> str:
        if self.request.method == "POST":
            return self.given("contact", LONGEST_CONTACT + 1000)
        return self.mine.text if self.mine is not None else ""

    @cached_property
    def asked(self) -> str:
        """The subject asked for; empty for all."""
        key = self.given("about", 100) if self.request.method != "POST" else ""
        return key if key in self.subjects else ""

    def rows(self) -> list[dict[str, Any]]:
        """Return the subjects that somebody answers about, in the order of subjects."""
        many = counted(self.site)
        contacts = tuple(store(self.site).contacts.values()) if self.issuer else ()
        return [
            {
                "title": title,
                "count": many[key],
                "communes": [one for one in contacts if key in one.subjects],
                "ask_url": self.address("ask", about=key),
            }
            for key, title in self.subjects.items()
            if key in many and self.asked in ("", key)
        ]

    def choices(self) -> list[dict[str, Any]]:
        """Return the subjects, those of this commune ticked."""
        return [
            {
                "id": f"answers-{number}",
                "value": key,
                "title": title,
                "checked": "checked" if key in self.chosen else None,
            }
            for number, (key, title) in enumerate(self.subjects.items())
        ]
