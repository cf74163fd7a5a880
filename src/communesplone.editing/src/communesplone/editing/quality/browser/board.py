"""@@quality-board: all problems that a person may mend, by kind and page.

@@quality-csv: the same as a file; @@quality-next: the next page with a problem of a kind.
"""

from communesplone.core import _
from communesplone.core.browser.page import FILES
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.core.quality import check_named
from communesplone.core.quality import checks
from communesplone.core.typography import uncapital
from communesplone.core.ways import ways
from communesplone.editing.quality.browser.office import OfficePage
from communesplone.editing.quality.browser.settled import settled
from communesplone.editing.quality.desk import Desk
from communesplone.editing.quality.desk import Faulty
from communesplone.editing.quality.personal import NUMBERS
from communesplone.editing.quality.together import KINDS
from communesplone.editing.quality.together import mend_pages
from communesplone.editing.quality.words import HOLDS
from functools import cached_property
from html import escape
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from urllib.parse import urlencode
from zope.component.hooks import getSite
import csv
import io


PER_PAGE = 30
#: Pages of a kind shown among all kinds.
FIRST = 4
COLUMNS = (_("Kind"), _("Page"), _("Address"), _("Problem"), _("Words of the page"), _("Law"))
#: Pages of a kind in the file.
MOST = 20_000


class QualityBoard(OfficePage):
    """All kinds with their first pages; or one kind with all of its pages."""

    body = ViewPageTemplateFile("board.pt")

    def __call__(self) -> str:
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        if self.kind in KINDS:
            done, left = mend_pages(self.kind, self._chosen())
            self._tell(done, left)
        self.request.response.redirect(f"{self.board_url}?{urlencode({'kind': self.kind})}")
        return ""

    def _chosen(self) -> list[Faulty]:
        """Return the pages of this list that were ticked."""
        uids = self.request.form.get("uid", [])
        ticked = {uid for uid in (uids if isinstance(uids, list) else [uids]) if uid}
        shown = self.desk.faulty(self.kind, PER_PAGE, skip=(self.paging.number - 1) * PER_PAGE)
        return [one for one in shown if one.brain.UID in ticked]

    def _tell(self, done: int, left: int) -> None:
        messages = IStatusMessage(self.request)
        words = _(
            "Mended in ${count} pages. Each keeps its former version.", mapping={"count": done}
        )
        messages.addStatusMessage(words, type="info")
        if left:
            words = _("${count} pages need a look: open them.", mapping={"count": left})
            messages.addStatusMessage(words, type="warning")

    @property
    def together(self) -> bool:
        """Whether what is listed can be mended on several pages at once."""
        return self.kind in KINDS and bool(self.desk.total(self.kind))

    @cached_property
    def desk(self) -> Desk:
        return Desk(getSite())

    @cached_property
    def kind(self) -> str:
        name = self.request.form.get("kind", "")
        try:
            check_named(name if isinstance(name, str) else "")
        except KeyError:
            return ""
        return name

    @property
    def title(self) -> Any:
        return check_named(self.kind).title if self.kind else _("Quality of the pages")

    @property
    def lead_html(self) -> str:
        if self.kind:
            return escape(self.say(check_named(self.kind).why)) + "."
        total = sum(count for _name, _check, count in self.desk.kinds())
        if not total:
            return escape(self.say(_("Everything that can be checked is in order.")))
        if self.desk.total(NUMBERS):
            words = self.say(
                _("Begin with the national numbers: each names one person, for life.")
            )
            return f"<b>{escape(words)}</b>"
        if self.desk.law("alternatives"):
            words = self.say(
                _("Begin with the pictures: the law asks for a text for those who do not see.")
            )
            return f"<b>{escape(words)}</b>"
        return escape(self.say(_("Nothing here keeps a page from going online: all is advice.")))

    def groups(self) -> list[dict[str, Any]]:
        """Return the kinds with problems, the most pressing first, each with its first pages."""
        if self.kind:
            return [self._group(self.kind, PER_PAGE, (self.paging.number - 1) * PER_PAGE)]
        found = self.desk.kinds()
        return [self._group(name, FIRST, 0) for name, _check, count in found if count]

    @cached_property
    def settled(self) -> list[dict[str, Any]]:
        """Return the pages of which somebody said that something is nothing of the law."""
        if self.kind not in ("", NUMBERS):
            return []
        most = PER_PAGE if self.kind else FIRST
        found = self.desk.settled(most)
        where = ways(getSite(), found, self.language)
        return [
            {
                "title": self.row(brain)["title"],
                "act": f"{brain.getURL()}/@@quality",
                "where": where[brain.getPath()],
                "found": settled(self, brain.UID),
            }
            for brain in found
        ]

    @cached_property
    def paging(self) -> Paging:
        url = f"{self.board_url}?{urlencode({'kind': self.kind})}"
        total = self.desk.pages(self.kind)
        return Paging(asked_page(self.request.form), PER_PAGE, total, url)

    def _group(self, name: str, most: int, skip: int) -> dict[str, Any]:
        check, total, pages = check_named(name), self.desk.total(name), self.desk.pages(name)
        return {
            "name": name,
            "title": self.say(check.title),
            "why": self.say(check.why),
            "total": total,
            "pages": pages,
            "counted": counted(self, name, total),
            "url": f"{self.board_url}?{urlencode({'kind': name})}",
            "walk": f"{self.site_url}/@@quality-next?{urlencode({'kind': name})}",
            "more": max(0, pages - most) if not self.kind else 0,
            "rows": self._rows(name, self.desk.faulty(name, most, skip=skip)),
        }

    def _rows(self, kind: str, faulty: list[Faulty]) -> list[dict[str, Any]]:
        where = ways(getSite(), [one.brain for one in faulty], self.language)
        return [{**self._row(one, kind), "where": where[one.brain.getPath()]} for one in faulty]

    def _row(self, one: Faulty, kind: str) -> dict[str, Any]:
        shown = self.row(one.brain)
        first = one.found[0] if one.found else None
        return {
            "uid": one.brain.UID,
            "title": shown["title"],
            "url": shown["url"],
            "act": f"{one.brain.getURL()}/@@quality?{urlencode({'kind': kind})}",
            "law": any(noted.severity == "law" for noted in one.found),
            "holds": self.say(HOLDS),
            "what": self.say(first.message) if first else "",
            "excerpt": first.excerpt if first else "",
            "more": max(0, len(one.found) - 1),
        }

    def checked(self) -> str:
        """Return the kinds without any problem, so that silence is proven."""
        names = [self.say(check.title) for _name, check, count in self.desk.kinds() if not count]
        return ", ".join(map(uncapital, names))

    @property
    def csv_url(self) -> str:
        return f"{self.site_url}/@@quality-csv"


