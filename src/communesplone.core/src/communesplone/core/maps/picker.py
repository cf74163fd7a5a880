"""Positions chosen on a map in a form. What is typed always works, and without script alone.

The tile server is contacted once somebody presses the button, as on the pages of citizens.
"""

from communesplone.core.maps.browser import base_address
from communesplone.core.maps.browser import VERSION
from communesplone.core.maps.settings import IMapSettings
from communesplone.core.settings import settings
from plone.app.z3cform.widgets.text import TextLinesWidget
from plone.app.z3cform.widgets.text import TextWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IFormLayer
from z3c.form.interfaces import INPUT_MODE
from z3c.form.widget import FieldWidget
from zope.component.hooks import getSite
from zope.interface import implementer
from zope.schema.interfaces import IField


#: What the widget writes to: one point in two fields, or a position a line in a text.
POINT, LINES = "point", "lines"


class Picker:
    """Adds a map to the field of a position, below what one types."""

    picker = ViewPageTemplateFile("picker.pt")
    kind = POINT

    def render(self) -> str:
        field = super().render()
        return f"{field}{self.picker()}" if self.mode == INPUT_MODE else field

    def targets(self) -> dict[str, str]:
        """Return the ids of the fields that the map fills in."""
        return {"longitude": self.id, "latitude": self.id.replace("longitude", "latitude")}

    def data(self) -> dict[str, Any]:
        """Return what the template shows."""
        known = settings(IMapSettings, getSite())
        return {
            "base": base_address(),
            "version": VERSION,
            "kind": self.kind,
            "lines": self.kind == LINES,
            "tiles": known.tiles,
            "provider": known.provider,
            "attribution": known.attribution,
            "attribution_url": known.attribution_url,
            "max_zoom": known.max_zoom,
            **self.targets(),
        }


class LongitudeWidget(Picker, TextWidget):
    """The second field of a point; the field `latitude` of the same schema is the first."""


class PositionsWidget(Picker, TextLinesWidget):
    """One position a line, latitude first."""

    kind = LINES

    def targets(self) -> dict[str, str]:
        return {"text": self.id}


@implementer(IFieldWidget)
def LongitudeFieldWidget(field: IField, request: IFormLayer) -> FieldWidget:
    """Return the widget of a longitude that stands below its latitude."""
    return FieldWidget(field, LongitudeWidget(request))


@implementer(IFieldWidget)
def PositionsFieldWidget(field: IField, request: IFormLayer) -> FieldWidget:
    """Return the widget of a list of positions."""
    return FieldWidget(field, PositionsWidget(request))
