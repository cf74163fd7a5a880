"""What a person reads, or a program, whose change would leave the site without its keepers."""

from communesplone.accounts.keepers import NotKept
from http import HTTPStatus
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.publisher.interfaces.browser import IBrowserRequest
import json


class NotKeptView(BrowserView):
    """The view of the exception: nothing was changed, why, and where it is done."""

    index = ViewPageTemplateFile("not_kept.pt")

    def __init__(self, error: NotKept, request: IBrowserRequest) -> None:
        super().__init__(getSite(), request)
        self.message: Message = error.message

    def __call__(self) -> str:
        response = self.request.response
        # Locked: Plone would set what the name of the exception says, 500
        response.setStatus(HTTPStatus.FORBIDDEN.value, lock=True)
        if not IAPIRequest.providedBy(self.request):
            return self.index()
        said = {"type": "Forbidden", "message": translate(self.message, context=self.request)}
        response.setHeader("Content-Type", "application/json")
        return json.dumps(said)

    @property
    def teams_url(self) -> str:
        """Where teams are changed."""
        return f"{self.context.absolute_url()}/@@teams"
