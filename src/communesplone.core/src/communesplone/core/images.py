"""Images in the sizes that exist already, as the catalog keeps them."""

from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any


#: Sizes offered to a page as wide as the text or the container.
WIDE = ("preview", "teaser", "large", "larger", "great")


def images(brain: AbstractCatalogBrain) -> dict[str, Any] | None:
    """Return `src`, `srcset`, `width` and `height` of an item's image, None without one."""
    found = getattr(brain, "image_scales", None)
    if not found or not found.get("image"):
        return None
    original, base = found["image"][0], brain.getURL()
    scales = [
        scale
        for name in WIDE
        if (scale := original.get("scales", {}).get(name)) and scale["width"]
    ]
    best = scales[-1] if scales else original
    return {
        "src": f"{base}/{best['download']}",
        "srcset": ", ".join(f"{base}/{scale['download']} {scale['width']}w" for scale in scales)
        or None,
        "sizes": "(min-width: 75rem) 70rem, 92vw" if scales else None,
        "width": original["width"],
        "height": original["height"],
    }
