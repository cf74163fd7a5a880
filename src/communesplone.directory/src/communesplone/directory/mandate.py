"""A mandate: the role of a person in a body of the commune, for a time."""

from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.directory.interfaces import InvalidMandate
from communesplone.directory.labels import labels
from communesplone.directory.mandates import check_period
from communesplone.directory.settings import BODIES
from communesplone.directory.settings import ROLES
from plone.api.portal import get_current_language
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


class IMandate(model.Schema):
    """The role of the person that contains it, in a body, for a time."""

    body = schema.Choice(
        title=_("Body"),
        description=_("College, council, social welfare council…"),
        vocabulary="communesplone.bodies",
        required=True,
    )
    role = schema.Choice(
        title=_("Role"),
        description=_(
            "The role in this body during these dates, such as “Alderman”. When it "
            "changes, add another mandate."
        ),
        vocabulary="communesplone.roles",
        required=True,
    )
    start = schema.Date(title=_("First day"), description=_("The day of the oath."), required=True)
    end = schema.Date(
        title=_("Last day"),
        description=_("Leave it empty while the mandate runs."),
        required=False,
    )
    rank = schema.Int(
        title=_("Rank"),
        description=_("Place in the order of precedence, such as 1 for the first alderman."),
        min=1,
        max=999,
        required=False,
    )
    group = schema.TextLine(
        title=_("Political group"),
        description=_("As it is written on the ballot paper. Empty for those who sit in none."),
        required=False,
        max_length=100,
    )
    duties = schema.List(
        title=_("Duties"),
        description=_("One on each line, such as “Finance”."),
        value_type=schema.TextLine(max_length=200),
        required=False,
    )

    @invariant
    def period_is_possible(data: "IMandate") -> None:
        try:
            check_period(data.start, data.end)
        except InvalidMandate as error:
            raise at(Invalid(error.message), *error.at_fields) from error


@implementer(IMandate)
class Mandate(Item):
    """A mandate; its title says its role and body, in the language of whoever reads it."""

    @property
    def title(self) -> str:
        language = get_current_language()
        role = labels(ROLES, language).get(self.role, self.role or "")
        body = labels(BODIES, language).get(self.body, self.body or "")
        return f"{role[:1].upper()}{role[1:]}, {body}" if role else body

    @title.setter
    def title(self, value: str) -> None:
        """Leave a title that something sets aside: it follows from role and body."""
