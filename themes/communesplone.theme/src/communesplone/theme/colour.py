"""Colours in OKLCH, fitted to sRGB and compared as WCAG does."""

from collections.abc import Iterable
from math import atan2
from math import cbrt
from math import cos
from math import degrees
from math import hypot
from math import radians
from math import sin


#: A step down in chroma while a colour is outside sRGB.
STEP = 0.002


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return linear sRGB of an OKLCH colour (Ottosson 2020); parts may leave 0 to 1."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encode(part: float) -> float:
    """Return one linear part with the sRGB transfer curve applied."""
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def to_hex(lightness: float, chroma: float, hue: float) -> str:
    """Return `#rrggbb`, with as much of the chroma as sRGB can show."""
    while True:
        parts = _linear_rgb(lightness, chroma, hue)
        if chroma <= 0 or all(-0.0001 <= part <= 1.0001 for part in parts):
            break
        chroma = max(0.0, chroma - STEP)
    return "#" + "".join(f"{round(255 * _encode(min(1, max(0, part)))):02x}" for part in parts)


def _linear(text: str) -> float:
    """Return one part of `#rrggbb` as linear light, 0 to 1."""
    part = int(text, 16) / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def from_hex(colour: str) -> tuple[float, float, float]:
    """Return lightness, chroma and hue in OKLCH of `#rrggbb` (Ottosson 2020)."""
    red, green, blue = (_linear(colour[at : at + 2]) for at in (1, 3, 5))
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return lightness, hypot(a, b), degrees(atan2(b, a)) % 360


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2)."""
    red, green, blue = (_linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lowest_contrast(colour: str, grounds: Iterable[str]) -> float:
    """Return the contrast of `colour` with the worst of `grounds`."""
    return min(contrast(colour, ground) for ground in grounds)
