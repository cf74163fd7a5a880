"""The counts of a site as plain data, for export and import."""

from BTrees.OOBTree import OOBTree
from collections import Counter
from communesplone.core.interfaces import ISiteData
from communesplone.statistics.store import Counts
from communesplone.statistics.store import KEY
from communesplone.statistics.store import Span
from communesplone.statistics.store import Store
from communesplone.statistics.store import store_of
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
class StatisticsData:
    """Days and months by UID of the page; where the log was read to is of the machine."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, Any]:
        """Return {"days": {"2026-11-29": {"pages": {UID: 3}, …}}, "months": {"2026-11": …}}."""
        store = store_of(self.site)
        if store is None:
            return {"days": {}, "months": {}}
        return {"days": _plain(store, store.days), "months": _plain(store, store.months)}

    def load(self, data: Any, same_site: bool) -> None:
        """Make the counts those of `data`: they are about pages, in a copy too."""
        made = Store()
        for spans, name in ((made.days, "days"), (made.months, "months")):
            for span, kept in data[name].items():
                made.add_to(spans, span, _counts(kept))
        IAnnotations(self.site)[KEY] = made


def _plain(store: Store, spans: OOBTree) -> dict[str, Any]:
    return {name: _span(store, span) for name, span in spans.items()}


def _span(store: Store, span: Span) -> dict[str, Any]:
    return {
        "pages": {store.uids[number]: count for number, count in span.pages.items()},
        "downloads": {store.uids[number]: count for number, count in span.downloads.items()},
        "searches": span.searches,
    }


def _counts(kept: dict[str, Any]) -> Counts:
    return Counts(
        Counter({uid: int(count) for uid, count in kept["pages"].items()}),
        Counter({uid: int(count) for uid, count in kept["downloads"].items()}),
        int(kept["searches"]),
    )
