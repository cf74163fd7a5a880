"""The entry of the bar of the back office."""

from communesplone.core import _
from communesplone.core.interfaces import IOfficePlace
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


@implementer(IOfficePlace)
class StatisticsPlace:
    """Leads to the counts of the whole site, whoever may read them."""

    title = _("Statistics")
    order = 70
    count = 0

    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.site = site
        self.url = f"{site.absolute_url()}/@@statistics"

    def available(self) -> bool:
        """See IOfficePlace."""
        return api.user.has_permission("communesplone.statistics: Read counts", obj=self.site)
