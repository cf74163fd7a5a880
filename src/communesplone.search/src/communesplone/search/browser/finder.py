"""The search for other pages, such as that of an address which leads nowhere."""

from communesplone.core.browser.page import Page
from communesplone.core.interfaces import IFinder
from communesplone.search import site as search_site
from communesplone.search.browser.rows import Rows
from plone import api
from typing import Any
from zope.interface import implementer


@implementer(IFinder)
class Finder(Page):
    """Finds public pages only, whoever asks; never looked up by name, so never published."""

    def rows(self, text: str, most: int) -> list[dict[str, Any]]:
        """Return what answers all words, then what answers the longest of them."""
        words = sorted(text.split(), key=len, reverse=True)[:3]
        found: dict[int, dict[str, Any]] = {}
        for asked in dict.fromkeys([text, *words]) if words else ():
            answer = search_site.ask(self.context, asked, self.language)
            maker = Rows(self, answer.stems)
            for docid, _about in answer.pages[:most]:
                brain = search_site.brain_of(api.portal.get(), docid)
                if brain is not None and docid not in found:
                    found[docid] = maker.row(brain)
            if len(found) >= most:
                break
        return list(found.values())[:most]
