"""Whether the index has the public pages of the catalog, and no others."""

from collections.abc import Iterator
from communesplone.core import jobs
from communesplone.core.interfaces import ISearchUpkeep
from communesplone.search import site as search_site
from communesplone.search import unanswered
from communesplone.search.document import NOT_FOUND
from communesplone.search.index import SearchIndex
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


@implementer(ISearchUpkeep)
class Upkeep:
    """Compares numbers of pages, wakes none."""

    def __init__(self, site: PloneSite, index: SearchIndex) -> None:
        self.site = site
        self.index = index

    def problems(self) -> Iterator[str]:
        """See ISearchUpkeep."""
        wanted, known = _public(self.site), set(self.index.docids())
        if wanted - known:
            yield f"{len(wanted - known)} public pages are not in the search."
        if known - wanted:
            yield f"the search has {len(known - wanted)} pages that are not public or gone."
        if not any(job.name == unanswered.JOB for job in jobs.pending(self.site)):
            yield "no job counts the searches without result."

    def mend(self) -> str:
        """See ISearchUpkeep."""
        unanswered.install(self.site)
        return f"{search_site.rebuild(self.site)} pages indexed anew."


def _public(site: PloneSite) -> set[int]:
    """Return the numbers of the pages that the catalog shows to everybody."""
    indexes = site.portal_catalog._catalog.indexes
    found = indexes["allowedRolesAndUsers"]._index.get("Anonymous", ())
    kind = indexes["portal_type"].getEntryForObject
    public = (found,) if isinstance(found, int) else found
    return {docid for docid in public if kind(docid, "") and kind(docid) not in NOT_FOUND}


@implementer(ISearchUpkeep)
@adapter(IPloneSiteRoot)
def upkeep(site: PloneSite) -> Upkeep | None:
    """Return the upkeep of a site's search, None where the add-on is not installed."""
    index = search_site.index_of(site)
    return None if index is None else Upkeep(site, index)
