"""What waits on the page of teams: invitations, leaves that come, pages that nobody took over."""

from communesplone.accounts import leaving
from communesplone.accounts.browser.base import OfficeView
from communesplone.accounts.store import Closed
from communesplone.accounts.store import Leave
from communesplone.accounts.store import utc_now
from communesplone.accounts.teams import Team
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import day
from datetime import date
from datetime import timedelta
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


#: How long a closed access is offered to be opened again.
RECENT = timedelta(days=30)


class ToDo(OfficeView):
    """Mixed into the page of teams."""

    teams: list[Team]
    todo = ViewPageTemplateFile("todo.pt")

    @cached_property
    def today(self) -> date:
        return utc_now().astimezone(BRUSSELS).date()

    def day(self, moment: date) -> str:
        """Return a day in words."""
        other_year = moment.year != self.today.year
        return day(moment, self.language, weekday=False, year=other_year)

    def waiting(self) -> list[dict[str, Any]]:
        """Return the invitations that nobody has accepted, the oldest first."""
        titles, now = {one.id: one.title for one in self.teams}, utc_now()
        return [
            {
                "id": invitation_id,
                "address": one.address,
                "team": ", ".join(titles.get(team_id, "") for team_id in one.teams),
                "days": (now - one.made).days,
                "expired": one.expires <= now,
                "until": self.when(one.expires),
            }
            for invitation_id, one in sorted(
                self.store.invitations.items(), key=lambda pair: pair[1].made
            )
        ]

    def departing(self) -> list[dict[str, Any]]:
        """Return who leaves, the next first."""
        found = sorted(self.store.leaves.items(), key=lambda pair: pair[1].day)
        return [self._departing(user_id, one) for user_id, one in found]

    def _departing(self, user_id: str, one: Leave) -> dict[str, Any]:
        return {
            "name": self.people.name(user_id),
            "day": self.day(one.day),
            "heir": self.people.name(one.heir) if one.heir else "",
            # The job came and could not: nobody else keeps the site
            "late": one.day < self.today,
            "url": self.page("leaver", person=user_id),
        }

    def left(self) -> list[dict[str, Any]]:
        """Return the accesses closed not long ago, and those whose pages nobody has."""
        now = utc_now()
        found = [self._left(user_id, one) for user_id, one in self.store.closed.items()]
        return [one for one in found if one["recent"] > now - RECENT or one["pages"]]

    def _left(self, user_id: str, one: Closed) -> dict[str, Any]:
        kept = leaving.kept_by(self.site, user_id, 0) if not one.heir else None
        return {
            "id": user_id,
            "name": self.people.name(user_id),
            "when": self.when(one.moment),
            "recent": one.moment,
            "heir": self.people.name(one.heir) if one.heir else "",
            "handed": len(one.handed),
            "pages": kept.pages if kept else 0,
            "drafts": kept.drafts if kept else 0,
            "url": self.page("leaver", person=user_id),
        }
