"""The page of an inquiry, a vacancy or a public contract: facts, what to do, documents."""

from communesplone.core.changes import declare_next_change
from communesplone.core.identity import identity
from communesplone.core.typography import capital
from communesplone.notices import schema_org
from communesplone.notices.asked import address
from communesplone.notices.browser.base import Data
from communesplone.notices.browser.base import NoticesPage
from communesplone.notices.catalog import facts_of
from communesplone.notices.facts import Facts
from communesplone.notices.facts import next_change
from communesplone.notices.facts import Status
from communesplone.notices.facts import status
from communesplone.notices.listing import aware
from communesplone.notices.words import TITLES
from functools import cached_property
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope.i18nmessageid import Message


RUNNING = (Status.OPEN, Status.ANNOUNCED)


class NoticeView(NoticesPage):
    """@@notice_view; each kind says its cells and sections."""

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.context)

    @cached_property
    def status(self) -> Status:
        return status(self.facts, self.clock)

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING

    def __call__(self) -> str:
        """Say when the page changes by itself."""
        if moment := next_change(self.facts, self.clock):
            declare_next_change(self.request, aware(moment))
        return super().__call__()

    def data(self) -> Data:
        """Return all that the template shows."""
        writer, parent = self.writer, self.context.aq_parent
        return {
            "title": self.text(self.context.Title()),
            "description": self.text(self.context.Description()),
            "kind": writer.say(TITLES[self.facts.kind]),
            "kind_url": address(f"{parent.absolute_url()}/@@notices_view", self.facts.kind),
            "tag": writer.tag(self.status),
            "sentence": writer.sentence(self.facts, self.status, self.clock.date()),
            "status": self.status.value,
            "note": self.note(),
            "facts": [cell for cell in self.cells() if cell["value"]],
            "sections": [section for section in self.sections() if section["rows"]],
            "documents": self.documents(),
            "action": self.action() if self.is_running else None,
            "ics": f"{self.context.absolute_url()}/@@notice.ics" if self._has_dates else "",
        }

    @property
    def _has_dates(self) -> bool:
        return self.is_running and self.facts.last is not None

    def note(self) -> str:
        """Return what to know first of a notice that is no longer open."""
        return ""

    def action(self) -> Data | None:
        """Return the one thing to do: its title and address."""
        return None

    def cells(self) -> list[Data]:
        """Return the facts band."""
        raise NotImplementedError

    def sections(self) -> list[Data]:
        """Return what to tell below the text."""
        raise NotImplementedError

    def cell(self, label: Message, value: str, note: str = "") -> Data:
        return {"label": self.writer.say(label), "value": capital(value), "note": note}

    def section(self, key: str, title: Message, *rows: Data | None) -> Data:
        found = [row for row in rows if row and (row["lines"] or row["url"])]
        return {"id": key, "title": self.writer.say(title), "rows": found}

    def row(
        self, label: Message, words: str | None = "", url: str | None = "", link: str = ""
    ) -> Any:
        """Return a line of a section: what it is, its words, and perhaps an address."""
        return {
            "label": self.writer.say(label),
            "lines": self.writer.lines(words),
            "url": url or "",
            "link": link or (url or "").removeprefix("mailto:"),
        }

    def mail(self, label: Message, email: str | None) -> Data:
        """Return a line with an e-mail address."""
        return self.row(label, url=f"mailto:{email}" if email else "")

    def link(self, label: Message, words: Message, url: str | None) -> Data:
        """Return a line with a link."""
        return self.row(label, url=url, link=self.writer.say(words))

    def documents(self) -> list[Data]:
        """Return the documents in it that the reader may have now."""
        brains = getToolByName(self.context, "portal_catalog").searchResults(
            portal_type="File",
            path={"query": "/".join(self.context.getPhysicalPath()), "depth": 1},
            sort_on="getObjPositionInParent",
        )
        return [self.writer.document(brain) for brain in brains]

    @property
    def about(self) -> schema_org.About:
        """What every kind tells in JSON-LD."""
        return schema_org.About(
            name=self.context.Title(),
            url=self.context.absolute_url(),
            description=self.context.Description(),
            organisation=identity().name,
        )
