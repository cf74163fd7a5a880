"""What a person sees whose publication was held back: the page where each thing is mended."""

from communesplone.core.quality import HeldBack
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage


class HeldBackView(BrowserView):
    """Leads there with the sentence; other programs get it as they get every error."""

    context: HeldBack

    def __call__(self) -> str:
        if IAPIRequest.providedBy(self.request):
            # By its class it would be an error of the server
            self.request.response.setStatus(400, lock=True)
            return ErrorHandling(self.context, self.request)()
        IStatusMessage(self.request).addStatusMessage(str(self.context), type="error")
        self.request.response.redirect(self.context.url, lock=True)
        return ""
