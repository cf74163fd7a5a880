"""In the ordinary edit form: the way to the form of the sections."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.pages.field import ISectionsField
from z3c.form.browser.widget import HTMLFormElement
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IWidget
from z3c.form.widget import FieldWidget
from z3c.form.widget import Widget
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer
from zope.interface import implementer_only


class ISectionsWidget(IWidget):
    """Shows a link; it changes nothing."""


@implementer_only(ISectionsWidget)
class SectionsWidget(HTMLFormElement, Widget):
    """The number of sections and a link to their form."""

    template = ViewPageTemplateFile("widget.pt")

    def render(self) -> str:
        return self.template(self)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@sections"

    @property
    def count(self) -> int:
        return len(getattr(self.context, "sections", None) or ())


@implementer(IFieldWidget)
def SectionsFieldWidget(field: ISectionsField, request: ICommunesLayer) -> SectionsWidget:
    """Return the widget of a field of sections."""
    return FieldWidget(field, SectionsWidget(request))
