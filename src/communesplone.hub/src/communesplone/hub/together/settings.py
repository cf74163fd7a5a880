"""The rules of working together, as the hub chooses them."""

from communesplone.core import _
from communesplone.core.settings import settings
from communesplone.hub.together.rules import Rules
from dataclasses import fields
from plone.supermodel import model
from Products.CMFPlone.Portal import PloneSite
from zope import schema
from zope.i18nmessageid import Message
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def choices(**titles: Message) -> SimpleVocabulary:
    """Return a vocabulary of titles by value."""
    return SimpleVocabulary([SimpleTerm(key, key, title) for key, title in titles.items()])


NO_DECISION = choices(
    declined=_("The proposal is declined"),
    again=_("The proposal stays estimated, and can be voted on again"),
)


class ITogetherSettings(model.Schema):
    """Rules of the hub, in the site's registry. A vote that is open keeps those it opened with."""

    voters = schema.Choice(
        title=_("Who votes"),
        description=_("One voice for each commune, whatever its size."),
        vocabulary=choices(
            all=_("All communes of the hub"),
            concerned=_("The communes that share the need or promised something"),
        ),
        default="all",
    )
    majority = schema.Choice(
        title=_("Majority"),
        description=_("How many voices for a proposal accept it."),
        vocabulary=choices(
            simple=_("More voices for than against; abstentions are left out"),
            absolute=_("More than half of all voices, abstentions included"),
            two_thirds=_("Two thirds of the voices for or against"),
        ),
        default="simple",
    )
    quorum = schema.Int(
        title=_("Quorum, in percent"),
        description=_("How many of those who may vote have to; 25 is a quarter. At least one."),
        min=0,
        max=100,
        default=25,
    )
    tie = schema.Choice(
        title=_("As many for as against"),
        description=_("What comes of a vote that the voices do not decide."),
        vocabulary=NO_DECISION,
        default="declined",
    )
    no_quorum = schema.Choice(
        title=_("Quorum not reached"),
        description=_("What comes of a vote in which too few communes took part."),
        vocabulary=NO_DECISION,
        default="again",
    )
    days = schema.Int(
        title=_("Length of a vote, in days"),
        description=_("Between its opening and its end, such as 14."),
        min=1,
        max=180,
        default=14,
    )
    hour = schema.Int(
        title=_("Hour at which a vote closes"),
        description=_("On its last day, Belgian time, such as 18."),
        min=0,
        max=23,
        default=18,
    )
    supporters = schema.Int(
        title=_("Communes that must share the need"),
        description=_("With so many, its authors included, an idea is estimated. Such as 2."),
        min=1,
        max=300,
        default=2,
    )
    day_rate = schema.Int(
        title=_("A day of work, in euros"),
        description=_("By it, money that is promised is counted as days."),
        min=1,
        max=10000,
        default=500,
    )
    questions = schema.Tuple(
        title=_("Questions that every proposal answers"),
        description=_("One on each line. A proposal keeps the questions that it answered."),
        value_type=schema.TextLine(title=_("Question")),
        max_length=12,
        default=(),
    )


#: What a new hub asks, until it asks something else.
QUESTIONS = (
    _("Which communes need it, and what do they do without it today?"),
    _("Who will use it: which citizens, which agents?"),
    _("Does a tool or a content that we share already do a part of it?"),
    _("Which personal data does it touch, and what does the law ask?"),
    _("Who will keep it going once it is made?"),
)


def rules_of(site: PloneSite) -> Rules:
    """Return the rules that a vote opened now would have."""
    kept = settings(ITogetherSettings, site)
    return Rules(**{field.name: getattr(kept, field.name) for field in fields(Rules)})
