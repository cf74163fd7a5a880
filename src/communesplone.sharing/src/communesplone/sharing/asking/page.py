"""@@ask-tool: the tools that this site can do without, and asking the hub for one."""

from communesplone.core import _
from communesplone.core.installing import is_on
from communesplone.core.tool import Tool
from communesplone.core.tool_requests import ToolRequest
from communesplone.sharing.asking.asked import ask
from communesplone.sharing.asking.asked import LONGEST_WORD
from communesplone.sharing.asking.asked import to_ask_for
from communesplone.sharing.asking.asked import UNDER_WAY
from communesplone.sharing.asking.states import said
from communesplone.sharing.browser.base import SharingView
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.i18nmessageid import Message


class AskToolView(SharingView):
    """The list; with `name` (a distribution) the tool and its form."""

    index = ViewPageTemplateFile("ask.pt")

    @cached_property
    def tool(self) -> Tool | None:
        """The tool asked for; None on the list.

        :raises NotFound: there is none of that name to ask for.
        """
        name = self.text("name", 100)
        found = {one.name: one for one in to_ask_for()}
        if name and name not in found:
            raise NotFound("name")
        return found.get(name)

    @property
    def page_title(self) -> Message | str:
        return self.say(self.tool.title) if self.tool else _("Tools to ask for")

    def post(self) -> str:
        """Write the request."""
        if self.tool is None:
            raise BadRequest("name: a tool")
        person = api.user.get_current().getId() or ""
        ask(self.site, self.kept, self.tool.name, self.word, person)
        words = _("Your request leaves for the hub by itself. Its answer comes here and by mail.")
        IStatusMessage(self.request).add(self.say(words), "info")
        return self.page("ask-tool", name=self.tool.name)

    @property
    def word(self) -> str:
        return self.text("word", LONGEST_WORD + 1000)

    @property
    def request_of(self) -> ToolRequest | None:
        """What was asked and answered of the tool on this page."""
        return self.kept.tools.get(self.tool.name)

    def shown(self, tool: Tool) -> dict[str, Any]:
        """Return a tool and where it stands here."""
        found = self.kept.tools.get(tool.name)
        here = is_on(self.site, tool)
        state, kind = said(here, found)
        return {
            "title": self.say(tool.title),
            "purpose": self.say(tool.purpose),
            "url": self.page("ask-tool", name=tool.name),
            "here": here,
            "state": self.say(state) if state else "",
            "kind": kind,
            "may_ask": not here and (found is None or found.state not in UNDER_WAY),
            "answer": found.answer if found is not None else "",
            "day": self.day(found.decided or found.asked) if found is not None else "",
        }

    @cached_property
    def this(self) -> dict[str, Any]:
        return self.shown(self.tool)

    def rows(self) -> list[dict[str, Any]]:
        """Return the tools, those that are not here first."""
        found = [self.shown(tool) for tool in to_ask_for()]
        return sorted(found, key=lambda one: (one["here"], one["title"]))
