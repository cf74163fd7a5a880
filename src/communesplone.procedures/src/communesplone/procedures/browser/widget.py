"""The form of rows: lines of text, which need no script and keep what was typed."""

from communesplone.procedures.fields import IRows
from communesplone.procedures.rows import Row
from plone.api.portal import get_current_language
from plone.app.z3cform.interfaces import ITextAreaWidget
from plone.app.z3cform.widgets.text import TextAreaWidget
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IFormLayer
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.interface import implementer


@adapter(IRows, IFormLayer)
@implementer(IFieldWidget)
def RowsFieldWidget(field: IRows, request: IFormLayer) -> FieldWidget:
    """Return a text area, tall enough for a few rows."""
    widget = FieldWidget(field, TextAreaWidget(request))
    widget.rows = 6
    return widget


@adapter(IRows, ITextAreaWidget)
class RowsConverter(BaseDataConverter):
    """Between rows and the lines that a webmaster types."""

    def toWidgetValue(self, value: list[Row] | None) -> str:
        """Return the lines, with the words of the language of the form."""
        return self.field.shape.write(value, get_current_language())

    def toFieldValue(self, value: str) -> list[Row] | None:
        """Return the rows.

        :raises InvalidRow: with the line that cannot be read.
        """
        return self.field.shape.parse(value) or self.field.missing_value
