"""@@working-copy: made and dropped by POST, from the page that publishes."""

from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import IWriting
from communesplone.core.uniting.page import fields_of
from communesplone.core.uniting.resuming import TYPED
from communesplone.editing.copies import working
from communesplone.editing.drafts.meeting import BASE
from communesplone.editing.publishing import acts
from functools import partial
from plone import api
from plone.locking.interfaces import ILockable
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized
from zope.component import getMultiAdapter


#: Forms of a page by their name: the view, and the field with what it was opened on.
FORMS = {"edit": ("edit", BASE), "sections": ("@@sections", "base")}


class WorkingCopy(BrowserView):
    """It sends on to the copy, or back to the page."""

    def __call__(self) -> str:
        if not acts.works_on(self.context):
            raise Unauthorized(self.context.absolute_url())
        target = f"{self.context.absolute_url()}/@@publish"
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            act = {
                "make": self._make,
                "drop": self._drop,
                **{f"go-on {name}": partial(self._go_on, name) for name in FORMS},
            }.get(str(self.request.form.get("do")))
            if act is not None:
                target = self._tried(act, target)
        self.request.response.redirect(target, status=303)
        return ""

    def _tried(self, act: object, target: str) -> str:
        try:
            return act()
        except CommunesError as error:
            message = getattr(error, "message", str(error))
            api.portal.show_message(message, self.request, type="warning")
            return target

    def _make(self) -> str:
        copy = working.make(self.context)
        return copy.absolute_url()

    def _go_on(self, name: str) -> str:
        """Make a copy and open its form with what this person typed into that of the page."""
        lockable = ILockable(self.context, None)
        if lockable is not None and lockable.can_safely_unlock():
            # Their own, of the form that they leave
            lockable.unlock()
        copy = working.make(self.context)
        if copy.portal_type != self.context.portal_type:
            # The text of a home is prepared in a form of its own
            return copy.absolute_url()
        view, base_name = FORMS[name]
        base = self.request.form.get(base_name)
        fields = {
            name: value for name, value in fields_of(self.request.form).items() if name != "do"
        }
        theirs, ours = (
            getMultiAdapter((item, self.request), IWriting) for item in (self.context, copy)
        )
        ours.keep(name, fields, base if isinstance(base, str) else "")
        theirs.forget(name)
        return f"{copy.absolute_url()}/{view}?{TYPED}=1"

    def _drop(self) -> str:
        page = working.cancel(self.context)
        return f"{page.absolute_url()}/@@publish?done=dropped"
