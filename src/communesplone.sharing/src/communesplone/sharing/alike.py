"""Communes like ours among those who use a content: those with whom the board compares us."""

from collections.abc import Collection
from collections.abc import Iterable
from communesplone.sharing.catching_up.criteria import Criteria
from communesplone.sharing.catching_up.store import catch_up
from dataclasses import dataclass
from Products.CMFPlone.Portal import PloneSite


EVERYBODY = Criteria()


@dataclass(frozen=True)
class Alike:
    """The ids of comparable communes, and what they have in common with ours."""

    issuers: Collection[str] = frozenset()
    criteria: Criteria = EVERYBODY

    def among(self, issuers: Iterable[str]) -> list[str]:
        """Return those of some communes that are comparable."""
        return [one for one in issuers if one in self.issuers]


def alike(site: PloneSite) -> Alike:
    """Return with whom a site is comparable; nobody while its board says so of nobody."""
    kept = catch_up(site)
    if kept is None or kept.computed is None:
        return Alike()
    comparison = kept.computed.comparison
    if comparison.used == EVERYBODY:
        # Too few communes are comparable: all of them together are no likeness
        return Alike()
    return Alike(frozenset(one.issuer for one in comparison.members), comparison.used)
