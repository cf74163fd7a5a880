"""A public inquiry ("enquête publique"): object, period, where to consult, how to react."""

from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.core.hours import BRUSSELS
from communesplone.core.settings import settings
from communesplone.notices.facts import Facts
from communesplone.notices.facts import INQUIRIES
from communesplone.notices.fields import is_mail_address
from communesplone.notices.fields import is_name
from communesplone.notices.fields import is_web_address
from communesplone.notices.interfaces import InvalidNotice
from communesplone.notices.notice import check_year
from communesplone.notices.notice import INoticeBase
from communesplone.notices.notice import line
from communesplone.notices.notice import lines
from communesplone.notices.notice import terms
from communesplone.notices.period import BASES
from communesplone.notices.period import earliest_end
from communesplone.notices.period import explain
from communesplone.notices.period import fault
from communesplone.notices.settings import INoticesSettings
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone.dexterity.content import Container
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


BASIS_TERMS = terms(**{key: basis.title for key, basis in BASES.items()})
PERSON, BODY = "person", "body"
APPLICANTS = terms(**{PERSON: _("Private person"), BODY: _("Company, association or public body")})


class IPublicInquiry(INoticeBase):
    """A public inquiry.

    All its days stand in the first part of the form: each part is checked by itself.
    """

    basis = schema.Choice(
        title=_("Legal basis"),
        description=_("It says how long the inquiry lasts at least, and which days do not count."),
        vocabulary=BASIS_TERMS,
        required=True,
    )
    start = schema.Date(
        title=_("First day"),
        description=_("The first day on which the file can be consulted, after it was posted up."),
        required=True,
    )
    end = schema.Date(
        title=_("Last day"),
        description=_("Leave it empty to have the first that the law allows computed."),
        required=False,
    )
    end_time = schema.Time(
        title=_("Hour on the last day"),
        description=_("Only if the inquiry closes at an hour; else it is open to the end of it."),
        required=False,
    )
    period_reason = line(
        _("Reason for another period"),
        _("Only where the law sets another period than the one we know: say which article."),
    )
    applicant = line(
        _("Applicant"),
        _("The name only. That of a private person leaves the site after the inquiry."),
        constraint=is_name,
    )
    applicant_kind = schema.Choice(
        title=_("The applicant is"),
        description=_("The name of a private person is taken off the page after the inquiry."),
        vocabulary=APPLICANTS,
        default=PERSON,
        required=True,
    )
    authority = line(_("Authority that decides"), _("Such as: the college, the delegated officer"))
    closing_day = schema.Date(
        title=_("Day of the closing session"),
        description=_(
            "The day on which remarks are heard aloud. Empty: the law asks for none here."
        ),
        required=False,
    )
    closing_time = schema.Time(
        title=_("Hour of the closing session"), description=_("Such as 11:00."), required=False
    )
    closing_where = line(
        _("Place of the closing session"),
        _("Building and room, such as: town hall, room of the council, first floor."),
    )
    decided_on = schema.Date(
        title=_("Day of the decision"),
        description=_("The day of the permit or of the refusal. Fill it in when it is known."),
        required=False,
    )
    law_note = line(_("Article and reference"), _("Such as: CoDT, art. D.IV.40; file 2026/114"))

    model.fieldset(
        "consult",
        label=_("Consult and react"),
        fields=[
            "consult_where",
            "consult_hours",
            "consult_late",
            "file_url",
            "react_address",
            "react_email",
            "react_url",
        ],
    )
    consult_where = lines(
        _("Where the file can be consulted"),
        _("Service, street and number, such as: planning service, Rue de Fer 12, second floor."),
    )
    consult_hours = lines(
        _("When the file can be consulted"),
        _("Days and hours, one on each line, such as: Monday to Friday, 9:00 to 12:00."),
    )
    consult_late = line(
        _("Evening or Saturday"), _("Such as: Thursday until 20:00, by appointment a day ahead")
    )
    file_url = line(
        _("Address of the file online"),
        _("Only when the file stands elsewhere; else add its documents below this page."),
        constraint=is_web_address,
    )
    react_address = lines(
        _("Postal address for remarks"),
        _(
            "To whom and where a letter goes, such as: municipal college, Rue de Fer 12, "
            "5000 Namur."
        ),
    )
    react_email = line(
        _("E-mail for remarks"),
        _("The address that counts for the inquiry, such as urbanisme@commune.be."),
        constraint=is_mail_address,
    )
    react_url = line(
        _("Online form for remarks"),
        _("The whole address, with https://. Empty: none."),
        constraint=is_web_address,
    )

    model.fieldset("decision", label=_("Decision"), fields=["decision", "decision_url"])
    decision = lines(
        _("What was decided"),
        _("In two sentences: granted or refused, by whom, and how to appeal."),
    )
    decision_url = line(
        _("Address of the decision"),
        _("Where its text can be read, with https://. Empty: nowhere online."),
        constraint=is_web_address,
    )

    @invariant
    def the_period_is_lawful(data: "IPublicInquiry") -> None:
        """Say which rule a period breaks."""
        check_period(data)


@implementer(IPublicInquiry)
class PublicInquiry(Container):
    """A public inquiry as stored content; its documents are in it."""


def check_period(data: Any) -> None:
    """Refuse dates that cannot be, or that the law does not allow.

    :raises InvalidNotice: with the sentence for the person.
    """
    start, end = data.start, data.end
    basis = BASES.get(data.basis or "")
    for name in ("start", "end", "closing_day", "decided_on"):
        check_year(getattr(data, name), name)
    if start is None or basis is None:
        return
    found = fault(start, end, basis, excused=bool((data.period_reason or "").strip()))
    if found:
        raise at(InvalidNotice(explain(start, end, basis, found)), "end" if end else "start")
    if data.closing_day and data.closing_day < start:
        raise at(
            InvalidNotice(_("The closing session lies before the first day of the inquiry.")),
            "closing_day",
        )
    if data.decided_on and data.decided_on < (end or start):
        raise at(
            InvalidNotice(_("The decision lies before the end of the inquiry.")), "decided_on"
        )


def last_day(inquiry: Any) -> date:
    """Return the last day as written, or the first that the law allows."""
    if inquiry.end is not None:
        return inquiry.end
    return earliest_end(inquiry.start, BASES[inquiry.basis].days or 1)


def withdrawn_at(inquiry: Any) -> datetime:
    """Return the moment at which its documents and a private applicant leave the site.

    Copies of plans and the name of a private person are published for the inquiry, no longer
    than it needs them: GDPR, art. 5 (1) (e). A commune may keep them for some days.
    """
    days = settings(INoticesSettings).documents_days
    day = last_day(inquiry) + timedelta(days=1 + days)
    return datetime.combine(day, time(), BRUSSELS)


def shown_applicant(inquiry: Any, now: datetime) -> str:
    """Return the applicant as the public may read it at an aware moment, empty for nobody."""
    name = inquiry.applicant or ""
    if inquiry.applicant_kind == BODY or now < withdrawn_at(inquiry):
        return name
    return ""


def facts_of(inquiry: Any) -> Facts:
    """Return what the catalog keeps of an inquiry: never the applicant."""
    return Facts(
        kind=INQUIRIES,
        first=inquiry.start,
        last=last_day(inquiry),
        hour=inquiry.end_time,
        decided=inquiry.decided_on,
        detail=inquiry.basis,
        where=" ".join(
            filter(None, (getattr(inquiry, name, None) for name in ("street", "number")))
        ),
    )
