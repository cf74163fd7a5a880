"""The browser layer of the citizens' pages, and what a commune may choose about its look."""

from communesplone.core import _
from communesplone.core.interfaces import ICommunesLayer
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
import re


class IThemeLayer(ICommunesLayer):
    """Browser layer of sites where this theme is installed."""


COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


def is_colour(value: str) -> bool:
    """Return whether a text is a colour as `#rrggbb`."""
    return COLOUR.match(value) is not None


SKINS = SimpleVocabulary(
    [
        SimpleTerm("pierre", title=_("Pierre: paper, rules, a drawing in one line")),
        SimpleTerm("vallee", title=_("Vallée: deep header, hills cut in paper, round tiles")),
    ]
)

FACES = SimpleVocabulary(
    [
        SimpleTerm("", title=_("Those of the skin")),
        SimpleTerm("besley", title=_("With serifs (Besley)")),
        SimpleTerm("bricolage-grotesque", title=_("Without serifs (Bricolage Grotesque)")),
        SimpleTerm("radio-canada", title=_("Those of the text (Radio Canada)")),
    ]
)

HEADERS = SimpleVocabulary(
    [
        SimpleTerm("standard", title=_("Mark and name over the menu")),
        SimpleTerm("compact", title=_("Mark, name and menu in one line")),
        SimpleTerm("wide", title=_("A wide logo instead of the name")),
    ]
)

SKYLINES = SimpleVocabulary(
    [
        SimpleTerm("", title=_("Chosen for the commune")),
        SimpleTerm("river", title=_("Town on a river")),
        SimpleTerm("village", title=_("Village")),
        SimpleTerm("rocks", title=_("Valley and rocks")),
        SimpleTerm("forest", title=_("Forest")),
        SimpleTerm("plateau", title=_("Plateau")),
        SimpleTerm("own", title=_("A drawing of our own")),
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
    colour = schema.TextLine(
        title=_("Colour of the commune"),
        description=_("As its charter names it, such as #E2B100: kept beside what is shown."),
        constraint=is_colour,
        required=False,
    )
    second_colour = schema.TextLine(title=_("Second colour"), constraint=is_colour, required=False)
    skin = schema.Choice(title=_("Skin"), vocabulary=SKINS, default="pierre", required=True)
    face = schema.Choice(
        title=_("Letters of the titles"), vocabulary=FACES, default="", required=False
    )
    header = schema.Choice(
        title=_("Header"), vocabulary=HEADERS, default="standard", required=True
    )
    skyline = schema.Choice(
        title=_("Drawing on the home page"), vocabulary=SKYLINES, default="", required=False
    )
    own_skyline = schema.Text(
        title=_("Drawing of our own"),
        description=_("SVG, cleaned when it was sent."),
        required=False,
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
