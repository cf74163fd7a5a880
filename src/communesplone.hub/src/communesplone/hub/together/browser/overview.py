"""The place of working together: proposals by where they stand, groups, decisions, rules."""

from communesplone.core import _
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.core.settings import settings
from communesplone.hub.together import group
from communesplone.hub.together import proposal
from communesplone.hub.together.browser.base import TogetherPage
from communesplone.hub.together.listing import decisions
from communesplone.hub.together.listing import found
from communesplone.hub.together.listing import said_of
from communesplone.hub.together.place import TITLE
from communesplone.hub.together.place import WORK
from communesplone.hub.together.settings import ITogetherSettings
from communesplone.hub.together.settings import rules_of
from communesplone.hub.together.summing import summed
from communesplone.hub.together.words import sentences
from communesplone.hub.together.words import STATES
from dataclasses import dataclass
from functools import cached_property
from plone import api
from Products.CMFCore.permissions import AddPortalContent
from Products.CMFCore.permissions import ModifyPortalContent
from typing import Any
from zExceptions import NotFound
from zope.i18nmessageid import Message


FEW, SIZE = 5, 20


@dataclass(frozen=True)
class Stage:
    """Proposals that stand alike: a group of the list, and a list of its own."""

    title: Message
    text: Message
    states: tuple[str, ...]


STAGES = {
    "votes": Stage(_("Votes"), _("Each commune has one voice"), ("vote",)),
    "shared": Stage(
        _("Shared needs"),
        _("To be estimated, promised, then put to the vote"),
        ("supported", "estimated"),
    ),
    "works": Stage(_("Under way"), _("Accepted, being made"), ("accepted", "in_progress")),
    "released": Stage(
        _("Released proposals"), _("What the communes have paid together"), ("released",)
    ),
    "ideas": Stage(_("Ideas"), _("Read by the communes alone"), ("idea", "sent_back")),
    "declined": Stage(_("Declined proposals"), _("Not accepted by a vote"), ("declined",)),
}


class OverviewView(TogetherPage):
    """@@together_view: what the communes make together, and where it stands."""

    page_title = TITLE

    @cached_property
    def stage(self) -> str:
        """The one stage whose whole list is asked for; empty for all of them.

        :raises NotFound: there is no such stage.
        """
        asked = self.given("stage", 20)
        if asked and asked not in STAGES:
            raise NotFound("stage")
        return asked

    @cached_property
    def groups(self) -> list[dict[str, Any]]:
        """Return the stages that have proposals this person may see."""
        names = [self.stage] if self.stage else list(STAGES)
        shown = (self._group(name) for name in names)
        return [one for one in shown if one["rows"]]

    def _group(self, name: str) -> dict[str, Any]:
        stage, size = STAGES[name], SIZE if self.stage else FEW
        start = (asked_page(self.request.form) - 1) * size if self.stage else 0
        brains, total = found(self.site, proposal.TYPE, stage.states, start, size)
        url = f"{self.context.absolute_url()}"
        paging = Paging(start // size + 1, size, total, url, (("stage", name),))
        paging.refuse_beyond()
        return {
            "title": self.say(stage.title),
            "text": self.say(stage.text),
            "rows": [self._row(brain) for brain in brains],
            "total": total,
            "more_url": f"{url}?stage={name}" if total > size and not self.stage else "",
            "paging": paging if self.stage else None,
        }

    def _row(self, brain: Any) -> dict[str, Any]:
        state = brain.review_state
        said = said_of(self.site, brain.UID)
        title, kind = STATES[state]
        waits = (
            state == "vote"
            and self.carries_voice
            and said.last_round is not None
            and self.speaker.commune in (said.last_round.voters or ())
            and self.speaker.commune not in said.last_round.ballots
        )
        return {
            "title": self.text(brain.Title),
            "url": brain.getURL(),
            "text": summed(self.site, said, state, self, member=self.is_member),
            "state": self.say(title),
            "kind": kind,
            "waits": waits,
        }

    @property
    def can_propose(self) -> bool:
        return self.speaker is not None and bool(api.user.has_permission(WORK, obj=self.context))

    @property
    def can_begin_group(self) -> bool:
        allowed = api.user.has_permission(AddPortalContent, obj=self.context)
        return self.coordinates and bool(allowed)

    def working_groups(self) -> list[dict[str, str]]:
        """Return the groups that this person may see, by last change."""
        brains, _total = found(self.site, group.TYPE, ("active",))
        return [{"title": self.text(one.Title), "url": one.getURL()} for one in brains]

    def decided(self) -> list[dict[str, str]]:
        """Return the last decisions of all groups."""
        return shown_decisions(self, 0, FEW)


def shown_decisions(page: TogetherPage, start: int, size: int) -> list[dict[str, str]]:
    """Return decisions as pages show them, the last first."""
    return [
        {
            "text": page.text(one.text),
            "group": page.text(one.group),
            "day": page.told_day(f"{one.day}T12:00:00+00:00"),
        }
        for one in decisions(page.site, start, size)[0]
    ]


class DecisionsView(TogetherPage):
    """@@together-decisions: what working groups decided, for everyone."""

    page_title = _("Decisions of the working groups")

    @cached_property
    def paging(self) -> Paging:
        total = decisions(self.site, 0, 0)[1]
        url = f"{self.context.absolute_url()}/@@together-decisions"
        paging = Paging(asked_page(self.request.form), SIZE, total, url)
        paging.refuse_beyond()
        return paging

    def rows(self) -> list[dict[str, str]]:
        return shown_decisions(self, (self.paging.number - 1) * SIZE, SIZE)


class RulesView(TogetherPage):
    """@@together-rules: the rules of the hub in sentences, as its settings say."""

    page_title = _("The rules of the hub")

    @cached_property
    def settings(self) -> Any:
        return settings(ITogetherSettings, self.site)

    def sentences(self) -> list[str]:
        found = sentences(rules_of(self.site), self.settings.supporters, self.settings.day_rate)
        return [self.say(one) for one in found]

    def questions(self) -> list[str]:
        return [self.text(one) for one in self.settings.questions or ()]

    def words(self) -> str:
        """Return what the hub wrote about its rules, as HTML."""
        text = self.context.words
        return text.output_relative_to(self.context) if text is not None else ""

    @property
    def can_edit(self) -> bool:
        return bool(api.user.has_permission(ModifyPortalContent, obj=self.context))
