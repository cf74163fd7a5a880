"""Which pictures are taken. Nothing here decodes one: only its length and its header are read."""

from communesplone.core import _
from communesplone.core.pictures.settings import IPictures
from communesplone.core.settings import settings
from io import BytesIO
from lxml import etree
from PIL import Image
from PIL import UnidentifiedImageError
from typing import BinaryIO
from zope.i18nmessageid import Message
from zope.interface.interfaces import ComponentLookupError
from zope.schema import ValidationError
import warnings


MEGA = 1024 * 1024
DEFAULTS = {"most_megabytes": 25, "most_megapixels": 60}
#: What browsers show.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "ICO")
SVG_LIMIT = 2 * MEGA
#: Elements of SVG that run, load or hold what runs.
ACTIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"})
LINKS = frozenset({"href", "src", "from", "to", "values"})


class RefusedPicture(ValidationError):
    """A picture that is not taken; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def doc(self) -> Message:
        """Return the sentence that forms and the REST interface show."""
        return self.message


def _limit(name: str) -> int:
    try:
        return getattr(settings(IPictures), name)
    except (KeyError, ComponentLookupError):
        return DEFAULTS[name]


def check_length(size: int, name: str) -> None:
    """Refuse a file by its length alone.

    :raises RefusedPicture: with what to do.
    """
    most = _limit("most_megabytes")
    if size > most * MEGA:
        raise RefusedPicture(
            _(
                "“${name}” weighs ${size} MB; a picture may weigh ${most} MB. Make it smaller: "
                "2,000 pixels wide are enough.",
                mapping={"name": name, "size": -(-size // MEGA), "most": most},
            )
        )


def check(opened: BinaryIO, name: str) -> None:
    """Refuse a picture by its length, its header, or what an SVG holds.

    :param opened: the file, which is left at its beginning.
    :raises RefusedPicture: with what to do.
    """
    opened.seek(0, 2)
    size = opened.tell()
    opened.seek(0)
    check_length(size, name)
    beginning = opened.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")
    opened.seek(0)
    if beginning.startswith(b"<"):
        _check_svg(opened.read(SVG_LIMIT + 1), name)
    elif size:
        _check_header(opened, name)
    opened.seek(0)


def _check_header(opened: BinaryIO, name: str) -> None:
    """Read width and height; Pillow decodes nothing as long as no pixel is asked for."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(opened, formats=FORMATS)
        width, height = image.size
        pixels = width * height * getattr(image, "n_frames", 1)
    except Image.DecompressionBombError:
        pixels = 1_000 * 1_000_000
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise RefusedPicture(
            _(
                "“${name}” is not a picture that browsers show. Choose a JPEG, PNG, WebP or GIF.",
                mapping={"name": name},
            )
        ) from error
    most = _limit("most_megapixels")
    if pixels > most * 1_000_000:
        raise RefusedPicture(
            _(
                "“${name}” has more than ${most} million pixels. Make it smaller: 2,000 pixels "
                "wide are enough.",
                mapping={"name": name, "most": most},
            )
        )


def _check_svg(data: bytes, name: str) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(BytesIO(data), parser).getroot()
    except etree.XMLSyntaxError:
        root = None
    if root is None or len(data) > SVG_LIMIT or etree.QName(root).localname != "svg":
        raise RefusedPicture(
            _("“${name}” is not a drawing in SVG that can be read.", mapping={"name": name})
        )
    # Beside the root stand style sheets, which may be programs (XSLT).
    beside = [*root.itersiblings(), *root.itersiblings(preceding=True)]
    declared = root.getroottree().docinfo.internalDTD is not None
    if declared or any(map(_runs, [*beside, *root.iter()])):
        raise RefusedPicture(
            _(
                "“${name}” holds a script or a link to elsewhere. "
                "Export it again as plain SVG, or as PNG.",
                mapping={"name": name},
            )
        )


def _runs(element: etree._Element) -> bool:
    """Tell whether an element of an SVG runs something or fetches it from elsewhere."""
    if not isinstance(element.tag, str):
        return not isinstance(element, etree._Comment)
    if etree.QName(element).localname.lower() in ACTIVE:
        return True
    for key, value in element.attrib.items():
        name, text = etree.QName(key).localname.lower(), "".join(value.lower().split())
        if name.startswith("on") or "javascript:" in text or "url(http" in text:
            return True
        inside = text.startswith(("#", "data:image/png", "data:image/jpeg"))
        if name in LINKS and not inside and (":" in text or text.startswith("//")):
            return True
    return "@import" in (element.text or "") or "url(http" in (element.text or "").replace(" ", "")
