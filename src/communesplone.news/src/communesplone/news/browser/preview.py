"""The dates that the form of an event previews while somebody chooses a recurrence."""

from communesplone.core.guards import is_anonymous
from communesplone.news.interfaces import InvalidDates
from communesplone.news.recurrence import read_recurrence
from datetime import date
from plone.formwidget.recurrence.browser.json_recurrence import RecurrenceView
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.i18n import translate


class BoundedRecurrence(RecurrenceView):
    """Plone's own view computes whatever rule anybody sends it: some take days."""

    def __call__(self) -> str:
        """Answer the dates of a rule that the form would accept.

        :raises NotFound: to visitors, who have no form.
        :raises BadRequest: for what is no rule, or one without bounds.
        """
        if is_anonymous():
            raise NotFound("json_recurrence")
        form = self.request.form
        try:
            first = date(*(int(form[name]) for name in ("year", "month", "day")))
            read_recurrence(form["rrule"], first)
            return super().__call__()
        except InvalidDates as error:
            raise BadRequest(translate(error.message, context=self.request)) from error
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise BadRequest("year, month, day, rrule, format") from error
