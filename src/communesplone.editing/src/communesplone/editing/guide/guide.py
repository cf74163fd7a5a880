"""The guide inside the site: its contents, a topic, its pictures, and the way to the right one."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.editing.guide.finding import find
from communesplone.editing.guide.finding import Hit
from communesplone.editing.guide.markdown import html
from communesplone.editing.guide.markdown import parts
from communesplone.editing.guide.topics import CONTENTS
from communesplone.editing.guide.topics import GLOSSARY
from communesplone.editing.guide.topics import PICTURE
from communesplone.editing.guide.topics import PICTURES
from communesplone.editing.guide.topics import plain
from communesplone.editing.guide.topics import Topic
from communesplone.editing.guide.topics import topic_for
from communesplone.editing.guide.topics import topics
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from typing import Any
from typing import Self
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest


LONGEST = 100


@implementer(IPublishTraverse)
class GuideView(Page):
    """@@guide, @@guide/<topic> and @@guide/<picture>.png"""

    indexed = False
    name = ""

    def publishTraverse(self, request: HTTPRequest, name: str) -> Self:
        """Take one name: a topic or a picture.

        :raises NotFound: for any other.
        """
        if self.name or (name not in topics() and not self._has_picture(name)):
            raise NotFound(name)
        self.name = name
        return self

    @staticmethod
    def _has_picture(name: str) -> bool:
        return bool(PICTURE.fullmatch(name)) and (PICTURES / name).is_file()

    def __call__(self) -> str | bytes:
        """Show the contents, a topic, or what was searched; or send a picture."""
        if self.name.endswith(".png"):
            response = self.request.response
            response.setHeader("Content-Type", "image/png")
            response.setHeader("Cache-Control", "private, max-age=3600")
            return (PICTURES / self.name).read_bytes()
        return super().__call__()

    @property
    def base(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@guide"

    @cached_property
    def asked(self) -> str:
        """What was typed into the search of the guide."""
        typed = self.request.form.get("q", "")
        return " ".join(typed.split())[:LONGEST] if isinstance(typed, str) else ""

    @property
    def topic(self) -> Topic | None:
        """The topic that is shown; None on the page of contents."""
        found = topics().get(self.name)
        return None if found is None or found.name == CONTENTS else found

    @property
    def is_french(self) -> bool:
        return self.language == "fr"

    @property
    def page_title(self) -> str:
        if self.topic is not None:
            return self.text(self.topic.title)
        return translate(_("Guide"), target_language=self.language)

    def body(self) -> str:
        """Return the HTML of the topic, without its title."""
        text = self.topic.text.partition("\n")[2] if self.topic else ""
        return html(text, self.base)

    def on_this_page(self) -> list[dict[str, str]]:
        """Return the headings of the topic; none for a short one."""
        found = [
            {"title": plain(heading), "url": f"#{anchor}"}
            for heading, anchor, _text in parts(self.topic.text if self.topic else "")
            if heading
        ]
        return found if len(found) > 1 else []

    def first_steps(self) -> str:
        """Return the HTML of the page of contents: what one does first."""
        text = topics()[CONTENTS].text if CONTENTS in topics() else ""
        return html(text.partition("\n")[2], self.base)

    def contents(self) -> list[dict[str, Any]]:
        """Return the topics, for the list."""
        return [
            {
                "title": self.text(topic.title),
                "summary": self.text(topic.summary),
                "url": f"{self.base}/{topic.name}",
                "current": "page" if topic.name == self.name else None,
            }
            for topic in topics().values()
            if topic.name not in (CONTENTS, GLOSSARY)
        ]

    @property
    def glossary_url(self) -> str:
        return f"{self.base}/{GLOSSARY}" if GLOSSARY in topics() else ""

    @cached_property
    def hits(self) -> list[dict[str, Any]]:
        """Return what the search found."""
        return [self._shown(hit) for hit in find(self.asked)]

    def _shown(self, hit: Hit) -> dict[str, Any]:
        anchor = f"#{hit.anchor}" if hit.anchor else ""
        return {
            "title": self.text(hit.heading or hit.topic.title),
            "where": self.text(hit.topic.title) if hit.heading else "",
            "extract": self.text(hit.extract),
            "url": f"{self.base}/{hit.topic.name}{anchor}",
        }


class HowTo(BrowserView):
    """@@how-to of an item: leads to the topic that helps with it, or with `view` of it."""

    def __call__(self) -> str:
        """Redirect to the topic; to the contents where no topic is for it."""
        view = self.request.form.get("view", "")
        found = topic_for(
            getattr(self.context, "portal_type", ""), view if isinstance(view, str) else ""
        )
        base = f"{api.portal.get().absolute_url()}/@@guide"
        url = base if found is None else f"{base}/{found.name}"
        self.request.response.redirect(url)
        return ""
