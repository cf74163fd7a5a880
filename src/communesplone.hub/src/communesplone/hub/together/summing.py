"""A proposal in one sentence, from what is kept beside it: no object is woken."""

from communesplone.core import _
from communesplone.hub.together.pledging import promised
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.voting import is_open
from communesplone.hub.together.wording import Wording
from Products.CMFPlone.Portal import PloneSite


def summed(site: PloneSite, said: Dealings, state: str, wording: Wording, *, member: bool) -> str:
    """Return where a proposal stands, in the language of `wording`.

    :param member: whether the voices of a vote that is open may be told.
    """
    last = said.last_round
    if state == "vote" and last is not None:
        return _of_vote(said, wording, member=member)
    if state in ("estimated", "accepted") and said.estimate is not None:
        return _of_estimate(site, said, wording)
    if state in ("in_progress", "released") and said.pledges:
        count = str(len(said.pledges))
        return wording.say(_("Communes that pay: ${count}", mapping={"count": count}))
    count = str(len(said.agreeing))
    return wording.say(_("Communes that share the need: ${count}", mapping={"count": count}))


def _of_vote(said: Dealings, wording: Wording, *, member: bool) -> str:
    last = said.last_round
    closes = wording.told(last.closes)
    if not is_open(last):
        return wording.say(_("The vote has ended. It is being counted."))
    if not member:
        return wording.say(_("Vote until ${moment}", mapping={"moment": closes}))
    mapping = {
        "moment": closes,
        "cast": str(len(last.ballots)),
        "voters": str(len(last.voters)),
    }
    return wording.say(
        _("Vote until ${moment}. Communes that have voted: ${cast} of ${voters}", mapping=mapping)
    )


def _of_estimate(site: PloneSite, said: Dealings, wording: Wording) -> str:
    days = said.estimate.number
    lacking = max(days - promised(site, said), 0)
    mapping = {
        "days": wording.number(days),
        "lacking": wording.number(lacking),
        "count": str(len(said.pledges)),
    }
    if not lacking:
        return wording.say(
            _(
                "Estimated at ${days} days, all promised. Communes that pay: ${count}",
                mapping=mapping,
            )
        )
    return wording.say(
        _(
            "Estimated at ${days} days, ${lacking} lacking. Communes that promised: ${count}",
            mapping=mapping,
        )
    )
