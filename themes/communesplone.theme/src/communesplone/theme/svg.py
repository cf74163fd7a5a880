"""Drawings that people send: what may run, reach out or hide is taken out of an SVG file.

What is not on the lists below goes. Styles become attributes, since a drawing in a page may
bring no style sheet of its own.
"""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from lxml import etree
import re


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\S+", text))


SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
BYTES = 200 * 1024
#: Of a drawing that stands in the home page itself.
SKYLINE_BYTES = 8 * 1024
ELEMENTS = _words(
    "svg g defs title desc path rect circle ellipse line polyline polygon clipPath mask "
    "linearGradient radialGradient stop use symbol pattern text tspan"
)
#: Elements that a drawing in the page may not have: names in a page must be its own.
NOT_IN_PAGES = _words(
    "defs title desc clipPath mask linearGradient radialGradient stop use symbol pattern text "
    "tspan"
)
PAINT = _words(
    "fill fill-opacity fill-rule clip-rule stroke stroke-width stroke-opacity stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity stop-color "
    "stop-opacity clip-path mask font-size font-family font-weight text-anchor"
)
SHAPE = _words(
    "d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox "
    "preserveAspectRatio id offset gradientUnits gradientTransform spreadMethod clipPathUnits "
    "maskUnits maskContentUnits patternUnits patternContentUnits patternTransform version"
)
RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
INNER = re.compile(r"#[\w.:-]+\Z")
REACHES = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|data:|@import|expression", re.IGNORECASE)


class DrawingError(CommunesError):
    """A file that is no drawing we can show; its first argument says why, to people."""


def clean(data: bytes, in_page: bool = False) -> str:
    """Return the SVG text of a drawing without anything that runs or reaches out.

    :param in_page: whether it stands in a page, where it may have no names and less weight.
    :raises DrawingError: when it is no SVG, is too heavy or shows nothing.
    """
    if len(data) > BYTES:
        raise DrawingError(_("This drawing is too heavy: send one of 200 kB at most."))
    root = _parsed(data)
    styles = _style_sheet(root)
    allowed = ELEMENTS - NOT_IN_PAGES if in_page else ELEMENTS
    for element in list(root.iter()):
        _clean_element(element, allowed, styles, in_page)
    if not any(True for _found in _shapes(root)):
        raise DrawingError(_("This drawing shows nothing that we can keep: save it as plain SVG."))
    _give_size(root)
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode")
    if in_page and len(text.encode()) > SKYLINE_BYTES:
        raise DrawingError(_("This drawing is too heavy for the home page: 8 kB at most."))
    return text


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DrawingError(_("This is not a drawing: send an SVG file.")) from error
    if root.tag != f"{{{SVG}}}svg":
        raise DrawingError(_("This is not a drawing: send an SVG file."))
    return root


def _style_sheet(root: etree._Element) -> dict[str, dict[str, str]]:
    """Return what the style elements say of classes, as drawing programs write them."""
    found: dict[str, dict[str, str]] = {}
    for style in root.iter(f"{{{SVG}}}style"):
        for name, rules in RULE.findall(style.text or ""):
            found.setdefault(name, {}).update(_declarations(rules))
    return found


def _declarations(rules: str) -> dict[str, str]:
    pairs = (rule.partition(":")[::2] for rule in rules.split(";") if ":" in rule)
    return {name.strip(): value.strip() for name, value in pairs}


def _clean_element(
    element: etree._Element,
    allowed: frozenset[str],
    styles: dict[str, dict[str, str]],
    in_page: bool,
) -> None:
    name = element.tag if isinstance(element.tag, str) else ""
    if name.removeprefix(f"{{{SVG}}}") not in allowed or not name.startswith(f"{{{SVG}}}"):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        return
    given = dict(element.attrib)
    kept = {key: value for key, value in given.items() if key in PAINT | SHAPE}
    for word in given.get("class", "").split():
        kept |= styles.get(word, {})
    kept |= _declarations(given.get("style", ""))
    target = given.get("href", given.get(XLINK, ""))
    if INNER.match(target):
        kept["href"] = target
    if in_page:
        kept.pop("id", None)
    element.attrib.clear()
    for key, value in kept.items():
        if key in PAINT | SHAPE | {"href"} and not REACHES.search(value):
            element.set(key, value)


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    shapes = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use")
    return root.iter(*(f"{{{SVG}}}{name}" for name in shapes))


def _give_size(root: etree._Element) -> None:
    """Make sure that the drawing can grow and shrink: it needs the box it was drawn in."""
    if root.get("viewBox") is None:
        width, height = (root.get(side, "").removesuffix("px") for side in ("width", "height"))
        try:
            root.set("viewBox", f"0 0 {float(width):g} {float(height):g}")
        except ValueError as error:
            raise DrawingError(
                _("This drawing does not say its size: give it a viewBox.")
            ) from error
