"""The rules of a vote as pure functions: who may vote, what is asked, what came of it.

What they say is chosen by the hub (`communesplone.hub.together.settings`); which choice stood when
a vote opened is kept with the vote. Why so: docs/decisions/0016-votes-of-the-communes.md.
"""

from collections import Counter
from collections.abc import Collection
from collections.abc import Mapping
from communesplone.core.hours import BRUSSELS
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from decimal import Decimal
from typing import Literal


Choice = Literal["for", "against", "abstain"]
#: "again": the proposal stands where it stood before the vote, and another can open.
Outcome = Literal["accepted", "declined", "again"]
CHOICES: tuple[Choice, ...] = ("for", "against", "abstain")


@dataclass(frozen=True)
class Rules:
    """What the hub chose.

    `quorum` is the part of those who may vote that has to, in percent; `tie` and `no_quorum` are
    what comes of a vote without a decision; a vote is open for `days` and closes at `hour`.
    """

    voters: Literal["all", "concerned"] = "all"
    majority: Literal["simple", "absolute", "two_thirds"] = "simple"
    quorum: int = 25
    tie: Outcome = "declined"
    no_quorum: Outcome = "again"
    days: int = 14
    hour: int = 18


@dataclass(frozen=True)
class Tally:
    """What was counted, and what came of it; `needed` voices for are the majority."""

    voters: int
    favour: int
    against: int
    abstain: int
    quorum: int
    needed: int
    outcome: Outcome

    @property
    def cast(self) -> int:
        """How many communes voted."""
        return self.favour + self.against + self.abstain

    @property
    def missing(self) -> int:
        """How many have not."""
        return self.voters - self.cast

    @property
    def quorate(self) -> bool:
        """Whether enough of them voted."""
        return self.cast >= self.quorum


def eligible(
    rules: Rules, members: Collection[str], concerned: Collection[str]
) -> tuple[str, ...]:
    """Return who may vote, sorted.

    :param members: the communes of the hub at that moment.
    :param concerned: those that share the need or pledged; who left the hub does not count.
    """
    chosen = set(members)
    return tuple(sorted(chosen & set(concerned) if rules.voters == "concerned" else chosen))


def quorum(rules: Rules, voters: int) -> int:
    """Return how many communes have to vote: the part that is asked, rounded up; at least one."""
    return max(1, -(-rules.quorum * voters // 100))


def witnesses(rules: Rules, attended: Collection[str], group: Collection[str]) -> int:
    """Return how many communes that did not attend a meeting have to approve its minutes too.

    None where two or more attended: each of them approves. What one commune says that it decided
    with itself is read by the quorum of its group, and by one other at least.

    :param attended: communes that took part.
    :param group: the communes of the working group.
    """
    if len(set(attended)) > 1:
        return 0
    return max(1, quorum(rules, len({*attended, *group})) - 1)


def unapproved(
    rules: Rules, attended: Collection[str], group: Collection[str], approved: Collection[str]
) -> tuple[tuple[str, ...], int]:
    """Return who has still to approve minutes: those that attended, and how many others."""
    said, present = set(approved), set(attended)
    others = len(said & set(group) - present)
    return tuple(sorted(present - said)), max(0, witnesses(rules, attended, group) - others)


def needed(rules: Rules, favour: int, against: int, abstain: int) -> int:
    """Return how many voices for make the majority.

    Simple: more than half of those for or against. Absolute: more than half of all that voted.
    Two thirds: of those for or against, rounded up. Never less than one.
    """
    if rules.majority == "absolute":
        return (favour + against + abstain) // 2 + 1
    if rules.majority == "two_thirds":
        return max(1, -(-2 * (favour + against) // 3))
    return (favour + against) // 2 + 1


def tally(rules: Rules, voters: Collection[str], ballots: Mapping[str, Choice]) -> Tally:
    """Count a vote.

    :param voters: who could vote when it opened; a ballot of anybody else does not count.
    :param ballots: the last choice of each commune.
    """
    counted = Counter(ballots[one] for one in set(voters) if one in ballots)
    favour, against, abstain = (counted[choice] for choice in CHOICES)
    asked, wanted = quorum(rules, len(set(voters))), needed(rules, favour, against, abstain)
    outcome: Outcome = "declined"
    if sum(counted.values()) < asked:
        outcome = rules.no_quorum
    elif favour >= wanted:
        outcome = "accepted"
    elif favour == against:
        outcome = rules.tie
    return Tally(len(set(voters)), favour, against, abstain, asked, wanted, outcome)


def closes(rules: Rules, opens: datetime) -> datetime:
    """Return when a vote that opens at an aware moment closes: at the hour of the hub, in UTC."""
    day = opens.astimezone(BRUSSELS).date() + timedelta(days=rules.days)
    moment = datetime(day.year, day.month, day.day, rules.hour, tzinfo=BRUSSELS)
    return moment.astimezone(UTC)


def in_days(kind: str, amount: Decimal, day_rate: int) -> Decimal:
    """Return what a pledge is worth in days of work: money at the rate of the hub, in euros."""
    return amount if kind == "days" else (amount / day_rate).quantize(Decimal("0.1"))
