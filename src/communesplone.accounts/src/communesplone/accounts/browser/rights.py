"""@@rights of any page: who can do what here, and why."""

from communesplone.accounts.browser.question import Question
from communesplone.accounts.giving import RIGHT_TITLES
from communesplone.accounts.rights import explain
from communesplone.accounts.teams import keeping
from communesplone.core import _
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


class RightsView(Question):
    """The page about one item."""

    work = ViewPageTemplateFile("rights.pt")
    lead = _("Ask about a person, or read below who can change and publish this page.")

    @property
    def way(self) -> tuple[Message, str]:
        return _("Who can do what"), self.page("teams")

    @property
    def page_title(self) -> Message:
        title = self.context.Title() or self.context.getId()
        return _("Who can do what: ${page}", mapping={"page": title})

    def keepers(self) -> list[dict[str, Any]]:
        """Return the teams that keep this place, the nearest first."""
        if IPloneSiteRoot.providedBy(self.context):
            return []
        return [
            {
                "team": team.title,
                "url": self.page("team", team=team.id),
                "place": part.title,
                "right": RIGHT_TITLES.get(part.right, _("A mixture set on the sharing page")),
            }
            for team, part in keeping(self.site, self.context)
        ]

    @cached_property
    def able(self) -> list[dict[str, Any]]:
        """Return who can change and who can publish this page, each with the reason."""
        found = []
        for one in self.people.active.values():
            answers = {
                act: explain(self.site, one, act, self.context) for act in ("modify", "publish")
            }
            if any(answer.yes for answer in answers.values()):
                yes = next(answer for answer in answers.values() if answer.yes)
                found.append(
                    {
                        "name": one.name,
                        "modify": answers["modify"].yes,
                        "publish": answers["publish"].yes,
                        "reason": self.say(yes.reason),
                    }
                )
        return found
