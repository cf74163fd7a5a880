"""What the hub adds to the bar: the queue of the reviewers."""

from communesplone.core import _
from communesplone.core.interfaces import IOfficePlace
from communesplone.hub.catalogue import catalogue
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


REVIEW = "communesplone.hub: Review the library"


@implementer(IOfficePlace)
class OffersPlace:
    """Offers that wait, in the bar."""

    title = _("Offers")
    order = 30

    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.site = site
        self.url = f"{site.absolute_url()}/@@offers"

    @property
    def count(self) -> int:
        return len(catalogue(self.site).waiting)

    def available(self) -> bool:
        """See IOfficePlace."""
        return catalogue(self.site) is not None and bool(
            api.user.has_permission(REVIEW, obj=self.site)
        )
