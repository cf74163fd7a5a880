"""What a commune decided of its board, and the way it made, in an exported site."""

from communesplone.core.interfaces import ISiteData
from communesplone.sharing.catching_up.criteria import Criteria
from communesplone.sharing.catching_up.refreshing import ask_anew
from communesplone.sharing.catching_up.store import Aside
from communesplone.sharing.catching_up.store import catch_up
from communesplone.sharing.catching_up.store import made
from communesplone.sharing.catching_up.store import Step
from communesplone.sharing.store import store
from dataclasses import asdict
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
class CatchingUpData:
    """Criteria, lines set aside and months; the board is computed again where it arrives."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, Any]:
        """See ISiteData."""
        kept = catch_up(self.site)
        if kept is None:
            return {"criteria": None, "aside": {}, "months": {}}
        return {
            "criteria": asdict(kept.criteria) if kept.criteria is not None else None,
            "aside": {name: asdict(one) for name, one in kept.aside.items()},
            "months": {month: asdict(step) for month, step in kept.months.items()},
        }

    def load(self, data: Any, same_site: bool) -> None:
        """See ISiteData."""
        kept = made(self.site)
        told = data["criteria"]
        kept.criteria = told and Criteria(**{name: tuple(value) for name, value in told.items()})
        kept.aside.update({name: Aside(**one) for name, one in data["aside"].items()})
        kept.months.update({month: Step(**step) for month, step in data["months"].items()})
        ask_anew(self.site)


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> CatchingUpData | None:
    """Return the data of a site, None where the add-on is not installed."""
    return None if store(site) is None else CatchingUpData(site)
