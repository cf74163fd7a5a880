"""@@waste-import: streets or days from a CSV file, all of it or none."""

from communesplone.core import _
from communesplone.notices.asked import one
from communesplone.notices.browser.base import Data
from communesplone.notices.browser.base import NoticesPage
from communesplone.notices.interfaces import BadLine
from communesplone.notices.period import is_holiday
from communesplone.notices.subscribers import translated
from communesplone.notices.waste.calendar import schedule_of
from communesplone.notices.waste.csv_in import DAYS
from communesplone.notices.waste.csv_in import EXPECTED
from communesplone.notices.waste.csv_in import LARGEST
from communesplone.notices.waste.csv_in import read_days
from communesplone.notices.waste.csv_in import read_streets
from communesplone.notices.waste.csv_in import STREETS
from communesplone.notices.waste.lines import BadLines
from communesplone.notices.waste.lines import read_schedule
from communesplone.notices.waste.model import STREAMS
from plone import api
from plone.protect.authenticator import check
from Products.statusmessages.interfaces import IStatusMessage
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


KINDS = {STREETS: _("Streets"), DAYS: _("Days of collection")}
MOST_SHOWN = 100


class WasteImport(NoticesPage):
    """The form, its report, and what falls on a public holiday still."""

    indexed = False

    def __call__(self) -> str:
        """Import what was sent, or say line by line why not."""
        self.problems: list[Data] = []
        self.kind = one(self.request.form, "kind") or STREETS
        if self.request.method == "POST":
            check(self.request)
            if self._import():
                self.request.response.redirect(self.context.absolute_url())
                return ""
        return super().__call__()

    def _import(self) -> bool:
        """Store a whole file, or nothing; return whether it did."""
        try:
            if self.kind not in KINDS:
                raise BadLine(_("Choose what the file has."))
            data = self._data()
            before = schedule_of(self.context)
            if self.kind == STREETS:
                text, name = read_streets(data, before.sectors), "streets"
            else:
                text, name = read_days(data, before.sectors), "rounds"
            texts = {
                each: getattr(self.context, each) or ""
                for each in ("sectors", "streets", "rounds", "moves")
            } | {name: text}
            read_schedule(**texts)
        except BadLines as error:
            self.problems = [
                {"line": problem.line, "text": translated(problem.message)}
                for problem in error.problems
            ]
            return False
        except BadLine as error:
            self.problems = [{"line": 1, "text": translated(error.message)}]
            return False
        setattr(self.context, name, text)
        notify(ObjectModifiedEvent(self.context))
        words = _("${count} lines imported.", mapping={"count": text.count("\n") + 1})
        IStatusMessage(self.request).add(words, type="info")
        return True

    def _data(self) -> bytes:
        sent = self.request.form.get("file")
        if not hasattr(sent, "read") or not getattr(sent, "filename", ""):
            raise BadLine(_("Choose a file."))
        data = sent.read(LARGEST + 1)
        if not data.strip():
            raise BadLine(_("The file is empty."))
        return data

    def kinds(self) -> list[Data]:
        """Return what a file can have, with the names of its columns."""
        return [
            {
                "key": key,
                "title": self.writer.say(title),
                "columns": EXPECTED[key],
                "checked": key == self.kind,
            }
            for key, title in KINDS.items()
        ]

    @property
    def shown(self) -> list[Data]:
        return self.problems[:MOST_SHOWN]

    def holidays(self) -> list[str]:
        """Return the collections planned on a public holiday that nobody moved, in words."""
        found: dict = {}
        for day, stream, sector in schedule_of(self.context).unmoved(is_holiday):
            if day >= self.now.date():
                found.setdefault((day, stream), []).append(sector)
        return [
            f"{self.writer.date(day, year=True)}: {self.writer.say(STREAMS[stream][0])} "
            f"({', '.join(sectors)})"
            for (day, stream), sectors in found.items()
        ]

    @property
    def authenticator(self) -> str:
        """The field that proves that the form was ours."""
        return api.content.get_view("authenticator", self.context, self.request).authenticator()
