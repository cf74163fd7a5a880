"""The dashboard in the bar of the back office."""

from AccessControl import getSecurityManager
from communesplone.core import _
from communesplone.core.interfaces import IOfficePlace
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest


WORK = "communesplone.editing: Work in the back office"


@implementer(IOfficePlace)
class Place:
    """A section of work of everybody who works here; subclasses say which."""

    title = _("Today")
    view = "@@dashboard"
    order = 0
    count = 0

    def __init__(self, site: PloneSite, request: IBrowserRequest) -> None:
        self.site = site
        self.request = request

    @property
    def url(self) -> str:
        return f"{self.site.absolute_url()}/{self.view}"

    def available(self) -> bool:
        return bool(getSecurityManager().checkPermission(WORK, self.site))
