"""The lawful colour nearest to that of a commune: same hue, a lightness that people can read."""

from communesplone.theme.colour import contrast
from communesplone.theme.colour import from_hex
from communesplone.theme.tokens import Brand
from communesplone.theme.tokens import CHROMA
from communesplone.theme.tokens import dark
from communesplone.theme.tokens import lawful_chroma
from communesplone.theme.tokens import light
from dataclasses import dataclass


#: Hues this near to the red of emergencies draw a note.
EMERGENCY_HUE, NEAR = 25, 20
WHITE = "#ffffff"
#: What WCAG asks for text of common size, level AA.
READABLE = 4.5
#: What every page puts on what: (text, ground).
PAIRS = (
    ("acc", "paper"),
    ("acc", "tint"),
    ("acc", "stone"),
    ("onacc", "acc"),
    ("ink", "paper"),
    ("ink", "tint"),
    ("ink", "stone"),
    ("ink", "twotint"),
    ("ink2", "paper"),
    ("ink2", "tint"),
    ("ok", "tint"),
    ("err", "tint"),
)


@dataclass(frozen=True)
class Nearest:
    """A colour as a charter names it, and the one that pages show."""

    asked: str
    shown: str
    hue: float
    chroma: float
    asked_ratio: float
    shown_ratio: float

    @property
    def legible(self) -> bool:
        """Whether white text could be read on the colour as it was asked for."""
        return self.asked_ratio >= READABLE

    @property
    def near_red(self) -> bool:
        return near_red(self.hue)


def near_red(hue: float) -> bool:
    """Return whether a hue may be taken for that of emergencies."""
    distance = abs(hue - EMERGENCY_HUE) % 360
    return min(distance, 360 - distance) < NEAR


def nearest(colour: str) -> Nearest:
    """Return the lawful accent nearest to `#rrggbb`.

    Grey has no hue: it becomes the quietest lawful blue grey.
    """
    _lightness, chroma, hue = from_hex(colour)
    if chroma < 0.005:
        hue = 250.0
    lawful = lawful_chroma(chroma)
    shown = light(Brand(hue, lawful, hue))["acc"]
    return Nearest(
        colour.lower(),
        shown,
        round(hue, 1),
        round(lawful, 4),
        contrast(WHITE, colour),
        contrast(WHITE, shown),
    )


def nearest_second(colour: str) -> Nearest:
    """Return the lawful second colour nearest to `#rrggbb`: it is never under text."""
    _lightness, _chroma, hue = from_hex(colour)
    shown = light(Brand(hue, CHROMA[0], hue))["two"]
    paper = light(Brand(hue, CHROMA[0], hue))["paper"]
    return Nearest(
        colour.lower(),
        shown,
        round(hue, 1),
        CHROMA[1],
        contrast(paper, colour),
        contrast(paper, shown),
    )


def ratios(brand: Brand) -> list[float]:
    """Return the contrast of everything that pages put on something, in both schemes."""
    return [
        contrast(made[text], made[ground])
        for made in (light(brand), dark(brand))
        for text, ground in PAIRS
    ]
