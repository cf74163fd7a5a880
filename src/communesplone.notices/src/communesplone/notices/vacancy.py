"""A vacancy ("offre d'emploi"): service, contract, grade, deadline, how to apply."""

from communesplone.core import _
from communesplone.notices.facts import Facts
from communesplone.notices.facts import JOBS
from communesplone.notices.fields import is_mail_address
from communesplone.notices.fields import is_web_address
from communesplone.notices.notice import check_order
from communesplone.notices.notice import INoticeBase
from communesplone.notices.notice import line
from communesplone.notices.notice import lines
from communesplone.notices.notice import terms
from plone.dexterity.content import Container
from typing import Any
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


CONTRACTS = terms(
    statutory=_("Statutory post"),
    permanent=_("Contract of indefinite duration"),
    fixed=_("Contract of fixed duration"),
    replacement=_("Replacement contract"),
    student=_("Student job"),
    internship=_("Internship or apprenticeship"),
    reserve=_("Recruitment reserve"),
)
#: Words of schema.org for a contract of work.
EMPLOYMENT = {
    "statutory": "FULL_TIME",
    "permanent": "FULL_TIME",
    "fixed": "TEMPORARY",
    "replacement": "TEMPORARY",
    "student": "TEMPORARY",
    "internship": "INTERN",
    "reserve": "OTHER",
}


class IVacancy(INoticeBase):
    """A vacancy, in the order in which its page tells it."""

    service = line(_("Service"), _("Where one would work."))
    contract = schema.Choice(
        title=_("Contract"),
        description=_("As in the decision to recruit, such as “Fixed term”."),
        vocabulary=CONTRACTS,
        required=True,
    )
    working_time = line(_("Working time"), _("Such as: full time, 38 hours; 19 hours"))
    grade = line(_("Grade and pay scale"), _("Such as: D4, 2 300 € to 3 400 € a month gross"))
    start = schema.Date(
        title=_("First day to apply"), description=_("Empty: at once."), required=False
    )
    deadline = schema.Date(
        title=_("Last day to apply"),
        description=_("After it the vacancy leaves the list. Empty: until the post is filled."),
        required=False,
    )
    deadline_time = schema.Time(
        title=_("Hour on the last day"),
        description=_("Such as 16:00. Empty: until the end of the day."),
        required=False,
    )
    begins = line(_("Begins"), _("Such as: as soon as possible, 1 March 2027"))
    apply_how = lines(_("How to apply"), _("What to send, and what happens next."))
    apply_email = line(
        _("E-mail for applications"),
        _("The address of the service, such as recrutement@commune.be."),
        constraint=is_mail_address,
    )
    apply_url = line(
        _("Online form for applications"),
        _("The whole address, with https://. Empty: none."),
        constraint=is_web_address,
    )
    apply_address = lines(
        _("Postal address for applications"),
        _("To whom and where, such as: staff service, Rue de Fer 12, 5000 Namur."),
    )
    filled = schema.Bool(
        title=_("The post is filled or withdrawn"),
        description=_("Tick it as soon as somebody is engaged: nobody then writes in vain."),
        required=False,
        default=False,
    )

    @invariant
    def the_dates_are_in_order(data: "IVacancy") -> None:
        """Refuse a deadline before the first day."""
        check_vacancy(data)


@implementer(IVacancy)
class Vacancy(Container):
    """A vacancy as stored content; its documents are in it."""


def check_vacancy(data: Any) -> None:
    """Refuse dates that cannot be.

    :raises InvalidNotice: with the sentence for the person.
    """
    check_order(data, "start", "deadline")


def facts_of(vacancy: Any) -> Facts:
    """Return what the catalog keeps of a vacancy."""
    return Facts(
        kind=JOBS,
        first=vacancy.start,
        last=vacancy.deadline,
        hour=vacancy.deadline_time,
        stopped=bool(vacancy.filled),
        detail=vacancy.contract,
        reference=vacancy.grade or "",
        where=vacancy.service or "",
    )
