"""@@leaver: somebody leaves. A summary first, then one click, which can be taken back."""

from communesplone.accounts import leaving
from communesplone.accounts.browser.base import OfficeView
from communesplone.accounts.journal import CLOSED
from communesplone.accounts.journal import entries
from communesplone.accounts.leaving import Kept
from communesplone.accounts.people import Person
from communesplone.core import _
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message


class LeaverView(OfficeView):
    """The page about one person who leaves."""

    work = ViewPageTemplateFile("leaver.pt")
    acts = {"close": "close"}

    @property
    def way(self) -> tuple[Message, str]:
        return _("Who can do what"), self.page("teams", tab="people")

    @cached_property
    def person(self) -> Person:
        """Who leaves.

        :raises NotFound: nobody with an open access.
        """
        found = self.people.active.get(self.text("person", 200))
        if found is None:
            raise NotFound("leaver")
        return found

    @property
    def page_title(self) -> Message:
        return _("${name} leaves", mapping={"name": self.person.name})

    @property
    def lead(self) -> Message:
        return _(
            "First what ${name} keeps, then to whom it goes. The access closes at once.",
            mapping={"name": self.person.name},
        )

    @cached_property
    def kept(self) -> Kept:
        return leaving.kept_by(self.site, self.person.id)

    def heirs(self) -> list[Person]:
        """Return to whom it can go: those of the same teams first."""
        mates = {user_id for team in self.kept.teams for user_id in team.members}
        others = [one for one in self.people.active.values() if one.id != self.person.id]
        return sorted(others, key=lambda one: one.id not in mates)

    @property
    def chosen(self) -> str:
        return self.text("heir", 200)

    def close(self) -> str:
        """Close the access and lead back to the people."""
        leaving.close(self.site, self.person.id, self.chosen)
        entry = next(one for one in entries(self.site) if one.act == CLOSED)
        return self.page("teams", done=entry.id)
