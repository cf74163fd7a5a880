"""The hero picture of a site: kept as it came, and cut around its focal point when it is saved.

Cut then, so that no page has to: a wide strip for desks and a flatter window for phones, in WebP.
"""

from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.pictures.cutting import QUALITY
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from persistent.mapping import PersistentMapping
from PIL import Image
from PIL import ImageOps
from PIL import UnidentifiedImageError
from plone.namedfile.file import NamedBlobFile
from Products.CMFPlone.Portal import PloneSite
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


KEY = "communesplone.theme.picture"
#: A picture beyond these is refused before it is decoded.
BYTES, PIXELS = 12 * 1024 * 1024, 40_000_000
SMALLEST = 1200
FORMATS = ("JPEG", "PNG", "WEBP")
#: What is cut: name -> (width, height).
CUTS = {"phone": (800, 400), "desk": (1600, 420), "large": (2400, 630)}


class PictureError(CommunesError):
    """A picture that cannot be shown; its first argument says why, to people."""


@dataclass(frozen=True)
class Picture:
    """What a page needs to know of a hero picture. `focus` is in percent of width and height."""

    version: str
    focus: tuple[int, int]


def shown(site: PloneSite) -> Picture | None:
    """Return the picture of `site`, if it has one."""
    kept = IAnnotations(site).get(KEY)
    return Picture(kept["version"], kept["focus"]) if kept else None


def cut(site: PloneSite, name: str) -> bytes | None:
    """Return the bytes of one cut of the picture of `site`; of "original" as it came."""
    kept = IAnnotations(site).get(KEY)
    return kept[name].data if kept and name in (*CUTS, "original") else None


def keep(site: PloneSite, data: bytes, focus: tuple[int, int]) -> None:
    """Keep a picture, cut around its focal point.

    :raises PictureError: when it is too heavy, too small or not a picture.
    """
    cuts = _cuts(opened(data), focus)
    version = sha256(data + repr(focus).encode()).hexdigest()[:10]
    files = {name: NamedBlobFile(made, "image/webp") for name, made in cuts.items()}
    original = NamedBlobFile(data, "application/octet-stream")
    IAnnotations(site)[KEY] = PersistentMapping(
        {"version": version, "focus": focus, "original": original, **files}
    )


def refocus(site: PloneSite, focus: tuple[int, int]) -> None:
    """Cut the picture of `site` again, around another point."""
    known = shown(site)
    if known is not None and known.focus != focus:
        keep(site, cut(site, "original") or b"", focus)


def drop(site: PloneSite) -> None:
    """Forget the picture of `site`."""
    IAnnotations(site).pop(KEY, None)


def uninstall(setup: SetupTool) -> None:
    """Leave no picture behind in a site that the theme leaves."""
    drop(getSite())


def opened(data: bytes) -> Image.Image:
    """Return a picture that may be decoded: its header was looked at, nothing more.

    :raises PictureError: see `keep`.
    """
    if len(data) > BYTES:
        raise PictureError(_("This picture is too heavy: send one of 12 MB at most."))
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise PictureError(_("This is not a picture: send a JPEG, PNG or WebP file.")) from error
    if image.width * image.height > PIXELS:
        raise PictureError(_("This picture has too many pixels: send one of 40 million at most."))
    if image.width < SMALLEST:
        raise PictureError(_("This picture is too small: send one at least 1,200 pixels wide."))
    return image


def _cuts(image: Image.Image, focus: tuple[int, int]) -> dict[str, bytes]:
    centre = (focus[0] / 100, focus[1] / 100)
    try:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureError(_("This picture is damaged: save it again, then send it.")) from error
    made = {}
    for name, size in CUTS.items():
        buffer = BytesIO()
        fitted = ImageOps.fit(upright, size, Image.Resampling.LANCZOS, centering=centre)
        fitted.save(buffer, "WEBP", quality=QUALITY, method=4)
        made[name] = buffer.getvalue()
    return made
