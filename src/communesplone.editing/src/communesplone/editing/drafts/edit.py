"""The edit form of every content: typing is kept, and what two wrote is united."""

from communesplone.core import _
from communesplone.core.quality import IPublicChange
from communesplone.core.uniting import digests
from communesplone.core.uniting.page import ASIDE
from communesplone.core.uniting.resuming import FORGET
from communesplone.core.uniting.resuming import Resuming
from communesplone.core.uniting.resuming import TYPED
from communesplone.editing.drafts import values
from communesplone.editing.drafts.help import give
from communesplone.editing.drafts.meeting import BASE
from communesplone.editing.drafts.meeting import Meeting
from communesplone.editing.drafts.meeting import NAME
from plone import api
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.events import EditFinishedEvent
from plone.dexterity.i18n import MessageFactory as plone_
from plone.dexterity.interfaces import IDexterityEditForm
from plone.locking.interfaces import ILockable
from plone.protect import CheckAuthenticator
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form import button
from z3c.form.interfaces import NOT_CHANGED
from zope.component import queryMultiAdapter
from zope.event import notify
from zope.interface import implementer


class EditForm(Meeting):
    """Plone's own form; `asked` is a page that comes before it: a question about two texts."""

    template = ViewPageTemplateFile("edit.pt")
    #: Why nothing was saved to a page that citizens read, as HTML.
    held = ""

    def update(self) -> None:
        form = self.request.form
        if self.request.method == "POST" and {ASIDE, FORGET} & set(form):
            CheckAuthenticator(self.request)
            self._leave(ASIDE in form)
            return
        typed = self.writing.typed(NAME) if self.writing is not None else None
        sent = any(name.startswith("form.") for name in form)
        going_on = typed is not None and not sent and TYPED in form
        if going_on:
            # What this person typed comes from the store, never from the address
            self.allow_prefill_from_GET_request = True
            form.update({**typed.fields, BASE: typed.base})
        super().update()
        give(self)
        if typed is not None and not sent and not going_on:
            self._offer(typed.fields, typed.at)

    def render(self) -> str:
        return "" if self.asked else super().render()

    @property
    def kept_attributes(self) -> dict[str, str]:
        """Attributes by which the script knows the form."""
        return self.writing.attributes(NAME) if self.writing is not None else {}

    @button.buttonAndHandler(plone_("Save"), name="save")
    def handleApply(self, action: button.ButtonAction) -> None:
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        message = self._unite(data)
        if self.asked:
            return
        self.held = self._refusal(data)
        if self.held:
            self._keep()
            self.request.response.setStatus(422)
            return
        self.applyChanges(data)
        if self.writing is not None:
            self.writing.forget(NAME)
        api.portal.show_message(message, self.request)
        self.request.response.redirect(self.nextURL())
        notify(EditFinishedEvent(self.context))

    @button.buttonAndHandler(plone_("Cancel"), name="cancel")
    def handleCancel(self, action: button.ButtonAction) -> None:
        if self.writing is not None:
            self.writing.forget(NAME)
        super().handleCancel(self, action)

    def _refusal(self, data: dict[str, Any]) -> str:
        """Return what the law asks first of a page that citizens read; empty for nothing."""
        change = queryMultiAdapter((self.context, self.request), IPublicChange)
        if change is None:
            return ""
        typed = {
            name.rpartition(".")[2]: value
            for name, value in data.items()
            if value is not NOT_CHANGED
        }
        return change.refusal(NAME, typed)

    def _offer(self, fields: dict[str, Any], at: Any) -> None:
        """Ask with which text to go on, unless what was typed is what the page has."""
        before = dict(self.request.form)
        self.request.form.update(fields)
        form = DefaultEditForm(self.context, self.request)
        form.portal_type = self.context.portal_type
        form.ignoreContext = False
        super(DefaultEditForm, form).update()
        data, _errors = form.extractData(setErrors=False)
        self.request.form.clear()
        self.request.form.update(before)
        stored = self._stored()
        differing = [
            name
            for name in stored
            if name in data
            and data[name] is not NOT_CHANGED
            and digests({"": values.comparable(data[name])})
            != digests({"": values.comparable(stored[name])})
        ]
        if differing:
            self._tell_lock()
            self.asked = Resuming(
                self.context,
                self.request,
                action=self.url,
                at=at,
                differences=[self._overlap(name, data[name], stored[name]) for name in differing],
            )()

    def _tell_lock(self) -> None:
        """Let plone.protect know that the lock is meant: the form's own viewlet does, no question.

        Without it, a page that was locked before asks to confirm before it asks anything else.
        """
        lockable = ILockable(self.context, None)
        if lockable is not None:
            lockable.lock_info()

    def _leave(self, aside: bool) -> None:
        if aside:
            self._keep()
            message = _(
                "Your text is kept aside: you find it under “Resume”, on the page of today."
            )
            api.portal.show_message(message, self.request)
        elif self.writing is not None:
            self.writing.forget(NAME)
        self.request.response.redirect(self.context.absolute_url() if aside else self.url)


@implementer(IDexterityEditForm)
class EditView(FormWrapper):
    """The form within a page, or the page that asks something first."""

    form = EditForm

    def __call__(self) -> str:
        self.update()
        return self.form_instance.asked or self.render()
