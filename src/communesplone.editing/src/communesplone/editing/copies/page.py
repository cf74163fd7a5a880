"""@@working-copy: made and dropped by POST, from the page that publishes."""

from communesplone.editing.copies import working
from communesplone.editing.publishing import acts
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized


class WorkingCopy(BrowserView):
    """It sends on to the copy, or back to the page."""

    def __call__(self) -> str:
        if not acts.works_on(self.context):
            raise Unauthorized(self.context.absolute_url())
        target = f"{self.context.absolute_url()}/@@publish"
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            act = {"make": self._make, "drop": self._drop}.get(self.request.form.get("do"))
            if act is not None:
                target = self._tried(act, target)
        self.request.response.redirect(target, status=303)
        return ""

    def _tried(self, act: object, target: str) -> str:
        try:
            return act()
        except working.NoCopy as error:
            api.portal.show_message(error.message, self.request, type="warning")
            return target

    def _make(self) -> str:
        copy = working.make(self.context)
        return copy.absolute_url()

    def _drop(self) -> str:
        page = working.cancel(self.context)
        return f"{page.absolute_url()}/@@publish?done=dropped"
