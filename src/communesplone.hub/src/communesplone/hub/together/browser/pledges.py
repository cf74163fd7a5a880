"""Who pays what for a proposal: promises against the estimate, as a sum, a picture and a table."""

from communesplone.core import _
from communesplone.core.settings import settings
from communesplone.hub.together.browser.base import TogetherPage
from communesplone.hub.together.browser.drawing import bar
from communesplone.hub.together.pledging import promised
from communesplone.hub.together.rules import in_days
from communesplone.hub.together.settings import ITogetherSettings
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import Pledge
from communesplone.hub.together.workflow import OPEN_TO_PLEDGES
from decimal import Decimal
from functools import cached_property


class Pledges:
    """The promises of a proposal, read by the person of a page."""

    def __init__(self, page: TogetherPage, said: Dealings, state: str) -> None:
        self.page = page
        self.said = said
        self.state = state

    @cached_property
    def rate(self) -> int:
        return settings(ITogetherSettings, self.page.site).day_rate

    @cached_property
    def promised(self) -> Decimal:
        return promised(self.page.site, self.said)

    def sentence(self) -> str:
        """Return what it takes and what is promised, in a sentence."""
        found, given = self.said.estimate, self.page.number(self.promised)
        if found is None:
            return self.page.say(
                _("Not estimated yet. ${given} days promised.", mapping={"given": given})
            )
        mapping = {"days": self.page.number(found.number), "given": given}
        lacking = found.number - self.promised
        if lacking > 0:
            mapping["lacking"] = self.page.number(lacking)
            words = _(
                "Estimated at ${days} days. ${given} days promised, ${lacking} are lacking.",
                mapping=mapping,
            )
        else:
            words = _("Estimated at ${days} days. ${given} days promised.", mapping=mapping)
        return self.page.say(words)

    def note(self) -> str:
        """Return what the estimate counts."""
        found = self.said.estimate
        return self.page.text(found.note) if found is not None else ""

    def drawn(self) -> str:
        """Return the promises against the estimate as a picture; empty without an estimate."""
        found = self.said.estimate
        return bar(self.promised, found.number, self.sentence()) if found is not None else ""

    def rows(self) -> list[dict[str, str]]:
        """Return what communes promise, the largest first."""
        found = [(self.page.name(one), Pledge(*told)) for one, told in self.said.pledges.items()]
        found.sort(key=lambda pair: (-in_days(pair[1].kind, pair[1].number, self.rate), pair[0]))
        return [
            {
                "commune": commune,
                "what": self._pledged(one),
                "since": self.page.told_day(one.moment),
                "word": self.page.text(one.word) if self.page.is_member else "",
            }
            for commune, one in found
        ]

    def _pledged(self, one: Pledge) -> str:
        amount = self.page.number(one.number)
        if one.kind == "days":
            return self.page.say(_("${count} days of work", mapping={"count": amount}))
        days = self.page.number(in_days(one.kind, one.number, self.rate))
        words = _(
            "${amount} €, which is ${days} days at the rate of the hub",
            mapping={"amount": amount, "days": days},
        )
        return self.page.say(words)

    def payers(self) -> str:
        """Return the communes that paid, once the work has begun."""
        if self.state not in ("in_progress", "released"):
            return ""
        return self.page.names(self.said.pledges)

    @property
    def mine(self) -> Pledge | None:
        told = (
            self.said.pledges.get(self.page.speaker.commune)
            if self.page.speaker is not None
            else None
        )
        return Pledge(*told) if told is not None else None

    @property
    def mine_to_give(self) -> bool:
        return self.page.carries_voice and self.state in OPEN_TO_PLEDGES
