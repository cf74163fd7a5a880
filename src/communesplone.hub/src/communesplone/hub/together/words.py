"""What states, choices and rules are called, and how they are drawn."""

from communesplone.core import _
from communesplone.hub.together.rules import Rules
from zope.i18nmessageid import Message


#: By state: its name, and the class that draws it (`.office-state`).
STATES: dict[str, tuple[Message, str]] = {
    "idea": (_("Idea"), "draft"),
    "supported": (_("Supported"), "pending"),
    "estimated": (_("Estimated"), "pending"),
    "vote": (_("Put to the vote"), "scheduled"),
    "accepted": (_("Accepted proposal"), "scheduled"),
    "declined": (_("Declined"), "expired"),
    "in_progress": (_("In progress"), "scheduled"),
    "released": (_("Released"), "online"),
    "sent_back": (_("Sent back"), "draft"),
}
#: The way of a proposal, as the page draws it.
WAY = ("idea", "supported", "estimated", "vote", "accepted", "in_progress", "released")
#: Where on that way a proposal stands that left it.
LEFT_AT = {"declined": "vote", "sent_back": "idea"}
CHOICE_TITLES = {"for": _("For"), "against": _("Against"), "abstain": _("Abstention")}
#: What the button says once a choice is made; before, it asks for one.
VOTE_LABELS = {
    "for": _("Vote for, in the name of ${commune}"),
    "against": _("Vote against, in the name of ${commune}"),
    "abstain": _("Abstain, in the name of ${commune}"),
}
MEETING_STATES: dict[str, tuple[Message, str]] = {
    "planned": (_("Planned"), "scheduled"),
    "to_approve": (_("Minutes to approve"), "pending"),
    "approved": (_("Minutes approved"), "online"),
}
NO_DECISION = {
    "declined": _("the proposal is declined"),
    "again": _("the proposal can be voted on again"),
}


def sentences(rules: Rules, supporters: int, day_rate: int) -> list[Message]:
    """Return the rules of the hub in sentences, in the order in which a proposal meets them."""
    voters = {
        "all": _("Every commune of the hub has one voice, whatever its size."),
        "concerned": _(
            "Every commune that shares the need or promised something has one voice, whatever its "
            "size."
        ),
    }
    majority = {
        "simple": _("It is accepted with more voices for than against; abstentions are left out."),
        "absolute": _("It is accepted with more than half of all voices, abstentions included."),
        "two_thirds": _("It is accepted with two thirds of the voices for or against."),
    }
    return [
        _(
            "An idea is estimated once ${count} communes share the need, its authors included.",
            mapping={"count": str(supporters)},
        ),
        _(
            "A commune promises days of work or money; a day counts for ${rate} euros. What is "
            "promised can be changed until the work begins.",
            mapping={"rate": str(day_rate)},
        ),
        voters[rules.voters],
        _(
            "A vote is open for ${days} days and closes at ${hour} o’clock. Until then a commune "
            "can change its vote.",
            mapping={"days": str(rules.days), "hour": str(rules.hour)},
        ),
        majority[rules.majority],
        _(
            "At least ${quorum} % of those who may vote have to.",
            mapping={"quorum": str(rules.quorum)},
        ),
        _("With as many for as against, ${what}.", mapping={"what": NO_DECISION[rules.tie]}),
        _("Without the quorum, ${what}.", mapping={"what": NO_DECISION[rules.no_quorum]}),
        _("The ballot is open: all communes read who voted what, everyone reads the result."),
    ]
