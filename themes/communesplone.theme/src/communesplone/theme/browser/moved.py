"""Where a page went: an old address leads to the new one, for good."""

from communesplone.core.moved import may_be_told
from communesplone.core.moved import take_back
from plone.app.redirector.browser import FourOhFourView


class Moved(FourOhFourView):
    """@@plone_redirector_view: Plone knows where; we say that it stays so, and to whom."""

    def attempt_redirect(self) -> bool:
        """Send the visitor on, if they may see what stands there."""
        if not super().attempt_redirect():
            return False
        response = self.request.response
        location = response.getHeader("Location") or ""
        take_back(self.request)
        if not may_be_told(self.request, location):
            return False
        safe = self.request.method in ("GET", "HEAD")
        response.redirect(location, status=301 if safe else 308, lock=1)
        return True
