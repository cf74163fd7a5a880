"""The vote of a proposal as its page shows it: the choice, who voted what, the sums."""

from communesplone.core import _
from communesplone.hub.together.browser.base import TogetherPage
from communesplone.hub.together.rules import CHOICES
from communesplone.hub.together.rules import Tally
from communesplone.hub.together.rules import tally
from communesplone.hub.together.store import Ballot
from communesplone.hub.together.store import Round
from communesplone.hub.together.voting import is_open
from communesplone.hub.together.words import CHOICE_TITLES
from communesplone.hub.together.words import VOTE_LABELS
from functools import cached_property
from typing import Any
from zope.i18nmessageid import Message


class Vote:
    """A vote that was announced, read by the person of a page."""

    def __init__(self, page: TogetherPage, made: Round) -> None:
        self.page = page
        self.round = made

    @property
    def closes(self) -> str:
        return self.page.told(self.round.closes)

    @property
    def opens(self) -> str:
        return self.page.told(self.round.opens)

    @property
    def is_open(self) -> bool:
        return is_open(self.round)

    @property
    def is_announced(self) -> bool:
        return self.round.voters is None

    @property
    def waits(self) -> bool:
        """Whether the vote has ended and is not counted yet."""
        started = self.round.voters is not None and self.round.result is None
        return started and not self.is_open

    @property
    def mine_to_give(self) -> bool:
        return (
            self.is_open
            and self.page.carries_voice
            and self.page.speaker.commune in self.round.voters
        )

    @property
    def mine(self) -> Ballot | None:
        told = (
            self.round.ballots.get(self.page.speaker.commune)
            if self.page.speaker is not None
            else None
        )
        return Ballot(*told) if told is not None else None

    def choices(self) -> list[dict[str, Any]]:
        """Return what can be chosen; nothing is chosen before this commune has."""
        mine = self.mine
        chosen = self.page.typed("choice") or (mine.choice if mine is not None else "")
        return [
            {
                "value": one,
                "title": self.page.say(CHOICE_TITLES[one]),
                "label": self.page.say(
                    Message(VOTE_LABELS[one], mapping={"commune": self.page.commune})
                ),
                "checked": "checked" if one == chosen else None,
            }
            for one in CHOICES
        ]

    @cached_property
    def counted(self) -> Tally | None:
        """What is counted: the result for everyone, where it stands for members."""
        last = self.round
        if last.voters is None:
            return None
        if last.result is None and not self.page.is_member:
            return None
        return last.tally or tally(last.rules, last.voters, last.choices)

    def counts(self) -> list[tuple[str, int]]:
        """Return the voices by choice, and how many are lacking."""
        found = self.counted
        return [
            (self.page.say(CHOICE_TITLES["for"]), found.favour),
            (self.page.say(CHOICE_TITLES["against"]), found.against),
            (self.page.say(CHOICE_TITLES["abstain"]), found.abstain),
            (
                self.page.say(_("Did not vote") if self.round.result else _("Not yet")),
                found.missing,
            ),
        ]

    def summed(self) -> str:
        """Return quorum and majority as sums."""
        found = self.counted
        mapping = {
            "cast": str(found.cast),
            "quorum": str(found.quorum),
            "voters": str(found.voters),
            "percent": str(self.round.rules.quorum),
            "favour": str(found.favour),
            "needed": str(found.needed),
        }
        quorum = (
            _("Quorum reached: ${cast} voices, ${quorum} are needed (${percent} % of ${voters}).")
            if found.quorate
            else _(
                "Quorum not reached: ${cast} voices, ${quorum} are needed "
                "(${percent} % of ${voters})."
            )
        )
        majority = _("Majority: ${needed} voices for, there are ${favour}.")
        words = (Message(one, mapping=mapping) for one in (quorum, majority))
        return " ".join(self.page.say(one) for one in words)

    def ballots(self) -> list[dict[str, str]]:
        """Return who voted what, for members alone; by name of commune."""
        if not self.page.is_member or self.round.voters is None:
            return []
        told = {one: Ballot(*kept) for one, kept in self.round.ballots.items()}
        rows = [
            {
                "commune": self.page.name(one),
                "choice": self.page.say(CHOICE_TITLES[told[one].choice]) if one in told else "–",
                "word": self.page.text(told[one].word) if one in told else "",
                "moment": self.page.told(told[one].moment) if one in told else "",
            }
            for one in self.round.voters
        ]
        return sorted(rows, key=lambda row: row["commune"])
