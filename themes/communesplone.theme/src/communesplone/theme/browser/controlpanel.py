"""The control panel of the look."""

from communesplone.core import _
from communesplone.theme.branding import branding
from communesplone.theme.colour import contrast
from communesplone.theme.interfaces import ITheme
from communesplone.theme.tokens import light
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import wrap_form
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Hues this near to the red of emergencies draw a note.
EMERGENCY_HUE, NEAR = 25, 20


class ThemeForm(RegistryEditForm):
    """Colours, drawing, mark."""

    schema = ITheme
    schema_prefix = ITheme.__identifier__
    label = _("Colours and drawings")

    @property
    def description(self) -> str:
        """What the present colours give, in words and in figures."""
        brand = branding().brand
        tokens = light(brand)
        ratio = f"{contrast(tokens['acc'], tokens['paper']):.1f}"
        notes: list[Message] = [
            _(
                "Hue ${hue}, strength ${chroma}, second hue ${second_hue}: the accent is "
                "${colour}, ${ratio} to 1 on paper.",
                mapping={
                    "hue": f"{brand.hue:g}",
                    "chroma": f"{brand.chroma:g}",
                    "second_hue": f"{brand.second_hue:g}",
                    "colour": tokens["acc"],
                    "ratio": ratio,
                },
            )
        ]
        distance = abs(brand.hue - EMERGENCY_HUE)
        if min(distance, 360 - distance) < NEAR:
            notes.append(
                _(
                    "This hue is near the red of emergencies: these stay distinct by their "
                    "shape and their band across the page."
                )
            )
        return " ".join(translate(note, context=self.request) for note in notes)


ThemePanel = wrap_form(ThemeForm, ControlPanelFormWrapper)
