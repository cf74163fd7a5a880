"""The form of opening hours: a line of text for each day, season and exception.

It needs no script. What cannot be read stays as it was typed, with a sentence beside it.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.hours.data import as_data
from communesplone.core.hours.data import from_data
from communesplone.core.hours.field import IOpeningHoursField
from communesplone.core.hours.form import EXCEPTIONS
from communesplone.core.hours.form import FLAGS
from communesplone.core.hours.form import read_typed
from communesplone.core.hours.form import SEASONS
from communesplone.core.hours.form import TEXTS
from communesplone.core.hours.form import typed_text
from communesplone.core.hours.model import DAYS
from communesplone.core.hours.model import OpeningHours
from communesplone.core.hours.words import WEEKDAYS
from plone import api
from typing import Any
from z3c.form.converter import BaseDataConverter
from z3c.form.converter import FormatterValidationError
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IFormLayer
from z3c.form.interfaces import IWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from z3c.form.widget import Widget
from zope.component import adapter
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import implementer_only


class IOpeningHoursWidget(IWidget):
    """Lines of text, and two boxes to tick."""


@implementer_only(IOpeningHoursWidget)
class OpeningHoursWidget(Widget):
    """`value` is what is typed: {"mon": "8-12", …, "seasons": …, "holidays": True}."""

    klass = "opening-hours-widget"
    errors: Mapping[str, list[Message]] = {}

    @property
    def typed(self) -> dict[str, Any]:
        return self.value or typed_text(OpeningHours(), api.portal.get_current_language())

    @property
    def days(self) -> list[dict[str, Any]]:
        """What the template shows of each day."""
        return [self._part(name, label) for name, label in zip(DAYS, WEEKDAYS, strict=True)]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """What the template shows of seasons and exceptions."""
        seasons = _("One on each line, every year. For example: 1/7 - 31/8 : 8-13")
        exceptions = _("One on each line. For example: 24/12/2026 - 2/1/2027 : closed (holidays)")
        return [
            self._part(SEASONS, _("Seasons"), seasons),
            self._part(EXCEPTIONS, _("Exceptions"), exceptions),
        ]

    def _part(self, name: str, label: Message, advice: str = "") -> dict[str, Any]:
        errors = [self._sentence(error) for error in self.errors.get(name, ())]
        return {"name": name, "label": self._sentence(label), "help": advice, "errors": errors}

    def _sentence(self, message: Message) -> str:
        # French and Dutch names of days are lower case, but not at the start of a line
        text = translate(message, context=self.request)
        return text[:1].upper() + text[1:]

    def extract(self, default: object = NO_VALUE) -> Any:
        if f"{self.name}.present" not in self.request.form:
            return default
        typed = {part: self.request.form.get(f"{self.name}.{part}", "") for part in TEXTS}
        flags = {part: f"{self.name}.{part}" in self.request.form for part in FLAGS}
        return {part: str(text) for part, text in typed.items()} | flags

    def json_data(self) -> dict[str, Any]:
        return {**super().json_data(), "type": "opening_hours"}


@adapter(IOpeningHoursField, IFormLayer)
@implementer(IFieldWidget)
def OpeningHoursFieldWidget(field: IOpeningHoursField, request: object) -> Widget:
    return FieldWidget(field, OpeningHoursWidget(request))


@adapter(IOpeningHoursField, IOpeningHoursWidget)
class OpeningHoursConverter(BaseDataConverter):
    """From data to typed text and back, in the language of the form."""

    def toWidgetValue(self, value: dict[str, Any] | None) -> dict[str, Any]:
        return typed_text(from_data(value), api.portal.get_current_language())

    def toFieldValue(self, value: dict[str, Any]) -> dict[str, Any] | None:
        hours, errors = read_typed(value, api.portal.get_current_language())
        self.widget.errors = errors
        if errors:
            raise FormatterValidationError(
                _("Some of these hours cannot be read. Nothing is saved yet."), value
            )
        return self.field.missing_value if hours.empty else as_data(hours)
