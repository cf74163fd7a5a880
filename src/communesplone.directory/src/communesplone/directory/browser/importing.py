"""The form that brings a table in: first a report of each line, then all of it or nothing."""

from communesplone.core import _
from communesplone.core import tables
from communesplone.core.browser.page import Page
from communesplone.core.hours.drawing import Speaker
from communesplone.directory.browser.base import DirectoryPage
from communesplone.directory.tables import importing
from communesplone.directory.tables import reading
from communesplone.directory.tables.columns import TYPES
from functools import cached_property
from plone import api
from plone.protect.authenticator import check as check_authenticator
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import BadRequest
from zope.i18n import translate
import transaction


Data = dict[str, Any]
SHOWN = 200
FATES = {
    tables.ADDED: _("will be added"),
    tables.CHANGED: _("will be changed"),
    tables.SAME: _("stays as it is"),
}


class ImportView(DirectoryPage):
    """@@import-directory of a folder."""

    page_title = _("Bring entries in from a file")
    indexed = False
    problem = ""
    rows: list[importing.Row] | None = None

    def __call__(self) -> str:
        self.typed = ""
        if self.request.method == "POST":
            check_authenticator(self.request)
            if self._read():
                return ""
        return Page.__call__(self)

    @cached_property
    def portal_type(self) -> str:
        value = self.request.form.get("type", "Place")
        if not isinstance(value, str) or value not in TYPES:
            raise BadRequest("type: no such type")
        return value

    def types(self) -> list[Data]:
        """Return the types that a table may be of."""
        types = api.portal.get_tool("portal_types")
        return [
            {
                "value": name,
                "title": translate(types[name].Title(), target_language=self.language),
                "selected": name == self.portal_type,
            }
            for name in TYPES
        ]

    def _read(self) -> bool:
        """Plan what was sent, and do it if that is asked for; tell whether it is done."""
        try:
            self.typed = self._text()
            lines = reading.lines(self.typed, self.portal_type)
            self.rows = importing.plan(self.context, self.portal_type, lines, self.language)
        except reading.UnreadableTable as error:
            self.problem = translate(error.message, target_language=self.language)
            return False
        if "import" not in self.request.form or self.errors():
            return False
        return self._apply()

    def _text(self) -> str:
        """Return the table: of the file, or as it was corrected in the form."""
        upload = self.request.form.get("file")
        if upload is not None and getattr(upload, "filename", ""):
            return reading.decode(upload.read(reading.LARGEST + 1))
        text = self.request.form.get("table", "")
        if not isinstance(text, str) or not text.strip():
            raise reading.UnreadableTable(_("Choose a file, or paste a table."))
        return text

    def _apply(self) -> bool:
        if not self._may_add():
            self.problem = translate(
                _("You may not add such entries here."), target_language=self.language
            )
            return False
        counts = self.summary()
        # All or nothing: what a later row meets undoes the rows before it
        savepoint = transaction.savepoint()
        try:
            publish = "publish" in self.request.form and self.may_publish
            importing.apply(self.context, self.portal_type, self.rows or [], publish=publish)
        except BadRequest as error:
            savepoint.rollback()
            self.problem = str(error)
            return False
        message = _(
            "${added} entries were added, ${changed} changed.",
            mapping={"added": str(counts["added"]), "changed": str(counts["changed"])},
        )
        IStatusMessage(self.request).add(message)
        self.request.response.redirect(self.context.absolute_url())
        return True

    def _may_add(self) -> bool:
        name = "Add service" if self.portal_type == "Service" else "Add entry"
        permission = f"communesplone.directory: {name}"
        return bool(api.user.has_permission(permission, obj=self.context))

    @property
    def may_publish(self) -> bool:
        return bool(api.user.has_permission("Review portal content", obj=self.context))

    def errors(self) -> list[Data]:
        """Return each cell that cannot be read: line, column, sentence."""
        speaker = Speaker(self.language)
        return [
            {
                "line": row.line.number,
                "column": speaker.say(reading.label(self.portal_type, wrong.column)),
                "sentence": speaker.say(wrong.message),
            }
            for row in self.rows or []
            for wrong in row.wrong
        ]

    def report(self) -> list[Data]:
        """Return what becomes of each line, the first two hundred."""
        return [
            {
                "line": row.line.number,
                "title": row.title or row.path,
                "fate": "" if row.wrong else self.say(FATES[row.fate]),
            }
            for row in (self.rows or [])[:SHOWN]
        ]

    def summary(self) -> dict[str, int]:
        """Return how many lines have each fate."""
        fates = [row.fate for row in self.rows or [] if not row.wrong]
        return {fate: fates.count(fate) for fate in FATES}
