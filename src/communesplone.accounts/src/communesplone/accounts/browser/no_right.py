"""@@insufficient-privileges: what somebody reads who is logged in and may not do this."""

from communesplone.core.guards import is_anonymous
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryMultiAdapter


class NoRightView(BrowserView):
    """Says that nothing was changed, who can change that, and where to go on."""

    index = ViewPageTemplateFile("no_right.pt")

    def __call__(self) -> str:
        """Return the page; whoever is not logged in is sent to the form that logs in."""
        if is_anonymous():
            self.request.response.redirect(f"{self.site_url}/login")
            return ""
        return self.index()

    @property
    def site_url(self) -> str:
        return api.portal.get().absolute_url()

    @property
    def start_url(self) -> str:
        """Where the work begins, for those who work here; else the site."""
        found = queryMultiAdapter((api.portal.get(), self.request), name="dashboard")
        return self.site_url if found is None else f"{self.site_url}/@@dashboard"
