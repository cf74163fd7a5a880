"""What came from old sites as plain data, for export and import of the site itself."""

from communesplone.core.interfaces import ISiteData
from communesplone.ingest.store import KEY
from communesplone.ingest.store import Ledger
from communesplone.ingest.store import ledger
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
class IngestData:
    """What is known of old sites, so that nothing comes twice; imports at work do not move."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, Any]:
        """Return {"origin key": {"uid", "digest", "state"}}."""
        found = IAnnotations(self.site).get(KEY)
        names = ("uid", "digest", "state")
        return {
            key: {name: one[name] for name in names}
            for key, one in (found.known.items() if found else ())
        }

    def load(self, data: Any, same_site: bool) -> None:
        """Make what is known that of `data`: its items came along with their UIDs."""
        IAnnotations(self.site)[KEY] = Ledger()
        known = ledger(self.site).known
        for key, one in data.items():
            known[str(key)] = {
                "uid": str(one["uid"]),
                "digest": str(one["digest"]),
                "state": str(one["state"]),
                "run": "",
            }
