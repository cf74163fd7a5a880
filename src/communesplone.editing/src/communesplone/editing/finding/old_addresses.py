"""@@old-addresses: where old addresses lead; add one, take one away, many as a file."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.editing.finding import addresses
from communesplone.editing.finding.addresses import NotAnAddress
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import getSite


PER_PAGE = 40
SHOWN_ERRORS = 20


class OldAddresses(Page):
    """A form, a file, a table."""

    page_title = _("Old addresses")

    def __init__(self, context: PloneSite, request: Any) -> None:
        super().__init__(context, request)
        self.errors: dict[str, Any] = {}
        self.lines: list[tuple[int, Any]] = []
        self.typed = {"old": "", "new": ""}

    def __call__(self) -> str:
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            acts = {"add": self.add, "remove": self.remove, "file": self.take_file}
            act = acts.get(str(self.request.form.get("act", "")))
            if act is not None and act():
                self.request.response.redirect(self.url)
                return ""
        elif self.request.form.get("file") == "csv":
            return self.download()
        return super().__call__()

    @property
    def url(self) -> str:
        return f"{getSite().absolute_url()}/@@old-addresses"

    def add(self) -> bool:
        """Add what was typed; tell whether that could be done."""
        form = self.request.form
        self.typed = {name: str(form.get(name, "")) for name in ("old", "new")}
        try:
            made = addresses.add(getSite(), self.typed["old"], self.typed["new"])
        except NotAnAddress as error:
            self.errors[error.field] = error.args[0]
            return False
        told = {"old": made.old, "new": made.new}
        self.say(_("${old} now leads to ${new}.", mapping=told))
        return True

    def remove(self) -> bool:
        old = str(self.request.form.get("old", ""))
        if addresses.remove(getSite(), old):
            self.say(_("${old} leads nowhere any more.", mapping={"old": old}))
        return True

    def take_file(self) -> bool:
        """Take every line of a file that can be taken; name the others."""
        upload = self.request.form.get("csv")
        data = upload.read() if hasattr(upload, "read") else b""
        if not data:
            self.errors["file"] = _("Choose a file first.")
            return False
        taken = 0
        try:
            for number, old, new in addresses.read_file(data):
                taken += self.take_line(number, old, new)
        except NotAnAddress as error:
            self.errors["file"] = error.args[0]
        self.say(_("${count} addresses of the file were taken.", mapping={"count": taken}))
        return not self.lines and not self.errors

    def take_line(self, number: int, old: str, new: str) -> int:
        try:
            addresses.add(getSite(), old, new)
        except NotAnAddress as error:
            self.lines.append((number, error.args[0]))
            return 0
        return 1

    def download(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", "attachment; filename=addresses.csv")
        return addresses.written(addresses.known(getSite()))

    @property
    def searched(self) -> str:
        text = self.request.form.get("text", "")
        return text.strip() if isinstance(text, str) else ""

    @cached_property
    def found(self) -> list[addresses.Redirect]:
        return addresses.known(getSite(), self.searched)

    @cached_property
    def paging(self) -> Paging:
        query = (("text", self.searched),) if self.searched else ()
        number = asked_page(self.request.form)
        return Paging(number, PER_PAGE, len(self.found), self.url, query)

    def rows(self) -> list[addresses.Redirect]:
        start = (self.paging.number - 1) * PER_PAGE
        return self.found[start : start + PER_PAGE]

    def wrong_lines(self) -> list[tuple[int, Any]]:
        return self.lines[:SHOWN_ERRORS]

    def say(self, words: Any) -> None:
        api.portal.show_message(words, self.request)
