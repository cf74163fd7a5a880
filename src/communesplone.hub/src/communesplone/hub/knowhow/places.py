"""Know-how in the hub's navigation, in its search and on its home."""

from communesplone.core import _
from communesplone.hub.communes.people import commune_of
from communesplone.hub.knowhow.about import by_words
from communesplone.hub.knowhow.about import counted
from communesplone.hub.knowhow.about import found
from communesplone.hub.knowhow.about import row
from communesplone.hub.knowhow.about import said
from communesplone.hub.knowhow.subjects import subjects
from communesplone.hub.places import Place
from communesplone.hub.places import Section
from communesplone.hub.records import Row
from dataclasses import replace
from plone.api.portal import get_current_language
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.i18nmessageid import Message


#: Subjects named on the home.
NAMED = 3


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
        # The block says that they are questions
        return [replace(as_row(one), kind="") for one in latest]


class WhoAnswers(Section):
    """Beside the others: what communes can be asked about, and where one asks or looks."""

    title = _("Are you looking for somebody?")
    order = 80
    aside = True

    def rows(self, most: int) -> list[Row]:
        """See IHubSection."""
        if commune_of(self.site) is not None:
            return [Row(_("Ask a question"), self.address("ask"), self._said())]
        if counted(self.site):
            return [Row(_("Who answers about what"), self.address("who-answers"), self._said())]
        return []

    def _said(self) -> Message:
        many = counted(self.site)
        if not many:
            return _("Another commune has perhaps met it before you. The answer is of use to all.")
        named = subjects(self.site, get_current_language(self.site))
        most_answered = sorted((key for key in named if key in many), key=lambda key: -many[key])
        told = ", ".join(f"{named[key]} ({many[key]})" for key in most_answered[:NAMED])
        return _("Communes that answer, by subject: ${subjects}.", mapping={"subjects": told})


def as_row(brain: AbstractCatalogBrain) -> Row:
    """Return a guide or a question as the home and the search show it."""
    told = row(brain)
    if told["kind"] == "Guide":
        return Row(told["title"], told["url"], told["description"], kind=_("Guide"))
    return Row(told["title"], told["url"], said(told), kind=_("Question"))
