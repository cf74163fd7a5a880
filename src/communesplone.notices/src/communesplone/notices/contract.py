"""A public contract ("marché public"): reference, procedure, deadline, award."""

from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.notices.facts import CONTRACTS
from communesplone.notices.facts import Facts
from communesplone.notices.fields import is_mail_address
from communesplone.notices.fields import is_web_address
from communesplone.notices.interfaces import InvalidNotice
from communesplone.notices.notice import check_order
from communesplone.notices.notice import check_year
from communesplone.notices.notice import INoticeBase
from communesplone.notices.notice import line
from communesplone.notices.notice import lines
from communesplone.notices.notice import terms
from decimal import Decimal
from plone.dexterity.content import Container
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


KINDS = terms(works=_("Works"), supplies=_("Supplies"), services=_("Services"))
PROCEDURES = terms(
    open=_("Open procedure"),
    restricted=_("Restricted procedure"),
    negotiated_published=_("Negotiated procedure with publication"),
    negotiated_direct=_("Simplified negotiated procedure with publication"),
    negotiated=_("Negotiated procedure without publication"),
    low_value=_("Contract of low value"),
    concession=_("Concession"),
)


class IPublicContract(INoticeBase):
    """A public contract.

    All its days stand in the first part of the form: each part is checked by itself.
    """

    reference = line(_("Reference"), _("Such as: 2026/T/017"), max_length=80)
    contract_kind = schema.Choice(
        title=_("Kind of contract"),
        description=_("What is bought: works, supplies or services, as in the specifications."),
        vocabulary=KINDS,
        required=True,
    )
    procedure = schema.Choice(
        title=_("Award procedure"),
        description=_("That of the decision of the council or college that sets the conditions."),
        vocabulary=PROCEDURES,
        required=True,
    )
    estimate = schema.Decimal(
        title=_("Estimated amount"),
        description=_("In euros, without VAT. Empty when it is not published."),
        min=Decimal(0),
        max=Decimal(1_000_000_000),
        required=False,
    )
    published_on = schema.Date(
        title=_("Published on"),
        description=_(
            "The day of the official notice, on the platform or in the Official Journal."
        ),
        required=False,
    )
    questions_until = schema.Date(
        title=_("Last day for questions"),
        description=_("The last day on which a company may ask. Empty: none is set."),
        required=False,
    )
    deadline = schema.Date(
        title=_("Last day for tenders"),
        description=_(
            "The day on which tenders are opened. After it the notice is shown as closed."
        ),
        required=False,
    )
    deadline_time = schema.Time(
        title=_("Hour on the last day"),
        description=_("Such as 16:00. Empty: until the end of the day."),
        required=False,
    )
    visit = line(_("Visit of the place"), _("Such as: Tuesday 2 March, 10:00, by appointment"))
    platform_url = line(
        _("Address on the federal platform (e-Procurement)"),
        _("The whole address of the notice there, with https://. Empty: the platform itself."),
        constraint=is_web_address,
    )
    contact_email = line(
        _("E-mail for questions"),
        _("The address of the service, such as marches@commune.be."),
        constraint=is_mail_address,
    )

    awarded_on = schema.Date(
        title=_("Awarded on"),
        description=_("The day of the decision of the college. The notice then says who won."),
        required=False,
    )
    awarded_to = line(_("Awarded to"), _("The name of the company."))

    model.fieldset(
        "award", label=_("Award"), fields=["award_amount", "award_note", "stopped_reason"]
    )
    award_amount = schema.Decimal(
        title=_("Amount of the award"),
        description=_("In euros, without VAT."),
        min=Decimal(0),
        max=Decimal(1_000_000_000),
        required=False,
    )
    award_note = lines(
        _("Award notice"), _("What companies should know: number of tenders, means of appeal.")
    )
    stopped_reason = line(
        _("Stopped without award: why"), _("Only when it is given up, such as: no regular tender.")
    )

    @invariant
    def the_dates_are_in_order(data: "IPublicContract") -> None:
        """Refuse a deadline before publication."""
        check_contract(data)

    @invariant
    def the_award_is_whole(data: "IPublicContract") -> None:
        """An award has a day and somebody."""
        if bool(data.awarded_on) != bool(data.awarded_to):
            empty = "awarded_to" if data.awarded_on else "awarded_on"
            raise at(Invalid(_("Write both the day of the award and to whom, or neither.")), empty)


@implementer(IPublicContract)
class PublicContract(Container):
    """A public contract as stored content; its documents are in it."""


def check_contract(data: Any) -> None:
    """Refuse dates that cannot be.

    :raises InvalidNotice: with the sentence for the person.
    """
    check_year(data.awarded_on, "awarded_on")
    check_order(data, "published_on", "deadline")
    check_order(data, "published_on", "questions_until")
    check_order(data, "questions_until", "deadline")
    if data.awarded_on and data.deadline and data.awarded_on < data.deadline:
        raise at(InvalidNotice(_("The award lies before the last day for tenders.")), "awarded_on")


def facts_of(contract: Any) -> Facts:
    """Return what the catalog keeps of a public contract."""
    return Facts(
        kind=CONTRACTS,
        first=contract.published_on,
        last=contract.deadline,
        hour=contract.deadline_time,
        decided=contract.awarded_on,
        stopped=bool(contract.stopped_reason),
        detail=contract.procedure,
        reference=contract.reference or "",
        where=contract.contract_kind,
    )
