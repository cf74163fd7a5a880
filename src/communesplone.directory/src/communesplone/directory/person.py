"""A person: who they are, what they do, and what is public of how to reach them."""

from communesplone.core import _
from communesplone.core.behaviors.contact_point import is_email_address
from communesplone.core.behaviors.contact_point import is_phone_number
from communesplone.directory.interfaces import IEntry
from communesplone.directory.mandates import runs
from datetime import date
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Interface


CONTACT = ("phone", "email", "website")
PRIVATE = ("private_phone", "private_email")


class IHiddenContact(Interface):
    """Marks what keeps its contact out of the catalog, where the end of a mandate goes unseen.

    Listed before the contact point in the type: the first of two indexers counts.
    """


class IPerson(IEntry, model.Schema):
    """A person of the commune; their mandates are kept in it."""

    job = schema.TextLine(
        title=_("Function"),
        description=_("Such as “head of service”. Mandates are added below the person."),
        required=False,
        max_length=200,
    )
    text = RichText(
        title=_("Presentation"),
        description=_(
            "A few lines for the public: what this person does here and when to meet them."
        ),
        required=False,
    )
    declaration = schema.URI(
        title=_("Declaration of mandates"),
        description=_("The address where it is published."),
        required=False,
    )

    model.fieldset("private", label=_("Never published"), fields=list(PRIVATE))
    directives.read_permission(
        private_phone="cmf.ModifyPortalContent", private_email="cmf.ModifyPortalContent"
    )
    private_phone = schema.TextLine(
        title=_("Private telephone"),
        description=_("For the administration only: no page, export or search shows it."),
        constraint=is_phone_number,
        required=False,
    )
    private_email = schema.TextLine(
        title=_("Private e-mail"),
        description=_("For the administration only: no page, export or search shows it."),
        constraint=is_email_address,
        required=False,
    )


@implementer(IPerson)
class Person(Container):
    """A person of the commune."""


def is_reachable(terms: list[tuple[date, date | None]], *, staff: bool, on: date) -> bool:
    """Tell whether the public contact of a person is shown on a day.

    People of a service always; others while a mandate of theirs runs, or while they have none at
    all. The end of the last mandate hides it, the history stays.
    """
    return staff or not terms or any(runs(start, end, on) for start, end in terms)
