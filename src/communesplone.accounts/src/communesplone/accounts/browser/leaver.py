"""@@leaver: somebody leaves, now or on a day. A summary first; what is done can be taken back."""

from communesplone.accounts import departures
from communesplone.accounts import leaving
from communesplone.accounts.browser.base import OfficeView
from communesplone.accounts.journal import entries
from communesplone.accounts.leaving import Kept
from communesplone.accounts.people import Person
from communesplone.accounts.store import Leave
from communesplone.accounts.store import utc_now
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message


class LeaverView(OfficeView):
    """The page about one person who leaves, or has left without handing over."""

    work = ViewPageTemplateFile("leaver.pt")
    acts = {"close": "close", "plan": "plan", "stay": "stay", "pass-on": "pass_on"}

    def __call__(self) -> str:
        """Lead to the people when nobody is named."""
        if not self.text("person", 200):
            return self.request.response.redirect(self.page("teams", tab="people"))
        return super().__call__()

    @property
    def way(self) -> tuple[Message, str]:
        return _("Who can do what"), self.page("teams", tab="people")

    @cached_property
    def person(self) -> Person:
        """Who leaves.

        :raises NotFound: nobody, or nobody who still keeps something.
        """
        asked = self.text("person", 200)
        found = self.people.get(asked)
        closed = self.store.closed.get(asked)
        if found is None or (closed is not None and closed.heir):
            raise NotFound("leaver")
        return found

    @property
    def has_left(self) -> bool:
        return self.person.id in self.store.closed

    @property
    def page_title(self) -> Message:
        named = {"name": self.person.name}
        if self.has_left:
            return _("Hand over what ${name} kept", mapping=named)
        return _("${name} leaves", mapping=named)

    @property
    def lead(self) -> Message:
        named = {"name": self.person.name}
        if self.has_left:
            return _("The access of ${name} is closed. Choose who goes on.", mapping=named)
        return _(
            "First what ${name} keeps, then to whom it goes and when the access ends.",
            mapping=named,
        )

    @cached_property
    def kept(self) -> Kept:
        return leaving.kept_by(self.site, self.person.id)

    @cached_property
    def noted(self) -> Leave | None:
        """The leave that is noted for this person."""
        return self.store.leaves.get(self.person.id)

    @property
    def last_day(self) -> str:
        """What stands in the field of the day: what was typed, or what is noted."""
        return self.text("day", 40) or (self.noted.day.isoformat() if self.noted else "")

    @property
    def today(self) -> str:
        return utc_now().astimezone(BRUSSELS).date().isoformat()

    def heirs(self) -> list[Person]:
        """Return to whom it can go: those of the same teams first."""
        mates = {user_id for team in self.kept.teams for user_id in team.members}
        others = [one for one in self.people.active.values() if one.id != self.person.id]
        return sorted(others, key=lambda one: one.id not in mates)

    @property
    def chosen(self) -> str:
        if self.request.method == "POST":
            return self.text("heir", 200)
        return self.noted.heir if self.noted else ""

    def close(self) -> str:
        """Close the access and lead back to the people."""
        leaving.close(self.site, self.person.id, self.chosen)
        return self._back()

    def plan(self) -> str:
        """Note the last day."""
        departures.plan(self.site, self.person.id, self.text("day", 40), self.chosen)
        return self._back()

    def stay(self) -> str:
        """Forget the last day."""
        departures.stay(self.site, self.person.id)
        return self._back()

    def pass_on(self) -> str:
        """Hand over what somebody kept who has left."""
        leaving.pass_on(self.site, self.person.id, self.chosen)
        return self._back()

    def _back(self) -> str:
        return self.page("teams", done=next(entries(self.site)).id)
