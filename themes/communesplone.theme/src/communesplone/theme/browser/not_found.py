"""The page for an address that leads nowhere: it searches for what was asked."""

from communesplone.core import _
from communesplone.core.interfaces import IFinder
from communesplone.theme.browser.search import Found
from functools import cached_property
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import unquote
from zope.component import queryMultiAdapter
from zope.i18n import translate
import re


OFFERED = 5
WORD = re.compile(r"[^\W_]{3,}")


class NotFound(ExceptionView, Found):
    """The view of the NotFound exception. Redirects of moved pages come first."""

    index = ViewPageTemplateFile("templates/not_found.pt")

    @property
    def page_title(self) -> str:
        return translate(_("Page not found"), target_language=self.language)

    def page_description(self) -> str:
        return ""

    @cached_property
    def path(self) -> str:
        """The path that was asked for, as people read it."""
        raw = self.request.environ.get("PATH_INFO", "")
        raw = raw.encode("latin-1", "replace").decode("utf-8", "replace")
        return unquote(raw)[:200]

    @cached_property
    def asked(self) -> str:
        """The words of the last two parts of the path, to search for."""
        root = "/".join(self.frame.root.getPhysicalPath())
        path = self.path.removeprefix(root).rsplit(".", 1)[0]
        return " ".join(WORD.findall(" ".join(path.split("/")[-2:])))

    @cached_property
    def results(self) -> dict[str, Any]:
        """What comes nearest: all words first, then the longest of them alone."""
        finder = queryMultiAdapter((self.frame.root, self.request), IFinder)
        if finder is not None:
            return {"rows": finder.rows(self.asked, OFFERED)}
        words = self.asked.split()
        tries = [self.asked, *sorted(words, key=len, reverse=True)[:3]] if words else []
        found: dict[str, Any] = {}
        for text in tries:
            for brain in self.found(text)[:OFFERED]:
                found.setdefault(brain.getPath(), brain)
            if len(found) >= OFFERED:
                break
        return {"rows": [self.result(brain, words) for brain in list(found.values())[:OFFERED]]}
