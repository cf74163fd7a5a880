"""@@ask: a question to the other communes; what is like it is shown before it is sent."""

from communesplone.core import _
from communesplone.hub.knowhow.about import alike
from communesplone.hub.knowhow.about import row
from communesplone.hub.knowhow.about import said
from communesplone.hub.knowhow.asking import ask
from communesplone.hub.knowhow.browser.base import KnowHowPage
from communesplone.hub.knowhow.content import LONGEST_TEXT
from communesplone.hub.knowhow.content import LONGEST_TITLE
from functools import cached_property
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any


class AlikeView(KnowHowPage):
    """@@questions-alike: what is like `title`, a list for the page that asks."""

    @property
    def asked(self) -> str:
        return self.given("title", LONGEST_TITLE + 1000)

    @cached_property
    def alike(self) -> list[dict[str, Any]]:
        """Return guides and questions that may answer it already."""
        return [
            {**one, "said": self.say(said(one)) or one["description"]}
            for one in map(row, alike(self.site, self.asked))
        ]


class AskView(AlikeView):
    """Asks at the first press where nothing is alike, else at the second."""

    page_title = _("Ask the other communes")

    def __call__(self) -> str:
        """Send what a form posts, or show what is alike first."""
        if self.request.method == "POST":
            return self.posted(self._ask)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    def _ask(self) -> str | None:
        voice = self.voice
        if self.alike and not self.given("seen", 5):
            return None
        made = ask(self.site, voice, self.asked, self.details, self.about)
        words = _("The members of the hub see your question. You are told of each answer.")
        IStatusMessage(self.request).add(self.say(words), "info")
        return made.absolute_url()

    @property
    def details(self) -> str:
        return self.given("details", LONGEST_TEXT + 1000)

    @cached_property
    def about(self) -> tuple[str, ...]:
        return self.texts("about")

    @property
    def has_seen(self) -> bool:
        """Whether what is alike stands on the page already."""
        return self.request.method == "POST" and bool(self.alike)

    @property
    def commune(self) -> str:
        """The commune that asks; empty for an account of none."""
        known = self.kept.communes.get(self.issuer) if self.issuer else None
        return known.name if known is not None else ""

    def choices(self) -> list[dict[str, Any]]:
        """Return the subjects, those chosen ticked."""
        return [
            {
                "id": f"about-{number}",
                "value": key,
                "title": title,
                "checked": "checked" if key in self.about else None,
            }
            for number, (key, title) in enumerate(self.subjects.items())
        ]
