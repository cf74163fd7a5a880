"""@@know-how: guides, questions and answers; who answers about what."""

from communesplone.core import _
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.hub.knowhow.about import by_words
from communesplone.hub.knowhow.about import counted
from communesplone.hub.knowhow.about import found
from communesplone.hub.knowhow.about import row
from communesplone.hub.knowhow.about import said
from communesplone.hub.knowhow.browser.base import KnowHowPage
from communesplone.hub.knowhow.place import PLACE
from functools import cached_property
from plone import api
from typing import Any


PAGE = 20
#: Guides named on the first page, and subjects named beside it.
GUIDES, NAMED = 8, 5
SHOWN = ("answered", "open", "hidden")


class KnowHowView(KnowHowPage):
    """`text` searches, `about` is the key of a subject, `state` one of SHOWN."""

    page_title = _("Know-how")

    @cached_property
    def asked(self) -> str:
        return self.given("text")

    @cached_property
    def about(self) -> str:
        """The subject asked for; empty for all."""
        key = self.given("about", 100)
        return key if key in self.subjects else ""

    @cached_property
    def state(self) -> str:
        asked = self.given("state", 20)
        return asked if asked in SHOWN else ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked or self.about or self.state)

    @property
    def _query(self) -> dict[str, Any]:
        return {"hub_about": self.about} if self.about else {}

    @cached_property
    def guides(self) -> list[dict[str, Any]]:
        """Return the guides, the latest first."""
        query = {"portal_type": "Guide", **self._query}
        if self.state:
            return []
        brains = by_words(self.site, self.asked, **query) if self.asked else None
        return [row(one) for one in (found(self.site, **query) if brains is None else brains)][
            :GUIDES
        ]

    @cached_property
    def _questions(self) -> list[Any]:
        query = {"portal_type": "Question", **self._query}
        if self.state:
            query["review_state"] = self.state
        if self.asked:
            return by_words(self.site, self.asked, **query)
        return found(self.site, **query)

    @cached_property
    def paging(self) -> Paging:
        given = (("text", self.asked), ("about", self.about), ("state", self.state))
        query = tuple(one for one in given if one[1])
        number, total = asked_page(self.request.form), len(self._questions)
        paging = Paging(number, PAGE, total, self.address("know-how"), query)
        paging.refuse_beyond()
        return paging

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        """Return a page of questions, the latest first."""
        start = (self.paging.number - 1) * PAGE
        rows = [row(one) for one in self._questions[start : start + PAGE]]
        return [{**one, "said": self.say(said(one))} for one in rows]

    def choices(self) -> list[dict[str, Any]]:
        """Return the subjects to filter by."""
        return [
            {"value": key, "title": title, "selected": "selected" if key == self.about else None}
            for key, title in self.subjects.items()
        ]

    def people(self) -> list[dict[str, Any]]:
        """Return how many communes answer about the subjects asked about most."""
        many = sorted(counted(self.site).items(), key=lambda one: (-one[1], one[0]))[:NAMED]
        return [
            {"title": self.subjects[key], "count": count, "url": self.people_url(key)}
            for key, count in many
            if key in self.subjects
        ]

    def people_url(self, key: str) -> str:
        return self.address("who-answers", about=key)

    @property
    def write_url(self) -> str:
        """Where a guide is written; empty for whoever may not."""
        place = self.site.get(PLACE)
        may = place is not None and api.user.has_permission("Add portal content", obj=place)
        return f"{place.absolute_url()}/++add++Guide" if may else ""
