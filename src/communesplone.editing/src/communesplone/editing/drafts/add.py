"""The form that adds something: what is typed is kept, under a name of its own each time."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import IWriting
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.uniting.resuming import TYPED
from communesplone.editing.drafts import names
from communesplone.editing.drafts import store
from communesplone.editing.drafts.help import give
from functools import cached_property
from plone import api
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.i18n import MessageFactory as plone_
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from zope.component import queryMultiAdapter
from zope.i18nmessageid import Message


#: What the form carries: which of the texts begun it is.
MARK = "communes.mark"
#: Others begun in this folder are named, the newest; all of them stand in @@drafts.
MOST_NAMED = 3
DRAFT = _("It is a draft: citizens do not see it yet. “Publish…”, in the bar, puts it online.")


class AddForm(DefaultAddForm):
    """Plone's own form; `name` is that under which its draft is kept."""

    template = ViewPageTemplateFile("add.pt")

    @cached_property
    def writing(self) -> IWriting | None:
        return queryMultiAdapter((self.context, self.request), IWriting)

    @property
    def success_message(self) -> Message:
        """What Plone says once it is saved: who sees it, and how to go on."""
        workflows = api.portal.get_tool("portal_workflow").getChainFor(self.portal_type)
        return DRAFT if workflows else plone_("Item created")

    @cached_property
    def name(self) -> str:
        form = self.request.form
        mark = form.get(MARK if self.request.method == "POST" else TYPED)
        return names.new_form(self.portal_type, mark if isinstance(mark, str) else "")

    @property
    def mark(self) -> str:
        return names.mark_of(self.name)

    @property
    def kept_attributes(self) -> dict[str, str]:
        """Attributes by which the script knows the form."""
        return self.writing.attributes(self.name) if self.writing is not None else {}

    def update(self) -> None:
        if self.request.method != "POST" and self.writing is not None:
            typed = self.writing.typed(self.name)
            if typed is not None:
                # What this person typed comes from the store, never from the address
                self.allow_prefill_from_GET_request = True
                self.request.form.update(typed.fields)
        super().update()
        give(self)

    def begun(self) -> list[dict[str, str]]:
        """Return what this person began here before and did not save, the newest first."""
        language = str(getattr(self.request, "LANGUAGE", "") or "fr")
        person, uid = api.user.get_current().getId() or "", IUUID(self.context, None)
        found = []
        for draft in store.of_person(api.portal.get(), person):
            kind = names.kind_of(draft.form)
            if draft.uid != uid or kind != self.portal_type or draft.form == self.name:
                continue
            at = draft.at.astimezone(BRUSSELS)
            found.append(
                {
                    "title": draft.title,
                    "moment": f"{day(at.date(), language)}, {hour(at, language)}",
                    "url": names.address_in(self.context.absolute_url(), draft.form),
                }
            )
        return found[:MOST_NAMED]

    @button.buttonAndHandler(plone_("Save"), name="save")
    def handleAdd(self, action: button.ButtonAction) -> None:
        super().handleAdd(self, action)
        if self._finishedAdd and self.writing is not None:
            self.writing.forget(self.name)

    @button.buttonAndHandler(plone_("Cancel"), name="cancel")
    def handleCancel(self, action: button.ButtonAction) -> None:
        if self.writing is not None:
            self.writing.forget(self.name)
        super().handleCancel(self, action)


class AddView(DefaultAddView):
    """The form within a page."""

    form = AddForm
