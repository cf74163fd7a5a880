"""A procedure ("démarche"): what a citizen can ask, what it needs, costs and takes."""

from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.procedures.fields import ContentReference
from communesplone.procedures.fields import Rows
from communesplone.procedures.shapes import CHANNELS
from communesplone.procedures.shapes import CONTACTS
from communesplone.procedures.shapes import FIRST
from communesplone.procedures.shapes import LAWS
from communesplone.procedures.shapes import STEPS
from communesplone.procedures.shapes import TARIFFS
from datetime import date
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


AVAILABLE, UNAVAILABLE = "available", "unavailable"
STATUSES = SimpleVocabulary(
    (
        SimpleTerm(AVAILABLE, AVAILABLE, _("Available")),
        SimpleTerm(UNAVAILABLE, UNAVAILABLE, _("Unavailable")),
    )
)
LINE = schema.TextLine(max_length=500)


class IProcedure(model.Schema):
    """A procedure, in the order in which its page tells it."""

    text = RichText(
        title=_("What it is"),
        description=_("In plain words, for somebody who has never heard of it."),
        required=False,
    )
    first = Rows(
        FIRST,
        title=_("First of all"),
        description=_("What cannot wait. One line: title | text | address | text of the link"),
        required=False,
    )
    steps = Rows(
        STEPS,
        title=_("Steps"),
        description=_("One line each: title | what to do, and what happens next"),
        required=False,
    )
    bring = schema.List(
        title=_("What to bring"),
        description=_("One thing a line; it can be printed and ticked off."),
        value_type=LINE,
        required=False,
    )
    channels = Rows(
        CHANNELS,
        title=_("Channels"),
        description=_(
            "One line each: desk, online, phone, post, e-mail, at home, federal, regional, "
            "intermunicipal or elsewhere | one sentence | address | text of the link. "
            "Write (easiest) after the easiest one, (no) after one that is not possible."
        ),
        required=False,
    )
    tariffs = Rows(
        TARIFFS,
        title=_("Prices"),
        description=_(
            "One line each, the usual one first: for what | 27 €, 25 € per year or free | delay"
        ),
        required=False,
    )
    price_note = schema.TextLine(
        title=_("Note on the price"),
        description=_("What changes the price, such as: free for less than 18 years."),
        max_length=120,
        required=False,
    )
    delay = schema.TextLine(
        title=_("Delay"), description=_("Such as: 3 weeks"), max_length=60, required=False
    )
    delay_note = schema.TextLine(
        title=_("Note on the delay"),
        description=_("What makes it longer or shorter, such as: 24 hours by the urgent way."),
        max_length=120,
        required=False,
    )
    where_note = schema.TextLine(
        title=_("Note on the place"),
        description=_("Such as: in person, without appointment"),
        max_length=120,
        required=False,
    )

    model.fieldset(
        "rules",
        label=_("Conditions and law"),
        fields=["conditions", "evidence", "validity", "legal_basis"],
    )
    conditions = schema.List(
        title=_("Conditions"), description=_("One a line."), value_type=LINE, required=False
    )
    evidence = schema.List(
        title=_("Evidence"),
        description=_("Documents that prove a condition, one a line."),
        value_type=LINE,
        required=False,
    )
    validity = schema.TextLine(
        title=_("Validity"),
        description=_("How long what you receive is valid."),
        max_length=200,
        required=False,
    )
    legal_basis = Rows(
        LAWS,
        title=_("Legal basis"),
        description=_("One text of law a line: title | address"),
        required=False,
    )

    model.fieldset(
        "finding",
        label=_("How it is found"),
        fields=["life_events", "keywords"],
    )
    directives.widget("life_events", CheckBoxFieldWidget)
    life_events = schema.List(
        title=_("Life events"),
        description=_(
            "When somebody needs it, such as “Moving house”: they find it there together "
            "with others."
        ),
        value_type=schema.Choice(vocabulary="communesplone.procedures.life_events"),
        required=False,
    )
    keywords = schema.List(
        title=_("What people type"),
        description=_("Words of citizens, one expression a line. They are found, not shown."),
        value_type=schema.TextLine(max_length=120),
        required=False,
    )

    model.fieldset(
        "responsible",
        label=_("Who answers"),
        fields=["service", "contacts", "related"],
    )
    service = ContentReference(
        title=_("Responsible service"),
        description=_("Its desk, hours and contact show on the page."),
        vocabulary="communesplone.procedures.services",
        required=False,
    )
    contacts = Rows(
        CONTACTS,
        title=_("Other contacts"),
        description=_("One line each: name or function | telephone | e-mail | address"),
        required=False,
    )
    related = schema.List(
        title=_("Related procedures"),
        description=_("What people often need at the same time."),
        value_type=ContentReference(vocabulary="communesplone.procedures.procedures"),
        required=False,
    )

    model.fieldset(
        "status",
        label=_("Status"),
        fields=["status", "unavailable_until", "unavailable_reason"],
    )
    status = schema.Choice(
        title=_("Status"),
        description=_("A suspended procedure stays in the site and says why."),
        vocabulary=STATUSES,
        default=AVAILABLE,
        required=True,
    )
    unavailable_until = schema.Date(
        title=_("Unavailable until"),
        description=_("The last day on which it is unavailable. Empty: until further notice."),
        required=False,
    )
    unavailable_reason = schema.TextLine(
        title=_("Why it is unavailable"),
        description=_(
            "Why, until when, and what to do meanwhile, such as: the federal "
            "service is down until Monday; come to the desk."
        ),
        max_length=200,
        required=False,
    )

    @invariant
    def unavailable_for_a_reason(data: "IProcedure") -> None:
        """Citizens are told why."""
        if data.status == UNAVAILABLE and not data.unavailable_reason:
            raise at(Invalid(_("Say why the procedure is unavailable.")), "unavailable_reason")


@implementer(IProcedure)
class Procedure(Item):
    """A procedure as stored content."""


def is_available(status: str | None, until: date | None, on: date) -> bool:
    """Say whether a procedure can be done on a day.

    :param until: last day on which it cannot; None when that is not known.
    """
    if status != UNAVAILABLE:
        return True
    return until is not None and on > until
