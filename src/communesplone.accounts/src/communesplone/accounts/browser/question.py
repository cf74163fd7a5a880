"""The question "can this person do that here", asked and answered in words."""

from communesplone.accounts.browser.base import OfficeView
from communesplone.accounts.rights import ACT_TITLES
from communesplone.accounts.rights import Answer
from communesplone.accounts.rights import CITIZEN
from communesplone.accounts.rights import explain
from communesplone.core import _
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zope.i18nmessageid import Message


CHOICES = 8


class Question(OfficeView):
    """Mixed into the pages that ask: `question` draws the form and the answer."""

    question = ViewPageTemplateFile("question.pt")

    def persons_asked(self) -> list[dict[str, Any]]:
        """Return whom one may ask about: the people, and a citizen."""
        asked = self.text("person", 200)
        people = [(one.id, one.name) for one in self.people.active.values()]
        return [
            {"value": value, "title": title, "selected": value == asked}
            for value, title in [(CITIZEN, self.say(_("a citizen"))), *people]
        ]

    def acts_asked(self) -> list[dict[str, Any]]:
        asked = self.text("do", 20) or "modify"
        return [
            {"value": value, "title": title, "selected": value == asked}
            for value, title in ACT_TITLES.items()
        ]

    @property
    def page_asked(self) -> str:
        """What stands in the field of the page: what was typed, or the page we are on."""
        typed = self.text("page")
        if typed or IPloneSiteRoot.providedBy(self.context):
            return typed
        return self.context.Title() or self.context.getId()

    @cached_property
    def found(self) -> list[Any]:
        """The pages that the question may mean, by address or by title."""
        typed = self.text("page")
        if not typed:
            return [] if IPloneSiteRoot.providedBy(self.context) else [self.context]
        if not IPloneSiteRoot.providedBy(self.context) and typed == self.context.Title():
            return [self.context]
        return self._by_address(typed) or self._by_title(typed)

    def _by_address(self, typed: str) -> list[Any]:
        path = typed.removeprefix(self.site.absolute_url()).strip("/")
        if "/" not in path and not typed.startswith(("/", "http")):
            return []
        full = f"{'/'.join(self.site.getPhysicalPath())}/{path}"
        return self._objects(path={"query": full, "depth": 0})

    def _by_title(self, typed: str) -> list[Any]:
        found = self._objects(Title=typed)
        same = [one for one in found if (one.Title() or "").lower() == typed.lower()]
        return same or found

    def _objects(self, **query: Any) -> list[Any]:
        brains = self.site.portal_catalog.searchResults(**query)[:CHOICES]
        return [brain.getObject() for brain in brains]

    @property
    def was_asked(self) -> bool:
        return bool(self.text("person", 200))

    @property
    def too_many(self) -> list[dict[str, str]]:
        """Return the pages to choose from when several have this title."""
        if len(self.found) < 2:
            return []
        return [
            {
                "title": one.Title() or one.getId(),
                "where": one.absolute_url_path(),
                "url": f"{one.absolute_url()}/@@rights?{self._asked}",
            }
            for one in self.found
        ]

    @property
    def _asked(self) -> str:
        return urlencode({"person": self.text("person", 200), "do": self.text("do", 20)})

    @cached_property
    def answer(self) -> Answer | None:
        """The answer, when one page and one person are meant."""
        act, person = self.text("do", 20), self.text("person", 200)
        if act not in ACT_TITLES or len(self.found) != 1:
            return None
        if person == CITIZEN:
            return explain(self.site, None, act, self.found[0])
        known = self.people.active.get(person)
        return explain(self.site, known, act, self.found[0]) if known else None

    @property
    def not_found(self) -> Message | None:
        """Return what to say when the question cannot be answered."""
        if not self.was_asked or self.answer is not None or self.too_many:
            return None
        return _("No page has this title or this address. Write the title as the page shows it.")

    @property
    def mend(self) -> dict[str, str] | None:
        """Return how a "no" becomes a "yes": into which team the person would have to come."""
        team = self.answer.mend_team if self.answer and not self.answer.yes else None
        person = self.text("person", 200)
        if team is None or person == CITIZEN:
            return None
        return {"team": team.title, "url": self.page("team", team=team.id, add=person)}

    @property
    def eyes_url(self) -> str:
        """Where the page is seen with the eyes of a citizen or of a team."""
        found = self.found[0] if len(self.found) == 1 else self.context
        return f"{found.absolute_url()}/@@see-as"

    @property
    def uid(self) -> str:
        return IUUID(self.context, "")
