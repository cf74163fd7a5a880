"""Know-how in the hub's navigation, in its search and on its home."""

from communesplone.core import _
from communesplone.hub.knowhow.about import by_words
from communesplone.hub.knowhow.about import found
from communesplone.hub.knowhow.about import row
from communesplone.hub.knowhow.about import said
from communesplone.hub.places import Place
from communesplone.hub.places import Section
from communesplone.hub.records import Row
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain


class KnowHowPlace(Place):
    """Guides, questions and answers."""

    title = _("Know-how")
    order = 50
    view = "know-how"

    def find(self, text: str, most: int) -> list[Row]:
        """Return guides and questions with the words."""
        return [as_row(one) for one in by_words(self.site, text, sort_limit=most)[:most]]


class NewQuestions(Section):
    """The last questions that this person may read."""

    title = _("Questions")
    text = _("Between communes")
    order = 70

    def rows(self, most: int) -> list[Row]:
        """See IHubSection."""
        latest = found(self.site, portal_type="Question", sort_limit=most)[:most]
        return [as_row(one) for one in latest]


def as_row(brain: AbstractCatalogBrain) -> Row:
    """Return a guide or a question as the home and the search show it."""
    told = row(brain)
    if told["kind"] == "Guide":
        return Row(told["title"], told["url"], told["description"], kind=_("Guide"))
    return Row(told["title"], told["url"], said(told), kind=_("Question"))
