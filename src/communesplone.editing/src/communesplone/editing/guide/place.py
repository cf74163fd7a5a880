"""The entry of the bar that leads to the guide."""

from communesplone.core import _
from communesplone.core.interfaces import IOfficePlace
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


@implementer(IOfficePlace)
class GuidePlace:
    """Comes last: whoever works here may read it."""

    title = _("Guide")
    order = 95
    count = 0

    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.site = site
        self.url = f"{site.absolute_url()}/@@guide"

    def available(self) -> bool:
        """See IOfficePlace."""
        return api.user.has_permission(
            "communesplone.editing: Work in the back office", obj=self.site
        )
