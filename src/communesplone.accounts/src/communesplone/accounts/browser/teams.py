"""@@teams: who can do what, by team and by person, with what waits and what was done."""

from AccessControl.PermissionRole import rolesForPermissionOn
from collections.abc import Iterator
from communesplone.accounts import changing
from communesplone.accounts import invitations
from communesplone.accounts import journal
from communesplone.accounts import leaving
from communesplone.accounts.browser.by_page import parts_of
from communesplone.accounts.browser.question import Question
from communesplone.accounts.browser.todo import ToDo
from communesplone.accounts.gate import needs_factor
from communesplone.accounts.giving import RIGHTS
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.invitations import check_team
from communesplone.accounts.people import KEEPERS
from communesplone.accounts.teams import PLAIN_ROLES
from communesplone.accounts.teams import Team
from communesplone.accounts.teams import teams
from communesplone.core import _
from communesplone.core.roles import IGroupDeclaration
from communesplone.core.roles import ITeamRight
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import getAdapters
from zope.component import queryUtility


LINES = 60
TABS = (
    ("teams", _("By team")),
    ("people", _("By person")),
    ("pages", _("By page")),
    ("journal", _("Journal")),
)


class TeamsView(Question, ToDo):
    """The page of teams."""

    page_title = _("Who can do what")
    lead = _(
        "Each team has its part of the site. Choose a person and a page: the screen answers, and "
        "says why."
    )
    work = ViewPageTemplateFile("teams.pt")
    team_names = ViewPageTemplateFile("team_names.pt")
    invitation_form = ViewPageTemplateFile("invitation.pt")
    acts = {
        "invite": "invite",
        "again": "again",
        "withdraw": "withdraw",
        "undo": "undo",
        "remove": "remove",
        "reopen": "reopen",
        "add-person": "add_person",
    }

    def invite(self) -> str:
        invitations.invite(self.site, self.text("address"), self.text("team"))
        return self._back(journal.INVITED)

    def again(self) -> str:
        invitations.again(self.site, self.text("invitation"))
        return self.page("teams")

    def withdraw(self) -> str:
        invitations.withdraw(self.site, self.text("invitation"))
        return self._back(journal.UNINVITED)

    def undo(self) -> str:
        changing.undo(self.site, self.text("entry"))
        return self._back(journal.UNDONE)

    def remove(self) -> str:
        return self.page("teams", done=changing.remove(self.site, self.text("team")))

    def reopen(self) -> str:
        leaving.reopen(self.site, self.text("person"))
        return self._back(journal.REOPENED)

    def add_person(self) -> str:
        done = changing.add_person(self.site, self.text("team"), self.text("person"))
        return self.page("teams", done=done)

    def _back(self, act: str) -> str:
        """Return to the page, saying the last act of that kind."""
        entry = next(one for one in journal.entries(self.site) if one.act == act)
        return self.page("teams", done=entry.id)

    @cached_property
    def tab(self) -> str:
        asked = self.text("tab", 20)
        return asked if asked in dict(TABS) else "teams"

    def tabs(self) -> list[dict[str, Any]]:
        return [
            {
                "title": title,
                "url": self.page("teams", tab=name),
                "current": "page" if name == self.tab else None,
            }
            for name, title in TABS
        ]

    @cached_property
    def teams(self) -> list[Team]:
        return teams(self.site)

    def rows(self) -> list[dict[str, Any]]:
        """Return the teams as the table shows them."""
        return [self._row(one) for one in self.teams]

    def _row(self, one: Team) -> dict[str, Any]:
        active = [user_id for user_id in one.members if user_id in self.people.active]
        rights = {part.right for part in one.parts}
        roles = set(one.roles)
        declared = queryUtility(IGroupDeclaration, one.id)
        keeps = not KEEPERS.isdisjoint(roles)
        writes = keeps or "Editor" in roles or not rights.isdisjoint({"write", "publish"})
        publishes = keeps or "Reviewer" in roles or not rights.isdisjoint({"publish", "review"})
        return {
            "id": one.id,
            "title": one.title,
            "url": self.page("team", team=one.id),
            "whole_site": bool(roles),
            # What its role lets it do is said by the add-on that has the role
            "special": declared.description if declared and PLAIN_ROLES.isdisjoint(roles) else "",
            "parts": [
                {"title": part.title, "url": part.url, "pages": self._pages(part.path)}
                for part in one.parts
            ],
            "writes": writes,
            "publishes": publishes,
            "rights": [self._has(one, right) for right in self.rights],
            "keeps": keeps,
            "people": len(active),
            "empty": not active,
            "alone": len(active) == 1,
            "leaves": self._leave_of(active[0]) if len(active) == 1 else "",
            "asked": self.text("person", 200) in active or one.id == self.text("team", 200),
            "checked": bool(active) and all(user in self.store.factors for user in active),
        }

    @cached_property
    def rights(self) -> list[ITeamRight]:
        """What add-ons of this site let teams do, a column each."""
        found = getAdapters((self.site, self.request), ITeamRight)
        return sorted((one for _name, one in found if one.available()), key=lambda one: one.order)

    def right_titles(self) -> list[str]:
        return [self.say(one.title) for one in self.rights]

    def _has(self, team: Team, right: ITeamRight) -> dict[str, Any]:
        """Return whether a team has a right, in the whole site or in its parts only."""
        needed = set(rolesForPermissionOn(right.permission, self.site))
        local = {role for part in team.parts for role in RIGHTS.get(part.right, ())}
        everywhere = not needed.isdisjoint(team.roles)
        return {
            "title": self.say(right.title),
            "has": everywhere or not needed.isdisjoint(local),
            "part": not everywhere and not needed.isdisjoint(local),
        }

    def _leave_of(self, user_id: str) -> str:
        """Return the last day of somebody in words, empty when none is noted."""
        found = self.store.leaves.get(user_id)
        return self.day(found.day) if found is not None else ""

    def parts(self) -> list[dict[str, Any]]:
        """Return the parts of the site with who writes and publishes there, and their pages."""
        return [
            {**one, "rights": f"{one['url']}/@@rights"} for one in parts_of(self.site, self.teams)
        ]

    def _pages(self, path: str) -> str:
        """Return how many pages are below, by index."""
        count = len(self.site.portal_catalog.searchResults(path=path)) - 1
        return f"{max(count, 0):,}".replace(",", "\u00a0")

    def persons(self) -> list[dict[str, Any]]:
        """Return the people with an open access, as their table shows them."""
        return [
            {
                "id": one.id,
                "name": one.name,
                "address": one.address,
                "teams": ", ".join(each.title for each in self.teams if one.id in each.members),
                "checked": one.id in self.store.factors,
                "must": needs_factor(self.site, one.id),
                "leaves": self._leave_of(one.id),
                "leaver": self.page("leaver", person=one.id),
            }
            for one in self.people.active.values()
        ]

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield the newest lines of the journal."""
        for _number, entry in zip(range(LINES), journal.entries(self.site), strict=False):
            yield {
                "when": self.when(entry.moment),
                "words": self.line(entry),
                "undo": entry.id if entry.act in journal.CAN_UNDO else "",
            }

    def may_invite_to(self) -> list[Team]:
        """Return the teams whose rights this person may give: no other is offered."""
        return [one for one in self.teams if self._may(one)]

    def _may(self, one: Team) -> bool:
        try:
            check_team(self.site, one.id)
        except Refusal:
            return False
        return True
