"""When content that is published for a time next appears or expires: pages are bounded by it."""

from communesplone.core.memory import remember
from communesplone.core.publication import aware
from communesplone.core.publication import HORIZON
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.ZCatalog import ZCatalog


def next_effective_change(site: PloneSite) -> datetime | None:
    """Return when content of `site` next appears or expires, as an aware moment."""
    key = ("next effective change",)
    return remember(site, key, lambda: _look_up(site.portal_catalog), lambda moment: moment)


def _look_up(catalog: ZCatalog) -> datetime | None:
    """Ask the catalog. Unrestricted, since nothing but a date comes out of it."""
    now = datetime.now(UTC)
    span = {"query": (DateTime(now), DateTime(now + HORIZON)), "range": "min:max"}
    found = []
    for name in ("effective", "expires"):
        for brain in catalog.unrestrictedSearchResults(**{name: span, "sort_on": name}):
            moment = aware(brain[name])
            # The index knows minutes only: what came in this one stands first.
            if moment > now:
                found.append(moment)
                break
    return min(found, default=None)
