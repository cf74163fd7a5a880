"""What the form of an event checks beyond its fields."""

from communesplone.news.interfaces import INewsLayer
from communesplone.news.recurrence import read_recurrence
from datetime import date
from datetime import datetime
from plone.app.event.dx.behaviors import IEventRecurrence
from typing import Any
from z3c.form.validator import SimpleFieldValidator
from z3c.form.validator import WidgetValidatorDiscriminators


class RecurrenceValidator(SimpleFieldValidator):
    """Says at the field what is wrong with a recurrence, and loses nothing that was typed."""

    def validate(self, value: Any, force: bool = False) -> None:
        """Read the rule, from the day that the form begins on.

        :raises InvalidDates: with the sentence for the person.
        """
        super().validate(value, force)
        if value:
            read_recurrence(value, self._first())

    def _first(self) -> date:
        """Return the day that is typed, that of the event, or today: a rule needs one."""
        found = None
        for group in (self.view, getattr(self.view, "__parent__", None)):
            widget = (getattr(group, "widgets", None) or {}).get("IEventBasic.start")
            if widget is not None:
                found = str(widget.extract())[:10]
        try:
            return date.fromisoformat(found or "")
        except ValueError:
            start = getattr(self.context, "start", None)
            return start.date() if isinstance(start, datetime) else datetime.now().date()


WidgetValidatorDiscriminators(
    RecurrenceValidator, field=IEventRecurrence["recurrence"], request=INewsLayer
)
