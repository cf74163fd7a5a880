"""What the rest of the site knows of a page's sections: its words, and what it refers to."""

from communesplone.core.sections import addresses
from communesplone.core.sections import searchable_text
from communesplone.pages.behavior import ISections
from communesplone.pages.behavior import sections_of
from plone.app.contenttypes.indexers import SearchableText as words_of
from plone.app.linkintegrity.interfaces import IRetriever
from plone.app.linkintegrity.retriever import DXGeneral
from plone.indexer import indexer
from zope.component import adapter
from zope.interface import implementer


@indexer(ISections)
def searchable_sections(context: ISections) -> str:
    """Index the words of the page and of its sections."""
    return f"{words_of(context)} {searchable_text(sections_of(context))}"


@implementer(IRetriever)
@adapter(ISections)
class SectionLinks(DXGeneral):
    """The links of a page: of its text, and of its sections."""

    def retrieveLinks(self) -> set[str]:
        return super().retrieveLinks() | addresses(sections_of(self.context))
