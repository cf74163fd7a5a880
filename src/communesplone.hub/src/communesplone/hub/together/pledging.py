"""Promises of communes: days of work or money, until the work begins."""

from communesplone.core import _
from communesplone.core.settings import settings
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.members import Speaker
from communesplone.hub.together.proposal import Proposal
from communesplone.hub.together.rules import in_days
from communesplone.hub.together.settings import ITogetherSettings
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import dealings_to_write
from communesplone.hub.together.store import now
from communesplone.hub.together.store import Pledge
from communesplone.hub.together.workflow import OPEN_TO_PLEDGES
from communesplone.hub.together.workflow import state_of
from decimal import Decimal
from decimal import InvalidOperation
from Products.CMFPlone.Portal import PloneSite


KINDS = ("days", "money")
#: The most that one commune promises: days, euros.
MOST = {"days": Decimal(1000), "money": Decimal(1_000_000)}


def amount_of(text: str, kind: str) -> Decimal:
    """Return an amount as a person writes it: "4 000", "2,5".

    :raises CannotBeDone: it is no number, too small or too large, or finer than half a day.
    """
    bare = "".join(text.split()).replace(",", ".").removesuffix("€")
    try:
        found = Decimal(bare)
    except InvalidOperation:
        found = Decimal("nan")
    if not found.is_finite() or not 0 < found <= MOST[kind]:
        raise CannotBeDone(_("Write how much in figures, for example 8, 2,5 or 4 000."))
    if kind == "days" and found * 2 % 1:
        raise CannotBeDone(_("Promise whole or half days, for example 8 or 2,5."))
    if kind == "money" and found % 1:
        raise CannotBeDone(_("Promise whole euros, for example 4 000."))
    return found.normalize()


def pledge(
    site: PloneSite, proposal: Proposal, who: Speaker, kind: str, amount: str, word: str = ""
) -> None:
    """Promise something for a commune, in the place of what it promised before.

    :param amount: as a person writes it.
    :raises CannotBeDone: it cannot be promised, or not any more.
    """
    _check_open(proposal)
    if kind not in KINDS:
        raise CannotBeDone(_("Choose: days of work, or money."))
    found = f"{amount_of(amount, kind):f}"
    kept = dealings_to_write(site, proposal)
    kept.pledges[who.commune] = tuple(Pledge(kind, found, now(), who.user, word))
    kept.followers.insert(who.user)


def take_back(site: PloneSite, proposal: Proposal, who: Speaker) -> None:
    """Take back what a commune promised.

    :raises CannotBeDone: the work has begun.
    """
    _check_open(proposal)
    dealings_to_write(site, proposal).pledges.pop(who.commune, None)


def _check_open(proposal: Proposal) -> None:
    if state_of(proposal) not in OPEN_TO_PLEDGES:
        raise CannotBeDone(
            _("Communes promise from when the need is shared until the work begins.")
        )


def promised(site: PloneSite, kept: Dealings) -> Decimal:
    """Return what is promised in all, in days of work at the rate of the hub."""
    rate = settings(ITogetherSettings, site).day_rate
    pledges = (Pledge(*told) for told in kept.pledges.values())
    return sum((in_days(one.kind, one.number, rate) for one in pledges), Decimal(0))
