"""The edit form of every content: typing is kept, and what two wrote is united."""

from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import IWriting
from communesplone.core.uniting import digests
from communesplone.core.uniting import read_digests
from communesplone.core.uniting import unite
from communesplone.core.uniting import United
from communesplone.core.uniting.page import ASIDE
from communesplone.core.uniting.page import Choosing
from communesplone.core.uniting.page import chosen
from communesplone.core.uniting.page import fields_of
from communesplone.core.uniting.page import Overlap
from communesplone.core.uniting.page import SEEN
from communesplone.core.uniting.page import written
from communesplone.core.uniting.resuming import FORGET
from communesplone.core.uniting.resuming import Resuming
from communesplone.core.uniting.resuming import TYPED
from communesplone.editing.drafts import values
from communesplone.editing.versions.aside import keep_both
from communesplone.editing.versions.aside import kept_both
from functools import cached_property
from plone import api
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.events import EditFinishedEvent
from plone.dexterity.i18n import MessageFactory as plone_
from plone.dexterity.interfaces import IDexterityEditForm
from plone.formwidget.namedfile.utils import is_file_upload
from plone.protect import CheckAuthenticator
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form import button
from z3c.form.interfaces import IDataManager
from z3c.form.interfaces import NOT_CHANGED
from zope.component import getMultiAdapter
from zope.component import queryMultiAdapter
from zope.event import notify
from zope.i18n import translate
from zope.interface import implementer
from zope.schema.interfaces import IField
import json


#: What the form carries of the page it was opened on.
BASE = "communes.base"
SAVE = "form.buttons.save"
NAME = "edit"
WHOSE = {"mine": _("yours"), "theirs": _("the other text’s")}


class EditForm(DefaultEditForm):
    """Plone's own form; `asked` is a page that comes before it: a question about two texts."""

    template = ViewPageTemplateFile("edit.pt")
    asked = ""

    @cached_property
    def writing(self) -> IWriting | None:
        return queryMultiAdapter((self.context, self.request), IWriting)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/edit"

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
        if typed is not None and not sent and not going_on:
            self._offer(typed.fields, typed.at)

    def render(self) -> str:
        return "" if self.asked else super().render()

    @property
    def base(self) -> str:
        """The digests of what the form was opened with."""
        carried = self.request.form.get(BASE)
        if isinstance(carried, str) and read_digests(carried) is not None:
            return carried
        return json.dumps(digests(self._comparable(self._stored())))

    @property
    def kept_attributes(self) -> dict[str, str]:
        """Attributes by which the script knows the form."""
        return self.writing.attributes(NAME) if self.writing is not None else {}

    def _fields(self) -> dict[str, IField]:
        """Return the fields that a person can change here, by their names in the data."""
        found = {}
        for form in (self, *self.groups):
            for name, widget in form.widgets.items():
                if widget.mode == "input":
                    found[name] = form.fields[name].field
        return found

    def _stored(self) -> dict[str, Any]:
        return {
            name: getMultiAdapter((self.getContent(), field), IDataManager).query()
            for name, field in self._fields().items()
        }

    @staticmethod
    def _comparable(found: dict[str, Any]) -> dict[str, Any]:
        return {name: values.comparable(value) for name, value in found.items()}

    @button.buttonAndHandler(plone_("Save"), name="save")
    def handleApply(self, action: button.ButtonAction) -> None:
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        message = self._unite(data)
        if self.asked:
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

    def _unite(self, data: dict[str, Any]) -> Any:
        """Put into `data` what somebody else saved since the form was opened; say so.

        Sets `asked` when there is something to choose.
        """
        base = read_digests(self.request.form.get(BASE))
        stored = {name: value for name, value in self._stored().items() if name in data}
        theirs = self._comparable(stored)
        if base is None or all(digests(theirs)[name] == base.get(name, "") for name in theirs):
            return self.success_message
        mine = {
            name: theirs[name] if data[name] is NOT_CHANGED else values.comparable(data[name])
            for name in theirs
        }
        found = unite(base, mine, theirs)
        choices = {name: chosen(self.request.form, name, theirs[name]) for name in found.overlaps}
        if not all(choices.values()):
            self._ask(found, data, stored, theirs)
            return ""
        for name, choice in choices.items():
            data[name] = self._decided(name, choice, data[name], stored[name])
        others = [name for name, whose in found.whose.items() if whose == "theirs"]
        for name in others:
            data[name] = stored[name]
        if not others:
            return self.success_message
        what = " · ".join(self._title(name) for name in others[:6])
        return _(
            "The page is saved, united with what somebody else saved meanwhile: ${what}",
            mapping={"what": what},
        )

    def _decided(self, name: str, choice: str, mine: Any, theirs: Any) -> Any:
        if choice == "both" and values.is_joinable(self._fields()[name], mine):
            return values.joined(mine, theirs)
        if choice == "write" and values.is_writable(self._fields()[name], mine):
            return values.from_words(written(self.request.form, name), mine)
        return theirs if choice == "theirs" else mine

    def _ask(
        self,
        found: United,
        data: dict[str, Any],
        stored: dict[str, Any],
        theirs: dict[str, Any],
    ) -> None:
        """Show both texts; each is a version, and mine a draft, before anything is asked."""
        self._keep()
        item = self.getContent()
        # Who answered a part of the question sends the same text again
        both = kept_both(item) if SEEN in self.request.form else None
        both = both or keep_both(item, self._fields(), data)
        self._keep_files()
        self.request.response.setStatus(409)
        settled = [(self._title(name), WHOSE[whose]) for name, whose in found.whose.items()]
        self.asked = Choosing(
            self.context,
            self.request,
            action=self.url,
            save=(SAVE, "1"),
            overlaps=[self._overlap(name, data[name], stored[name]) for name in found.overlaps],
            theirs={name: theirs[name] for name in found.overlaps},
            settled=settled,
            both=both,
        )()

    def _keep_files(self) -> None:
        """Let a file that was sent come back with the choice, as after a mistake in the form."""
        form = self.request.form
        for group in (self, *self.groups):
            for widget in group.widgets.values():
                sent, known = form.get(widget.name), f"{widget.name}.file_upload_id"
                if (is_file_upload(sent) and sent.filename) or form.get(known):
                    form[known] = widget.file_upload_id
                    form[f"{widget.name}.action"] = "nochange"

    def _overlap(self, name: str, mine: Any, theirs: Any) -> Overlap:
        field = self._fields()[name].bind(self.getContent())
        return Overlap(
            key=name,
            title=self._title(name),
            mine=values.words(field, mine, self.request),
            theirs=values.words(field, theirs, self.request),
            joinable=values.is_joinable(field, mine),
            writable=values.is_writable(field, mine),
        )

    def _title(self, name: str) -> str:
        return translate(self._fields()[name].title, context=self.request)

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
            self.asked = Resuming(
                self.context,
                self.request,
                action=self.url,
                at=at,
                differences=[self._overlap(name, data[name], stored[name]) for name in differing],
            )()

    def _keep(self) -> None:
        if self.writing is None:
            return
        try:
            base = self.request.form.get(BASE)
            fields = fields_of(self.request.form)
            self.writing.keep(NAME, fields, base if isinstance(base, str) else "")
        except CommunesError as error:
            api.portal.show_message(str(error), self.request, type="warning")

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
