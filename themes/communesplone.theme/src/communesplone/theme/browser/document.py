"""A page of text."""

from communesplone.theme.browser.base import CitizenView
from communesplone.theme.memory import remember
from communesplone.theme.typography import typeset_html
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class Text(CitizenView):
    """What pages with rich text share."""

    @cached_property
    def body(self) -> str:
        """The text of the context as safe HTML, kept until it or the site changes.

        The site counts, because links to other pages change when these move.
        """
        value = getattr(self.context, "text", None)
        if value is None or not value.raw:
            return ""
        key = ("text", self.context._p_oid, self.context._p_serial, self.language)
        return remember(
            self.frame.site, key, lambda: typeset_html(value.output, self.language)
        )

    @property
    def modified(self) -> str:
        return self.dated(self.context.modified())

    def image(self) -> dict[str, Any] | None:
        """Return the lead image at a size that exists already, None when there is none."""
        found = getattr(self.context, "image", None)
        if not found or not found.getSize():
            return None
        base = f"{self.context.absolute_url()}/@@images"
        width, height = found.getImageSize()
        return {
            "src": f"{base}/image?v={int(self.context.modified().timeTime())}",
            "width": width,
            "height": height,
            "alt": getattr(self.context, "image_caption", None) or "",
            "caption": self.text(getattr(self.context, "image_caption", None) or ""),
        }


class Document(Text):
    """@@document_view"""

    index = ViewPageTemplateFile("templates/document.pt")
