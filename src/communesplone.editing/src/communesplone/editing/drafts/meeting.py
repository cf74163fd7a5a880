"""What the edit form does when somebody else saved the page since it was opened."""

from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import IWriting
from communesplone.core.uniting import digests
from communesplone.core.uniting import read_digests
from communesplone.core.uniting import unite
from communesplone.core.uniting import United
from communesplone.core.uniting.page import Choosing
from communesplone.core.uniting.page import chosen
from communesplone.core.uniting.page import fields_of
from communesplone.core.uniting.page import Overlap
from communesplone.core.uniting.page import SEEN
from communesplone.core.uniting.page import written
from communesplone.editing.drafts import values
from communesplone.editing.versions.aside import keep_both
from communesplone.editing.versions.aside import kept_both
from functools import cached_property
from plone import api
from plone.dexterity.browser.edit import DefaultEditForm
from plone.formwidget.namedfile.utils import is_file_upload
from typing import Any
from z3c.form.interfaces import IDataManager
from z3c.form.interfaces import NOT_CHANGED
from zope.component import getMultiAdapter
from zope.component import queryMultiAdapter
from zope.i18n import translate
from zope.schema.interfaces import IField
import json


#: What the form carries of the page it was opened on.
BASE = "communes.base"
SAVE = "form.buttons.save"
NAME = "edit"
WHOSE = {"mine": _("yours"), "theirs": _("the other text’s")}


class Meeting(DefaultEditForm):
    """Unites what two wrote; `asked` is the page that asks about what overlaps, empty for none."""

    asked = ""

    @cached_property
    def writing(self) -> IWriting | None:
        return queryMultiAdapter((self.context, self.request), IWriting)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/edit"

    @property
    def base(self) -> str:
        """The digests of what the form was opened with."""
        carried = self.request.form.get(BASE)
        if isinstance(carried, str) and read_digests(carried) is not None:
            return carried
        return json.dumps(digests(self._comparable(self._stored())))

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

    def _keep(self) -> None:
        if self.writing is None:
            return
        try:
            base = self.request.form.get(BASE)
            # Without the button that was pressed: nobody presses it when the text comes back
            fields = {
                name: value
                for name, value in fields_of(self.request.form).items()
                if not name.startswith("form.buttons.")
            }
            self.writing.keep(NAME, fields, base if isinstance(base, str) else "")
        except CommunesError as error:
            api.portal.show_message(str(error), self.request, type="warning")
