"""What a person sees whose publication was held back: the page where each thing is mended."""

from communesplone.editing.quality.guard import HeldBack
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage


class HeldBackView(BrowserView):
    """Leads there with the sentence; other programs get it as they get every error."""

    context: HeldBack

    def __call__(self) -> str:
        if IAPIRequest.providedBy(self.request):
            return ErrorHandling(self.context, self.request)()
        IStatusMessage(self.request).addStatusMessage(str(self.context), type="error")
        self.request.response.redirect(self.context.url, lock=True)
        return ""
