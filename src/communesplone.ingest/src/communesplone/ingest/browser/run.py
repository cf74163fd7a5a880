"""One import: what it would do, how far it is, what needs a human, and the way back."""

from communesplone.core import _
from communesplone.ingest import engine
from communesplone.ingest import entries
from communesplone.ingest import report
from communesplone.ingest.browser.base import IngestPage
from communesplone.ingest.browser.choices import chosen
from communesplone.ingest.browser.choices import folders
from communesplone.ingest.browser.choices import part_rows
from communesplone.ingest.ingest import addresses
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.preview import Preview
from communesplone.ingest.preview import preview
from communesplone.ingest.store import BUSY
from communesplone.ingest.store import DONE
from communesplone.ingest.store import Run
from communesplone.ingest.store import run_of
from functools import cached_property
from plone import api
from plone.protect.authenticator import check as check_authenticator
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import NotFound
from zope.component.hooks import getSite


SHOWN = 50
ACTS = ("look", "write", "undo", "resume", "settle", "reopen", "forget")


class RunView(IngestPage):
    """@@ingest-run of the site, for the import that `run` names."""

    def __call__(self) -> str:
        """Show where it stands; do what a button says, then come back to it."""
        self.run: Run
        try:
            self.run = run_of(getSite(), self.text_of("run"))
        except IngestError as error:
            raise NotFound(self.told(error)) from error
        if self.request.method == "POST":
            check_authenticator(self.request)
            act = next((name for name in ACTS if name in self.request.form), "")
            try:
                following = self._do(act)
            except IngestError as error:
                self.problem = self.told(error)
            else:
                self.request.response.redirect(following, status=303)
                return ""
        return super().__call__()

    @property
    def page_title(self) -> str:
        return self.run.label or self.say(_("Import"))

    @property
    def here(self) -> str:
        return f"{self.url}-run?run={self.run.id}"

    def _do(self, act: str) -> str:
        """Do an act, and return where to go then."""
        site = getSite()
        if act in ("look", "write"):
            self.ingest.choose(self.run.id, chosen(self.request.form, self.run))
        if act in ("write", "undo"):
            if act == "write" and entries.is_table(self.run):
                self._check_table()
            self.ingest.start(self.run.id, act)
            engine.ring(site, self.run)
        elif act == "resume" and engine.is_stopped(site, self.run):
            engine.ring(site, self.run)
        elif act in ("settle", "reopen") and self.run.state == DONE:
            (engine.settle if act == "settle" else engine.reopen)(self.run)
        elif act == "forget":
            self.ingest.forget(self.run.id)
            IStatusMessage(self.request).add(
                _("The import is forgotten. What came stays in the site.")
            )
            return self.url
        return self.here

    def _check_table(self) -> None:
        if not entries.plan(getSite(), self.run, self.language).is_right:
            raise IngestError(_("A line of the table is wrong: nothing was written."))

    @property
    def is_busy(self) -> bool:
        return self.run.state in BUSY

    @property
    def is_stopped(self) -> bool:
        return engine.is_stopped(getSite(), self.run)

    @property
    def is_table(self) -> bool:
        return entries.is_table(self.run)

    @property
    def asks(self) -> bool:
        """Whether the question before taking all out is shown."""
        return self.text_of("ask") == "undo" and self.run.state == "done"

    def reason(self) -> str:
        """Return why it could not be read."""
        return self.say(self.run.problem) if self.run.problem else ""

    def progress(self) -> dict[str, int]:
        """Return how many of how many are done; 0 of 0 while reading."""
        if self.run.state == "reading":
            return {"done": len(self.run.records), "total": 0}
        total = len(self.run.order)
        return {"done": min(self.run.position, total), "total": total}

    def folders(self) -> list[dict[str, str]]:
        """Return the folders of the site into which it may come."""
        return folders(getSite(), self.language)

    def parts(self) -> list[dict[str, Any]]:
        """Return the parts of the old site, each with its choices."""
        return part_rows(self.run, self.say)

    @cached_property
    def preview(self) -> Preview:
        return preview(getSite(), self.run)

    def fates(self, found: dict[str, int]) -> list[dict[str, Any]]:
        """Return counts of fates with their words."""
        return [
            {"title": self.say(report.FATES[fate]), "count": count}
            for fate, count in found.items()
        ]

    @staticmethod
    def listed(counts: list[dict[str, Any]]) -> str:
        """Return counts in one line: whatever the number, the words before it are right."""
        text = ", ".join(f"{one['title']} ({one['count']})" for one in counts)
        return text[:1].upper() + text[1:]

    def done_fates(self) -> list[dict[str, Any]]:
        return self.fates(report.fates(self.run))

    def types(self) -> list[dict[str, Any]]:
        """Return how many of each type would be made."""
        tool = api.portal.get_tool("portal_types")
        return [
            {"title": self.say(tool[name].Title()), "count": count}
            for name, count in self.preview.types.items()
        ]

    def expected(self) -> list[dict[str, Any]]:
        """Return what would need a human, of the texts that were looked into."""
        return [
            {"title": self.say(report.KINDS[code][0]), "count": count}
            for code, count in self.preview.findings.items()
        ]

    def rows(self) -> list[dict[str, str]]:
        """Return what would become of the first records."""
        tool = api.portal.get_tool("portal_types")
        return [
            {
                "title": title,
                "path": path,
                "type": self.say(tool[name].Title()),
                "fate": self.say(report.FATES[fate]),
            }
            for title, path, name, fate in self.preview.rows
        ]

    def table(self) -> dict[str, Any]:
        """Return what a table of another add-on would do: its lines and what is wrong."""
        try:
            plan = entries.plan(getSite(), self.run, self.language)
        except IngestError as error:
            return {"problem": self.told(error), "rows": [], "wrong": [], "total": 0}
        wrong = [
            {"line": row.line, "column": self.say(column), "sentence": self.say(sentence)}
            for row in plan.rows
            for column, sentence in row.wrong
        ]
        rows = [
            {"line": row.line, "title": row.title, "fate": self.say(report.FATES[row.fate])}
            for row in plan.rows[:SHOWN]
            if not row.wrong
        ]
        total = sum(row.fate != "same" for row in plan.rows)
        return {"problem": "", "rows": rows, "wrong": wrong, "total": total}

    def findings(self) -> list[dict[str, Any]]:
        """Return what needs a human: groups, the worst first, each with its first items."""
        known = addresses(getSite(), self.run)
        groups: dict[str, list[dict[str, str]]] = {}
        counts = report.counts(self.run)
        for line in report.lines(self.run, self.language):
            rows = groups.setdefault(line.code, [])
            if len(rows) < SHOWN:
                url = known.get(line.uid, "")
                old = line.old if line.old.startswith(("http://", "https://")) else ""
                rows.append({"title": line.title, "url": url, "detail": line.detail, "old": old})
        return [
            {
                "title": self.say(title),
                "act": self.say(act),
                "count": counts[code],
                "rows": groups[code],
                "more": counts[code] - len(groups[code]),
                "late": code in ("refused", "unread", "held", "national"),
            }
            for code, (title, act) in report.KINDS.items()
            if code in groups
        ]


class ReportView(IngestPage):
    """@@ingest-report of the site: what needs a human, as CSV."""

    def __call__(self) -> bytes:
        run_id = self.text_of("run")
        try:
            data = self.ingest.report(run_id, self.language)
        except IngestError as error:
            raise NotFound(self.told(error)) from error
        self.request.response.setHeader("Content-Type", "text/csv; charset=utf-8")
        self.request.response.setHeader(
            "Content-Disposition", f'attachment; filename="ingest-{run_id}.csv"'
        )
        self.request.response.setHeader("Cache-Control", "no-store")
        return data
