"""What other add-ons are told of searches, and of those that found nothing."""

from collections.abc import Sequence
from communesplone.core.interfaces import IUnansweredSearches
from communesplone.core.records import TypedSearch
from communesplone.search import unanswered
from communesplone.search.unanswered import Phrase
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


@implementer(IUnansweredSearches)
class Told:
    """The counts of the last night."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site
        self.url = f"{site.absolute_url()}/@@search-unanswered"

    def available(self) -> bool:
        """See IUnansweredSearches."""
        return api.user.has_permission("Plone Site Setup: Site", obj=self.site)

    def phrases(self, most: int) -> list[TypedSearch]:
        """See IUnansweredSearches."""
        return plain(unanswered.unanswered(self.site).found[:most])

    def typed(self, most: int) -> list[TypedSearch]:
        """See IUnansweredSearches."""
        return plain(unanswered.unanswered(self.site).typed[:most])


@implementer(IUnansweredSearches)
@adapter(IPloneSiteRoot)
def told(site: PloneSite) -> Told | None:
    """Return what is told of a site, None where the add-on is not installed."""
    return Told(site) if unanswered.KEY in IAnnotations(site) else None


def plain(found: Sequence[Phrase]) -> list[TypedSearch]:
    """Return phrases as other add-ons know them."""
    return [TypedSearch(one.language, one.text, one.count) for one in found]
