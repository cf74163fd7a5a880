"""What keeps a page true: a date to read it again, and a service that answers for it."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.behaviors.contact_point import is_phone_number
from communesplone.core.behaviors.contact_point import NotAPhoneNumber
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Subject
from communesplone.core.typography import known
from communesplone.core.typography import MONTHS
from datetime import date
from typing import Any


REVIEW, CONTACT = "review_date", "contact"
#: What passes by itself, or is read with the page that shows it.
PASSING = frozenset({"News Item", "Event", "Alert", "Image", "File", "Link", "Library Document"})
#: Their field, as behaviours of core name it.
SERVICE = "responsible_service"


def in_a_year(today: date) -> date:
    """Return the first working day of this month, next year."""
    first = date(today.year + 1, today.month, 1)
    return first.replace(day=1 + (7 - first.weekday()) % 7 if first.weekday() > 4 else 1)


def find_review(subject: Subject) -> Iterator[Finding]:
    """Find a page that nobody will read again, or that waits to be."""
    if REVIEW not in subject.facts or subject.portal_type in PASSING:
        return
    found, today = subject.facts[REVIEW], subject.known.today
    if isinstance(found, date) and found >= today:
        return
    after = in_a_year(today)
    title = _("No date of review") if found is None else _("The date of review has passed")
    yield Finding(
        REVIEW,
        REVIEW,
        title,
        _("Prices, hours and names change. On that day the page comes back to you."),
        excerpt=found.isoformat() if isinstance(found, date) else "",
        mends=(
            Mend(
                "remind",
                _(
                    "Remind me in ${month} ${year}",
                    mapping={"month": _month(after, subject.language), "year": after.year},
                ),
            ),
        ),
    )


def _month(when: date, language: str) -> str:
    return MONTHS[known(language)].split()[when.month - 1]


def mend_review(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Have the page come back in a year."""
    return {REVIEW: in_a_year(subject.known.today)}


def find_contact(subject: Subject) -> Iterator[Finding]:
    """Find a page for which nobody answers, or a service that cannot be reached."""
    facts, site = subject.facts, subject.known
    lasting = subject.portal_type not in PASSING
    if lasting and SERVICE in facts and not facts[SERVICE] and site.owner == "" and site.services:
        yield Finding(
            CONTACT,
            SERVICE,
            _("Nobody to ask about this page"),
            _("The service that answers is shown at its end, with its hours."),
            mends=(Mend("choose", _("Choose this service"), choices=site.services),),
        )
    if subject.portal_type == "Service" and not (facts.get("phone") or facts.get("email")):
        yield Finding(
            CONTACT,
            "phone",
            _("No telephone and no mail address"),
            _("Citizens read that this service exists and cannot reach it."),
            mends=(Mend("phone", _("Save this number"), asks=_("Telephone")),),
        )


def mend_contact(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Name the service that answers, or its telephone."""
    if name == "choose":
        if answer not in dict(subject.known.services):
            raise NothingToMend(_("Choose a service of the list."))
        return {SERVICE: answer}
    return {"phone": _phone(answer)}


def _phone(answer: str) -> str:
    text = " ".join(answer.split())
    try:
        is_phone_number(text)
    except NotAPhoneNumber as error:
        raise NothingToMend(error.doc()) from error
    return text


CHECK_REVIEW = Check(
    title=_("Dates of review"),
    several=_("${count} pages without a coming date of review"),
    why=_("Nobody will be asked whether they are still true"),
    order=90,
    find=find_review,
    mend=mend_review,
)
CHECK_CONTACT = Check(
    title=_("Contacts"),
    several=_("${count} pages for which nobody answers"),
    why=_("The service that answers is shown at the end of the page"),
    order=85,
    find=find_contact,
    mend=mend_contact,
)
