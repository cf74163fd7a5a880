"""Where Plone's forms would shut somebody out, or ask what nothing shows."""

from communesplone.core.interfaces import ICommunesLayer
from plone.app.z3cform.views import RenderWidget
from plone.z3cform.fieldsets.extensible import FormExtender
from plone.z3cform.fieldsets.interfaces import IExtensibleForm
from plone.z3cform.fieldsets.utils import remove
from zope.component import adapter
from zope.interface import Interface


class FileField(RenderWidget):
    """The field of a file, whose label is that of the control.

    plone.formwidget.namedfile gives the id of the widget to the frame around its control, so
    that Plone's label names nothing: https://www.w3.org/WAI/WCAG22/Techniques/html/H44.
    """

    def __call__(self) -> str:
        frame = f'for="{self.context.id}"'
        return super().__call__().replace(frame, f'for="{self.context.id}-input"', 1)


@adapter(Interface, ICommunesLayer, IExtensibleForm)
class WithoutColumns(FormExtender):
    """A collection's form without "Table Columns": two nameless lists for a view nobody has."""

    def update(self) -> None:
        """Take the field out, where it is."""
        remove(self.form, "customViewFields", prefix="ICollection")
