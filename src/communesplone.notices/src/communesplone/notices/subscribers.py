"""What is checked and filled in however a notice comes: by a form, REST, an import, code."""

from collections.abc import Iterator
from communesplone.core.publication import schedule
from communesplone.notices.contract import check_contract
from communesplone.notices.contract import IPublicContract
from communesplone.notices.inquiry import check_period
from communesplone.notices.inquiry import IPublicInquiry
from communesplone.notices.inquiry import last_day
from communesplone.notices.inquiry import withdrawn_at
from communesplone.notices.interfaces import INotice
from communesplone.notices.interfaces import InvalidNotice
from communesplone.notices.vacancy import check_vacancy
from communesplone.notices.vacancy import IVacancy
from communesplone.notices.waste.calendar import check as check_lines
from communesplone.notices.waste.calendar import IWasteCalendar
from contextlib import contextmanager
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.interfaces import IActionSucceededEvent
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface.interfaces import IObjectEvent


CHECKS = (
    (IPublicInquiry, check_period),
    (IVacancy, check_vacancy),
    (IPublicContract, check_contract),
)
TOGETHER = ("publish", "retract", "reject")
#: On an inquiry: the moment given to its documents, to tell it from one that an editor chose.
GIVEN = "_documents_until"


def refuse_impossible_dates(notice: INotice, _change: IObjectEvent) -> None:
    """Stop what would put impossible dates into the catalog.

    :raises BadRequest: with the sentence for the person.
    """
    with refused():
        for schema, check in CHECKS:
            if schema.providedBy(notice):
                check(notice)


def refuse_bad_lines(calendar: IWasteCalendar, _change: IObjectEvent) -> None:
    """Stop what would put lines that cannot be read into the site.

    :raises BadRequest: with the sentence for the person.
    """
    with refused():
        check_lines(calendar)


@contextmanager
def refused() -> Iterator[None]:
    """Answer 400 with the sentence for the person when a notice cannot be."""
    try:
        yield
    except InvalidNotice as error:
        raise BadRequest(translated(error.message)) from error


def translated(message: Message) -> str:
    """Return a sentence whose parts may be sentences, in the language of the person."""
    request = getRequest()
    mapping = {
        name: translate(part, context=request) if isinstance(part, Message) else part
        for name, part in (message.mapping or {}).items()
    }
    return translate(Message(message, mapping=mapping), context=request)


def complete_inquiry(inquiry: IPublicInquiry, change: IObjectEvent) -> None:
    """Write the last day that the law allows where none was chosen; its documents follow it."""
    if inquiry.end is None:
        inquiry.end = last_day(inquiry)
    moment = _zoned(withdrawn_at(inquiry))
    before = getattr(inquiry, GIVEN, None)
    if before == moment:
        return
    setattr(inquiry, GIVEN, moment)
    for document in inquiry.objectValues():
        if before is not None and document.expiration_date == before:
            _withdraw(document, moment, change)


def limit_document(document: IDexterityContent, added: IObjectEvent) -> None:
    """Let a document of an inquiry leave the site with it, unless its editor chose a moment.

    One that is added after the end, such as the decision, stays.
    """
    inquiry = getattr(document, "__parent__", None)
    if not IPublicInquiry.providedBy(inquiry) or document.expiration_date is not None:
        return
    moment = withdrawn_at(inquiry)
    if moment > datetime.now(UTC):
        _withdraw(document, _zoned(moment), added)


def share_state(notice: INotice, event: IActionSucceededEvent) -> None:
    """Publish the documents of a notice with it, and take them back with it.

    Those that this person may not publish wait for who may.
    """
    if event.action not in TOGETHER:
        return
    workflows = api.portal.get_tool("portal_workflow")
    for document in notice.objectValues():
        possible = {action["id"] for action in workflows.listActions(object=document)}
        if event.action in possible:
            api.content.transition(document, event.action)


def _withdraw(document: IDexterityContent, moment: DateTime, change: IObjectEvent) -> None:
    document.expiration_date = moment
    document.reindexObject(idxs=["expires", "effectiveRange"])
    schedule(document, change)


def _zoned(moment: datetime) -> DateTime:
    # UTC: the ZODB keeps no ZoneInfo
    return DateTime(moment.astimezone(UTC).isoformat())