def counted(page: OfficePage, kind: str, total: int) -> str:
    """Return a number of problems in words: "5 pictures without a text"."""
    check = check_named(kind)
    if total == 1:
        return page.say(_("${what}: in one page", mapping={"what": check.title}))
    several = check.several
    return page.say(type(several)(several, mapping={"count": total}))


class QualityFile(BrowserView):
    """The problems that a person may mend, a line each."""

    def __call__(self) -> str:
        desk, out = Desk(getSite()), io.StringIO()
        page = OfficePage(self.context, self.request)
        writer = csv.writer(out, delimiter=";")
        writer.writerow([page.say(name) for name in COLUMNS])
        for name, check in checks():
            for one in desk.faulty(name, MOST):
                suffix = "/view" if one.brain.portal_type in FILES else ""
                for noted in one.found:
                    line = (
                        page.say(check.title),
                        one.brain.Title,
                        one.brain.getURL() + suffix,
                        page.say(noted.message),
                        noted.excerpt,
                        page.say(_("yes")) if noted.severity == "law" else "",
                    )
                    writer.writerow([harmless(cell) for cell in line])
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="qualite.csv"')
        response.setHeader("Cache-Control", "private, no-store")
        # The mark without which spreadsheets take UTF-8 for something else.
        return "\ufeff" + out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(tuple("=+-@\t\r")) else cell


class QualityNext(OfficePage):
    """Leads to the next page with a problem of a kind; back to the board after the last one."""

    def __call__(self) -> str:
        kind, after = (self._text(name) for name in ("kind", "after"))
        desk = Desk(getSite())
        found = desk.faulty(kind, 1, after=after) or (desk.faulty(kind, 1) if after else [])
        # A page whose problems were all left for later would come again for ever.
        if found and after != found[0].brain.UID:
            url = f"{found[0].brain.getURL()}/@@quality?{urlencode({'kind': kind})}"
        else:
            url = self.board_url
            IStatusMessage(self.request).addStatusMessage(_("That was the last one."), type="info")
        self.request.response.redirect(url)
        return ""

    def _text(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""
