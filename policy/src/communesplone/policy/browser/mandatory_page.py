"""@@mandatory-page: makes a page that law asks for as a draft, from the text that we ship."""

from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.policy.catching_up import mandatory
from communesplone.policy.tree import add_missing
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import BadRequest
from zExceptions import MethodNotAllowed
from zope.i18n import translate


class MakeMandatoryPage(BrowserView):
    """Takes a form; leads to the draft, to be completed."""

    def __call__(self) -> str:
        if self.request.method != "POST":
            raise MethodNotAllowed("Send the form of the catch-up board.")
        CheckAuthenticator(self.request)
        who, key = identity(self.context), str(self.request.form.get("key", ""))
        if who.kind != "commune" or key not in mandatory(who):
            raise BadRequest("key: a page that law asks for")
        made = add_missing(self.context, {key})[who.language].get(key)
        if made is None:
            words = _("Its folder “Commune” is not there any more: make it, then try again.")
            message = translate(words, context=self.request)
            IStatusMessage(self.request).add(message, "error")
        where = f"{made.absolute_url()}/edit" if made is not None else self.context.absolute_url()
        self.request.response.redirect(where, status=303)
        return ""
