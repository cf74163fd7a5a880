"""Documents on any page: those that an editor chooses, or the latest of a kind or theme."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import References
from communesplone.core.sections import Section
from communesplone.documents import library
from communesplone.documents.browser.base import LibraryPage
from communesplone.documents.kinds import KIND_CHOICES
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope import schema


USUAL, MOST = 6, 30


class IDocumentsSection(ISection):
    """The latest documents, of a kind or a theme."""

    kind = schema.Choice(
        title=_("Kind of document"),
        description=_("Only those of this kind, such as “Form”. None: all kinds."),
        vocabulary=KIND_CHOICES,
        required=False,
    )
    theme = schema.Choice(
        title=_("Theme"),
        description=_("Only those about this theme, such as “Waste”. None: all themes."),
        vocabulary="communesplone.themes",
        required=False,
    )
    number = schema.Int(
        title=_("How many"),
        description=_("A number, such as 4. Fewer are shown when there are fewer."),
        min=1,
        max=MOST,
        default=USUAL,
        required=False,
    )


class IChosenDocumentsSection(ISection):
    """The documents that an editor chooses."""

    documents = References(
        title=_("Documents"),
        description=_("Choose them in the library, in the order in which they are shown."),
        types=(library.TYPE,),
        required=True,
        max_length=MOST,
    )


class DocumentsSection(Section, LibraryPage):
    """Each with kind, date, and the type and size of its file."""

    kinds = (library.TYPE, "Folder")
    usual_heading = _("Documents")

    def update(self) -> None:
        """Find the documents."""
        self.rows = [self.document_row(brain) for brain in self.found()]

    def found(self) -> list[AbstractCatalogBrain]:
        """Return the latest documents of the kind and theme."""
        query = {
            index: self.data[name]
            for name, index in (("kind", "document_kind"), ("theme", "topic_themes"))
            if self.data.get(name)
        }
        number = self.data.get("number") or USUAL
        brains = self.search(
            portal_type=library.TYPE,
            sort_on="document_date",
            sort_order="reverse",
            sort_limit=number,
            **query,
        )
        return list(brains[:number])

    def is_empty(self) -> bool:
        """Leave it out while there is no document."""
        return not self.rows


class ChosenDocumentsSection(DocumentsSection):
    """The documents of an editor's choice, in that order."""

    def found(self) -> list[AbstractCatalogBrain]:
        """Return those that this visitor may see."""
        chosen = self.chosen(self.data.get("documents") or [])
        return [brain for brain in chosen if brain.portal_type == library.TYPE]
