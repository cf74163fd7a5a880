"""The browser layer of the citizens' pages, and what a commune may choose about its look."""

from communesplone.core import _
from communesplone.core.interfaces import ICommunesLayer
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


class IThemeLayer(ICommunesLayer):
    """Browser layer of sites where this theme is installed."""


SKYLINES = SimpleVocabulary(
    [
        SimpleTerm("", title=_("Chosen for the commune")),
        SimpleTerm("river", title=_("Town on a river")),
        SimpleTerm("village", title=_("Village")),
        SimpleTerm("forest", title=_("Forest")),
        SimpleTerm("none", title=_("No drawing")),
    ]
)


class ITheme(Interface):
    """Settings of the look. Empty colours mean those drawn from the NIS code."""

    hue = schema.Int(
        title=_("Hue of the commune"),
        description=_("In degrees of OKLCH, 0 to 359. Lightness is fixed: any hue is legible."),
        min=0,
        max=359,
        required=False,
    )
    chroma = schema.Float(
        title=_("Strength of the hue"),
        description=_("From 0.03 (quiet) to 0.15 (vivid)."),
        min=0.03,
        max=0.15,
        required=False,
    )
    second_hue = schema.Int(
        title=_("Second hue"),
        description=_("Of the ribbon and the mark. In degrees, 0 to 359."),
        min=0,
        max=359,
        required=False,
    )
    skin = schema.Choice(title=_("Skin"), values=("pierre",), default="pierre", required=True)
    skyline = schema.Choice(
        title=_("Drawing on the home page"), vocabulary=SKYLINES, default="", required=False
    )
    mark_variant = schema.Int(
        title=_("Variant of the generated mark"),
        description=_(
            "Choose another when the mark looks like the commune's real coat of arms. "
            "A logo in the site settings takes its place."
        ),
        min=0,
        max=11,
        default=0,
        required=True,
    )
    tagline = schema.TextLine(
        title=_("Line under the name"),
        description=_("Empty for: Commune · official website."),
        required=False,
    )
