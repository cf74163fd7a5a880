"""What communes said, in an exported hub, as plain data."""

from communesplone.core import jobs
from communesplone.core.interfaces import ISiteData
from communesplone.hub.together.rules import Rules
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import moment_of
from communesplone.hub.together.store import Round
from communesplone.hub.together.store import Together
from communesplone.hub.together.store import together
from communesplone.hub.together.voting import CLOSE
from communesplone.hub.together.voting import OPEN
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
class Kept:
    """Reads and writes the dealings and decisions."""

    def __init__(self, site: PloneSite, kept: Together) -> None:
        self.site = site
        self.kept = kept

    def dump(self) -> dict[str, Any]:
        """See ISiteData."""
        return {
            "dealings": {uid: _dealings(one) for uid, one in self.kept.dealings.items()},
            "decisions": {key: list(told) for key, told in self.kept.decisions.items()},
        }

    def load(self, data: Any, same_site: bool) -> None:
        """See ISiteData. A copy under another id tells nobody: it has no followers."""
        for key, told in data["decisions"].items():
            self.kept.decisions[key] = tuple(told)
        for uid, told in data["dealings"].items():
            made = Dealings()
            made.kept_estimate = told["estimate"] and tuple(told["estimate"])
            made.agreeing.update(_tuples(told["agreeing"]))
            made.pledges.update(_tuples(told["pledges"]))
            made.followers.update(told["followers"] if same_site else ())
            self.kept.dealings[uid] = made
            for number, one in told["rounds"].items():
                made.rounds[int(number)] = self._round(uid, int(number), one)

    def _round(self, uid: str, number: int, told: dict[str, Any]) -> Round:
        made = Round(told["opens"], told["closes"], Rules(**told["rules"]))
        made.voters = told["voters"] and tuple(told["voters"])
        made.result = told["result"]
        made.ballots.update(_tuples(told["ballots"]))
        made.changes.update(told["changes"])
        if made.result is None:
            name, moment = (OPEN, made.opens) if made.voters is None else (CLOSE, made.closes)
            jobs.add(name, uid, number, run_at=moment_of(moment), site=self.site)
        return made


def _tuples(told: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {commune: tuple(one) for commune, one in told.items()}


def _dealings(one: Dealings) -> dict[str, Any]:
    return {
        "estimate": one.kept_estimate,
        "agreeing": dict(one.agreeing),
        "pledges": dict(one.pledges),
        "followers": list(one.followers),
        "rounds": {
            str(number): {
                "opens": made.opens,
                "closes": made.closes,
                "rules": made.kept_rules,
                "voters": made.voters,
                "result": made.result,
                "ballots": dict(made.ballots),
                "changes": dict(made.changes),
            }
            for number, made in one.rounds.items()
        },
    }


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> Kept | None:
    """Return the data of a site, None where the add-on is not installed."""
    found = together(site)
    return None if found is None else Kept(site, found)
