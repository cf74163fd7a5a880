"""Colours of CSS and HTML, and how far apart two of them are for the eye."""

import re


Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
WRITTEN: Colour = (0, 0, 0)
HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
FUNCTION = re.compile(r"rgba?\(\s*([^()]+?)\s*\)")
#: Those of CSS 2.1, with some that word processors write.
NAMES: dict[str, Colour] = {
    "black": (0, 0, 0),
    "silver": (192, 192, 192),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "white": (255, 255, 255),
    "maroon": (128, 0, 0),
    "red": (255, 0, 0),
    "purple": (128, 0, 128),
    "fuchsia": (255, 0, 255),
    "magenta": (255, 0, 255),
    "green": (0, 128, 0),
    "lime": (0, 255, 0),
    "olive": (128, 128, 0),
    "yellow": (255, 255, 0),
    "navy": (0, 0, 128),
    "blue": (0, 0, 255),
    "teal": (0, 128, 128),
    "aqua": (0, 255, 255),
    "cyan": (0, 255, 255),
    "orange": (255, 165, 0),
    "pink": (255, 192, 203),
    "gold": (255, 215, 0),
    "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211),
    "darkgray": (169, 169, 169),
    "darkgrey": (169, 169, 169),
    "lightblue": (173, 216, 230),
    "lightgreen": (144, 238, 144),
}


def read_colour(text: str) -> Colour | None:
    """Return red, green and blue of 255 in a value of CSS; None where it names no colour.

    A translucent colour counts as it looks on white.
    """
    text = text.strip().lower().removesuffix("!important").strip()
    if HEX.fullmatch(text):
        return _hex(text[1:])
    if found := FUNCTION.fullmatch(text):
        return _function(re.split(r"[\s,/]+", found[1]))
    if text in NAMES:
        return NAMES[text]
    # "background" may hold a colour among other things.
    parts = text.split() if " " in text and "(" not in text else []
    return next((found for part in parts if (found := read_colour(part)) is not None), None)


def _hex(digits: str) -> Colour:
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    opacity = int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0
    return _on_white((red, green, blue), opacity)


def _function(parts: list[str]) -> Colour | None:
    try:
        values = [_number(part, 255) for part in parts[:3]]
        opacity = _number(parts[3], 1) if len(parts) > 3 else 1.0
    except ValueError:
        return None
    if len(values) < 3:
        return None
    red, green, blue = (min(255, max(0, round(value))) for value in values)
    return _on_white((red, green, blue), min(1.0, max(0.0, opacity)))


def _number(text: str, whole: float) -> float:
    return float(text[:-1]) / 100 * whole if text.endswith("%") else float(text)


def _on_white(colour: Colour, opacity: float) -> Colour:
    red, green, blue = (round(255 - (255 - one) * opacity) for one in colour)
    return red, green, blue


def ratio(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.1, "contrast ratio")."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.1)."""
    red, green, blue = (_linear(value / 255) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
