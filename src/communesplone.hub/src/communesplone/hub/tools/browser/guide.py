"""@@tool-guide/<topic> and @@tool-guide/<picture>.png: the guide for webmasters, for everyone."""

from communesplone.core import _
from communesplone.core.guide import GuideTopic
from communesplone.core.guide import IGuide
from communesplone.core.tool import Tool
from communesplone.core.tool import tools
from communesplone.hub.browser.base import HubPage
from functools import cached_property
from typing import Self
from zExceptions import NotFound
from zope.component import queryUtility
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest


@implementer(IPublishTraverse)
class ToolGuideView(HubPage):
    """A topic, in French as it is written; its pictures lie beside it."""

    place = "place-tools"
    name = ""

    def publishTraverse(self, request: HTTPRequest, name: str) -> Self:
        """Take one name.

        :raises NotFound: for a second one.
        """
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def __call__(self) -> str | bytes:
        """Show a topic, or send a picture.

        :raises NotFound: there is none of that name.
        """
        picture = self.guide.picture(self.name)
        if picture is not None:
            response = self.request.response
            response.setHeader("Content-Type", "image/png")
            response.setHeader("Cache-Control", "public, max-age=3600")
            return picture
        if self.topic is None:
            raise NotFound(self.name)
        return super().__call__()

    @cached_property
    def guide(self) -> IGuide:
        """The guide.

        :raises NotFound: no add-on offers one.
        """
        found = queryUtility(IGuide)
        if found is None:
            raise NotFound(self.name)
        return found

    @cached_property
    def topic(self) -> GuideTopic | None:
        return self.guide.topic(self.name)

    @property
    def page_title(self) -> str:
        return self.topic.title if self.topic else self.say(_("Guide"))

    @property
    def base(self) -> str:
        return self.address("tool-guide")

    def body(self) -> str:
        """Return the HTML of the topic."""
        return self.guide.html(self.name, self.base)

    @property
    def tools(self) -> list[Tool]:
        """The tools that the topic is about."""
        return [one for one in tools() if self.name in one.guide]
