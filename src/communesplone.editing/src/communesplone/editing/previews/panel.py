"""@@preview-link: making and cutting the link of a draft, by POST, from @@publish."""

from communesplone.core.changes import keep_quiet
from communesplone.editing.previews import links
from communesplone.editing.publishing import acts
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized


class PreviewLink(BrowserView):
    """Who works on a draft may show it to others."""

    def __call__(self) -> str:
        if not acts.works_on(self.context):
            raise Unauthorized(self.context.absolute_url())
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            # Who may read a draft changes no page of citizens
            keep_quiet(self.request)
            if self.request.form.get("do") == "cut":
                links.cut(self.context)
            elif self.request.form.get("do") == "make":
                links.make(self.context)
        back = f"{self.context.absolute_url()}/@@publish#preview"
        self.request.response.redirect(back, status=303)
        return ""
