"""Old addresses: what an address tells of its page is for those who may see the page."""

from communesplone.core.interfaces import ICommunesLayer
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.CMFCore.utils import getToolByName
from urllib.parse import urlsplit
from zExceptions import NotFound
from zope.component import adapter
from zope.component.hooks import getSite
from ZPublisher.HTTPRequest import HTTPRequest


API = "++api++"


def may_be_told(request: HTTPRequest, location: str) -> bool:
    """Tell whether this visitor may see what stands at an address of the site, or elsewhere."""
    site = getSite()
    parts = urlsplit(location)
    if parts.netloc and parts.netloc != urlsplit(site.absolute_url()).netloc:
        return True
    try:
        found = request.physicalPathFromURL(location.partition("?")[0])
    except ValueError:
        return True
    path = [name for name in found if name != API]
    above = ["/".join(path[:end]) for end in range(len(site.getPhysicalPath()) + 1, len(path) + 1)]
    query = {"path": {"query": above, "depth": 0}}
    catalog = getToolByName(site, "portal_catalog")
    # Unrestricted, to know what is there; only what the visitor may see is said to be.
    there = {brain.getPath() for brain in catalog.unrestrictedSearchResults(**query)}
    seen = {brain.getPath() for brain in catalog.searchResults(**query)}
    return max(there, key=len) in seen if there else not above


def take_back(request: HTTPRequest) -> None:
    """Undo a redirect that was locked into the answer."""
    # Plone locks the status, and offers no way to change it.
    request.response._locked_status = 0
    request.response.headers.pop("location", None)
    request.response.setStatus(404)


@adapter(NotFound, IAPIRequest)
class ApiNotFound(ErrorHandling):
    """The REST interface about an address that leads nowhere, or did once."""

    def attempt_redirect(self) -> bool:
        """Send the client on, if it may see what stands there."""
        if not super().attempt_redirect():
            return False
        location = self.request.response.getHeader("Location") or ""
        if not ICommunesLayer.providedBy(self.request) or may_be_told(self.request, location):
            return True
        take_back(self.request)
        return False
