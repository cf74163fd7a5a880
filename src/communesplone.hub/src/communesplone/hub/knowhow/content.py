"""Guides, questions and answers. Of whoever writes, only the commune is kept in what is shown."""

from communesplone.core import _
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


SUBJECTS = "communesplone.hub.subjects"
LONGEST_TITLE, LONGEST_TEXT = 200, 5000


class IKnowHow(model.Schema):
    """The place of all of it: one in the hub."""


class IGuide(model.Schema):
    """How something is done well."""

    about = schema.Tuple(
        title=_("What it is about"),
        description=_("Themes and tools. The guide then stands on the pages of these tools."),
        value_type=schema.Choice(vocabulary=SUBJECTS),
        default=(),
        required=False,
    )


class IByCommune(model.Schema):
    """What a commune wrote: its id (issuer) and the name that it had."""

    directives.omitted("commune", "commune_name")
    commune = schema.ASCIILine(title=_("Commune"), default="")
    commune_name = schema.TextLine(title=_("Name of the commune"), default="")


class IQuestion(IByCommune):
    """A question of a commune to the others; its answers are in it."""

    title = schema.TextLine(
        title=_("Your question"),
        description=_("In one sentence, for example: How do you announce a water cut?"),
        max_length=LONGEST_TITLE,
    )
    details = schema.Text(
        title=_("What the others should know"),
        description=_("What you have tried, the size of your service. No names of people."),
        max_length=LONGEST_TEXT,
        required=False,
        default="",
    )
    about = schema.Tuple(
        title=_("What it is about"),
        description=_("Communes that answer questions about it are told."),
        value_type=schema.Choice(vocabulary=SUBJECTS),
        default=(),
        required=False,
    )
    directives.omitted("accepted")
    accepted = schema.ASCIILine(title=_("Answer that helped"), default="")


class IAnswer(IByCommune):
    """An answer of a commune."""

    text = schema.Text(
        title=_("Your answer"),
        description=_("What you do, and where it can be seen. No names of people."),
        max_length=LONGEST_TEXT,
    )


@implementer(IKnowHow)
class KnowHow(Container):
    """Holds guides and questions."""


@implementer(IGuide)
class Guide(Item):
    """A text of the hub."""


@implementer(IQuestion)
class Question(Container):
    """Its answers are its items, in the order in which they came."""

    def answers(self) -> list["Answer"]:
        """Return the answers, the oldest first, those that are hidden included."""
        return [one for one in self.objectValues() if IAnswer.providedBy(one)]


@implementer(IAnswer)
class Answer(Item):
    """Belongs to its question."""

    title = ""
