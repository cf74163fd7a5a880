"""Images in the sizes that exist already, as the catalog keeps them."""

from collections.abc import Mapping
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any


#: Sizes offered to a page as wide as the text or the container.
WIDE = ("preview", "teaser", "large", "larger", "great")
#: Crops that keep the focal point in view, by the form of the frame that they fill.
FORMS = {
    "wide": ("wide-480", "wide-960", "wide-1600"),
    "square": ("square-240", "square-480"),
}


def images(brain: AbstractCatalogBrain) -> dict[str, Any] | None:
    """Return `src`, `srcset`, `sizes`, `width`, `height`, `alt` of an item's image, or None.

    `alt` is empty for a decorative picture, None while nobody said what it shows.
    """
    original = _original(brain)
    if original is None:
        return None
    return _described(brain, original, WIDE, "(min-width: 75rem) 70rem, 92vw")


def cropped(
    brain: AbstractCatalogBrain, form: str = "wide", sizes: str = "(min-width: 60rem) 22rem, 92vw"
) -> dict[str, Any] | None:
    """Return an item's image cropped to a form of FORMS, as `images` does the whole.

    A picture too small for any crop is returned whole.
    """
    original = _original(brain)
    if original is None:
        return None
    found = _described(brain, original, FORMS[form], sizes)
    return found if found["srcset"] else images(brain)


def _original(brain: AbstractCatalogBrain) -> Mapping[str, Any] | None:
    found = getattr(brain, "image_scales", None)
    return found["image"][0] if found and found.get("image") else None


def _described(
    brain: AbstractCatalogBrain, original: Mapping[str, Any], names: tuple[str, ...], sizes: str
) -> dict[str, Any]:
    base = brain.getURL()
    scales = [
        scale
        for name in names
        if (scale := original.get("scales", {}).get(name)) and scale["width"]
    ]
    best = scales[-1] if scales else original
    return {
        "src": f"{base}/{best['download']}",
        "srcset": ", ".join(f"{base}/{scale['download']} {scale['width']}w" for scale in scales)
        or None,
        "sizes": sizes if scales else None,
        "width": best["width"],
        "height": best["height"],
        "alt": original.get("alt"),
    }
