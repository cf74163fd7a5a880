"""What is checked of an event however it comes: by a form, the REST interface or an import."""

from communesplone.news.event import check_dates
from communesplone.news.event import IEventDetails
from communesplone.news.interfaces import InvalidDates
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface.interfaces import IObjectEvent


def refuse_impossible_dates(event: IEventDetails, _change: IObjectEvent) -> None:
    """Stop what would put impossible dates into the catalog.

    :raises BadRequest: with the sentence for the person.
    """
    end = None if event.open_end else event.end
    try:
        check_dates(event.start, end, getattr(event, "recurrence", None))
    except InvalidDates as error:
        raise BadRequest(translate(error.message, context=getRequest())) from error
