"""Where a page went: an old address leads to the new one, for good."""

from plone.app.redirector.browser import FourOhFourView
from Products.CMFCore.utils import getToolByName
from urllib.parse import urlsplit
from zope.component.hooks import getSite


class Moved(FourOhFourView):
    """@@plone_redirector_view: Plone knows where; we say that it stays so, and to whom."""

    def attempt_redirect(self) -> bool:
        """Send the visitor on, if they may see what stands there.

        An address says what a page is about: that of a private one is told to nobody.
        """
        if not super().attempt_redirect():
            return False
        response = self.request.response
        # Plone locks its temporary status, and offers no other.
        response._locked_status = 0
        location = response.getHeader("Location") or ""
        if not self._may_be_told(location):
            response.headers.pop("location", None)
            response.setStatus(404)
            return False
        safe = self.request.method in ("GET", "HEAD")
        response.redirect(location, status=301 if safe else 308, lock=1)
        return True

    def _may_be_told(self, location: str) -> bool:
        site = getSite()
        parts = urlsplit(location)
        if parts.netloc and parts.netloc != urlsplit(site.absolute_url()).netloc:
            return True
        try:
            path = self.request.physicalPathFromURL(location.partition("?")[0])
        except ValueError:
            return True
        catalog = getToolByName(site, "portal_catalog")
        depth = len(site.getPhysicalPath())
        above = ["/".join(path[:end]) for end in range(depth + 1, len(path) + 1)]
        query = {"path": {"query": above, "depth": 0}}
        # Unrestricted, to know what is there; only what the visitor may see is said to be.
        there = {brain.getPath() for brain in catalog.unrestrictedSearchResults(**query)}
        if not there:
            return not above
        seen = {brain.getPath() for brain in catalog.searchResults(**query)}
        return max(there, key=len) in seen
