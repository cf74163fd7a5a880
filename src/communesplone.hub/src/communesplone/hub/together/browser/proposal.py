"""The page of a proposal: what is needed, who pays what, the vote, what came of it."""

from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.interfaces import ITool
from communesplone.hub.together.browser.base import ContentPage
from communesplone.hub.together.browser.pledges import Pledges
from communesplone.hub.together.browser.vote import Vote
from communesplone.hub.together.store import moment_of
from communesplone.hub.together.store import Said
from communesplone.hub.together.words import LEFT_AT
from communesplone.hub.together.words import STATES
from communesplone.hub.together.words import WAY
from communesplone.hub.together.workflow import OPEN_TO_SUPPORT
from datetime import datetime
from functools import cached_property
from plone import api
from Products.CMFCore.permissions import ModifyPortalContent
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import getUtilitiesFor
from zope.component import queryUtility


PICTURES = ("image/png", "image/jpeg", "image/webp")


class ProposalView(ContentPage):
    """What everyone reads of a proposal, and what members read and do beside it."""

    index = ViewPageTemplateFile("proposal.pt")
    states = STATES
    #: Macros of the right column: the vote and what a person can do; what the coordination can
    panel = ViewPageTemplateFile("proposal_panel.pt")
    steering_panel = ViewPageTemplateFile("proposal_steering.pt")

    def __call__(self) -> str:
        if self.vote is not None and self.vote.is_open:
            # The page says so itself when the vote ends, whenever the job counts
            declare_next_change(self.request, moment_of(self.vote.round.closes))
        return super().__call__()

    @cached_property
    def vote(self) -> Vote | None:
        """The last vote that was announced."""
        last = self.said.last_round
        return Vote(self, last) if last is not None else None

    @cached_property
    def pledges(self) -> Pledges:
        return Pledges(self, self.said, self.state)

    @property
    def sent_back_reason(self) -> str:
        """Why it was sent back, for members, while it is."""
        if self.state != "sent_back" or not self.is_member:
            return ""
        return self.history()[0]["word"]

    @property
    def author(self) -> str:
        """Who proposes it, and how many share it."""
        others = len(set(self.said.agreeing) - {self.context.commune})
        name = self.name(self.context.commune) if self.context.commune else ""
        if not others:
            return self.say(_("Proposal of ${commune}", mapping={"commune": name}))
        words = _(
            "Proposal of ${commune}, shared by ${count} communes",
            mapping={"commune": name, "count": str(others + 1)},
        )
        return self.say(words)

    def way(self) -> list[dict[str, Any]]:
        """Return the steps of the way, each past, current or to come."""
        at = WAY.index(LEFT_AT.get(self.state, self.state))
        return [
            {
                "title": self.say(STATES[step][0]),
                "kind": "past" if number < at else "here" if number == at else "ahead",
                "current": "step" if number == at else None,
                "note": self._step_note(step) if number == at else "",
            }
            for number, step in enumerate(WAY)
        ]

    def _step_note(self, step: str) -> str:
        if self.state in LEFT_AT:
            return self.state_title
        if step == "vote" and self.vote is not None:
            return self.say(_("until ${moment}", mapping={"moment": self.vote.closes}))
        return ""

    def paragraphs(self, text: str | None) -> list[str]:
        """Return the paragraphs of a text, typeset."""
        return [self.text(part) for part in (text or "").split("\n") if part.strip()]

    def answers(self) -> list[tuple[str, list[str]]]:
        """Return the questions of the hub with what the authors answered."""
        given = self.context.answers or {}
        return [(self.text(one), self.paragraphs(answer)) for one, answer in given.items()]

    @property
    def sketch(self) -> dict[str, Any] | None:
        """The drawing that goes with it: address, name, and whether it is a picture."""
        found = self.context.sketch
        if found is None:
            return None
        is_picture = found.contentType in PICTURES
        how = "display-file" if is_picture else "download"
        url = f"{self.context.absolute_url()}/@@{how}/sketch"
        return {"url": url, "name": found.filename, "is_picture": is_picture}

    def sharers(self) -> list[dict[str, str]]:
        """Return the communes that share the need, with their word for members."""
        rows = [
            {
                "commune": self.name(commune),
                "word": self.text(Said(*told).word) if self.is_member else "",
                "since": self.told_day(Said(*told).moment),
            }
            for commune, told in self.said.agreeing.items()
        ]
        return sorted(rows, key=lambda row: row["commune"])

    # What a person can do

    @property
    def can_share(self) -> bool:
        return self.speaker is not None and self.state in OPEN_TO_SUPPORT

    @property
    def shares(self) -> bool:
        return self.speaker is not None and self.speaker.commune in self.said.agreeing

    @property
    def wrote_it(self) -> bool:
        return self.speaker is not None and self.speaker.commune == self.context.commune

    @property
    def follows(self) -> bool:
        return self.speaker is not None and self.speaker.user in self.said.followers

    @property
    def can_edit(self) -> bool:
        allowed = api.user.has_permission(ModifyPortalContent, obj=self.context)
        return bool(allowed) and self.state in ("idea", "sent_back")

    def steering(self) -> frozenset[str]:
        """Return what the coordination can do now, by name of the form."""
        if not self.coordinates:
            return frozenset()
        return {
            "idea": frozenset({"send_back"}),
            "supported": frozenset({"estimate", "send_back"}),
            "estimated": (
                frozenset()
                if self.vote is not None and self.vote.is_announced
                else frozenset({"estimate", "open_vote", "send_back"})
            ),
            "accepted": frozenset({"begin"}),
            "in_progress": frozenset({"release"}),
        }.get(self.state, frozenset())

    def earliest(self) -> str:
        """Return this minute as the field of a moment takes it."""
        return self.now.strftime("%Y-%m-%dT%H:%M")

    def tools(self) -> list[tuple[str, str]]:
        """Return the tools of the registry: name and title, by title."""
        found = [(name, self.say(tool.title)) for name, tool in getUtilitiesFor(ITool)]
        return sorted(found, key=lambda pair: pair[1].casefold())

    @property
    def outcome(self) -> dict[str, Any] | None:
        """What came of it: the tool of the registry and its release."""
        if self.state != "released":
            return None
        tool = queryUtility(ITool, self.context.tool)
        return {
            "title": self.say(tool.title) if tool is not None else self.context.tool,
            "url": self.address("tool", name=self.context.tool) if self._has_tool_page else "",
            "release": self.context.release,
            "note": self.paragraphs(self.context.released_note),
        }

    @property
    def _has_tool_page(self) -> bool:
        return self.site.restrictedTraverse("@@tool", None) is not None

    def history(self) -> list[dict[str, str]]:
        """Return the steps so far, the last first; reasons for members, names for nobody."""
        tool = api.portal.get_tool("portal_workflow")
        # Cannot leak: state and day of each step alone are shown to everyone
        steps = self.context.workflow_history.get(tool.getChainFor(self.context)[0], ())
        return [
            {
                "state": self.say(STATES[step["review_state"]][0]),
                "day": self.told_day(_moment(step)),
                "word": self.text(step.get("comments", "")) if self.is_member else "",
            }
            for step in reversed(steps)
        ]


def _moment(step: dict[str, Any]) -> datetime:
    return step["time"].asdatetime()
