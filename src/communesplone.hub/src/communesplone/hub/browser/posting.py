"""Pages of the hub whose forms decide something."""

from collections.abc import Callable
from communesplone.core.interfaces import CommunesError
from communesplone.hub.browser.base import HubPage
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18nmessageid import Message


class PostingPage(HubPage):
    """A page with forms: `problem` is said above the work, and what was typed stays."""

    problem: Message | str | None = None

    def posted(self, act: Callable[[], Message], lead_to: str) -> str:
        """Do what a form asks for, and say so at an address; a refusal shows this page again.

        :raises Forbidden: no page of ours sent the form.
        """
        CheckAuthenticator(self.request)
        try:
            words = act()
        except CommunesError as error:
            self.problem = getattr(error, "message", str(error))
            self.request.response.setStatus(400)
            return self.index()
        IStatusMessage(self.request).add(self.say(words), "info")
        self.request.response.redirect(lead_to, status=303)
        return ""
