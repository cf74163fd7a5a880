"""Which pictures are taken. Nothing here decodes one: only length, header and notes are read."""

from communesplone.core import _
from communesplone.core.pictures import claims
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
import re
import warnings


MEGA = 1024 * 1024
DEFAULTS = {"most_megabytes": 25, "most_megapixels": 60}
#: What browsers show.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "ICO")
SVG_LIMIT = 2 * MEGA
#: Elements of SVG that run, load or hold what runs.
ACTIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"})
LINKS = frozenset({"href", "src", "from", "to", "by", "values"})
#: Its elements run wherever they stand in a drawing: `meta` sends elsewhere.
XHTML = "http://www.w3.org/1999/xhtml"
INSIDE = ("#", "data:image/png", "data:image/jpeg")
OUTSIDE = re.compile(r"@import|url\(['\"]?(?!data:)(?:[a-z][\w+.-]*:|//)")


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
    """Read width, height and notes; Pillow decodes nothing as long as no pixel is asked for."""
    noted: object = b""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(opened, formats=FORMATS)
        noted = image.info.get("exif")
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
    opened.seek(0)
    if not claims.are_true(opened.read(), noted if isinstance(noted, bytes) else b""):
        raise RefusedPicture(
            _(
                "“${name}” holds notes of a camera that cannot be true. Open it in a program for "
                "pictures and save it again.",
                mapping={"name": name},
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
    kind = etree.QName(element)
    if kind.namespace == XHTML or kind.localname.lower() in ACTIVE:
        return True
    for key, value in element.attrib.items():
        name, text = etree.QName(key).localname.lower(), "".join(value.lower().split())
        if name.startswith("on") or "javascript:" in text or OUTSIDE.search(text):
            return True
        # An animation goes through several values.
        goals = text.split(";") if name == "values" else [text]
        if name in LINKS and any(map(_leads_out, goals)):
            return True
    return OUTSIDE.search("".join((element.text or "").lower().split())) is not None


def _leads_out(goal: str) -> bool:
    return not goal.startswith(INSIDE) and (":" in goal or goal.startswith("//"))
