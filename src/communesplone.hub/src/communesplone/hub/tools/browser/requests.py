"""@@tool-requests: what communes ask for, for those who keep the hub."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.tool import tools
from communesplone.core.tool_requests import IToolRequests
from communesplone.core.tool_requests import ToolRequest
from communesplone.hub.browser.posting import PostingPage
from communesplone.hub.tools.requests import LONGEST_WORD
from functools import cached_property
from plone import api
from typing import Any
from zope.i18nmessageid import Message


#: Answered requests that are listed.
MOST = 50
DONE = {
    "granted": _("It is granted. The command below switches it on."),
    "declined": _("It is declined. The commune reads your reason."),
}


class ToolRequestsView(PostingPage):
    """Grant or decline with a word; the command line switches on what is granted."""

    page_title = _("Requests for tools")
    place = "place-tools"

    def __call__(self) -> str:
        """Decide what a form posts."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method != "POST" or self.kept is None:
            return self.index()
        return self.posted(self._decide, self.address("tool-requests"))

    def _decide(self) -> Message:
        act = self.given("decision", 20)
        if act not in DONE:
            raise SharingError(_("Choose: grant, or decline."))
        who = api.user.get_current().getId() or ""
        site, tool = self.given("site", 100), self.given("tool", 100)
        self.asked.decide(site, tool, act, self.given("word", LONGEST_WORD + 1000), who)
        return DONE[act]

    @cached_property
    def asked(self) -> IToolRequests:
        return IToolRequests(self.site)

    def _shown(self, one: ToolRequest) -> dict[str, Any]:
        title = next((tool.title for tool in tools() if tool.name == one.tool), one.tool)
        again = bool(self.problem) and self.given("tool", 100) == one.tool
        mine = again and self.given("site", 100) == one.site
        return {
            "id": f"{one.site}-{one.tool}".replace(".", "-"),
            "title": self.say(title),
            "tool": one.tool,
            "url": self.address("tool", name=one.tool),
            "commune": one.commune,
            "site": one.site,
            "word": one.word,
            "day": self.day_of(one.decided or one.asked),
            "state": one.state,
            "answer": one.answer,
            "typed": self.given("word", LONGEST_WORD + 1000) if mine else "",
            "command": f"bin/communes tools grant {one.site} {one.tool}",
        }

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return [self._shown(one) for one in self.asked.listed()]

    def waiting(self) -> list[dict[str, Any]]:
        return [one for one in self.rows if one["state"] == "waiting"]

    def granted(self) -> list[dict[str, Any]]:
        """Return what an operator has to switch on."""
        return [one for one in self.rows if one["state"] == "granted"]

    def answered(self) -> list[dict[str, Any]]:
        """Return what is done, the latest first."""
        return [one for one in self.rows if one["state"] not in ("waiting", "granted")][:MOST]
