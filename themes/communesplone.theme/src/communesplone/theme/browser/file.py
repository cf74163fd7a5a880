"""The pages about a file, an image, a link."""

from communesplone.core.typography import NBSP
from communesplone.theme.browser.document import Text
from plone.app.contenttypes.browser.link_redirect_view import LinkRedirectView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import quote


KILO = 1024


def readable_size(size: int, language: str) -> str:
    """Return a number of bytes for people: "90 Ko", "1,4 MB"."""
    units = ("o", "Ko", "Mo") if language == "fr" else ("B", "KB", "MB")
    if size < KILO:
        return f"{size}{NBSP}{units[0]}"
    if size < KILO * KILO:
        return f"{round(size / KILO)}{NBSP}{units[1]}"
    number = f"{size / KILO / KILO:.1f}"
    return f"{number if language == 'en' else number.replace('.', ',')}{NBSP}{units[2]}"


class File(Text):
    """@@file_view"""

    index = ViewPageTemplateFile("templates/file.pt")

    def file(self) -> dict[str, Any] | None:
        found = self.context.file
        if found is None:
            return None
        name = found.filename or self.context.getId()
        return {
            "url": f"{self.context.absolute_url()}/@@download/file/{quote(name)}",
            "name": name,
            "kind": name.rpartition(".")[2].upper(),
            "size": readable_size(found.getSize(), self.language),
        }


class Image(Text):
    """@@image_view"""

    index = ViewPageTemplateFile("templates/image.pt")


class Link(Text, LinkRedirectView):
    """@@link_redirect_view: visitors are sent on, editors see where."""

    index = ViewPageTemplateFile("templates/link.pt")

    def __call__(self) -> str:
        return LinkRedirectView.__call__(self)
