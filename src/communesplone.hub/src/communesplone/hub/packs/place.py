"""What packs add to the bar of those who keep the library."""

from communesplone.core import _
from communesplone.core.interfaces import IOfficePlace
from communesplone.hub.catalogue import catalogue
from communesplone.hub.office import REVIEW
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


@implementer(IOfficePlace)
class PacksPlace:
    """Packs, in the bar; nothing of them waits."""

    title = _("Packs")
    order = 31
    count = 0

    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.site = site
        self.url = f"{site.absolute_url()}/@@packs"

    def available(self) -> bool:
        """See IOfficePlace."""
        return catalogue(self.site) is not None and bool(
            api.user.has_permission(REVIEW, obj=self.site)
        )
