"""Rich text of sections: what may stay in it, and where its links lead."""

from collections.abc import Callable
from communesplone.core.sections.fields import INTERNAL
from communesplone.core.sections.fields import is_address
from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement
import re


PLAIN = (
    "p br hr strong b em i s u sub sup small cite code pre q blockquote "
    "ul ol li dl dt dd table caption thead tbody tfoot tr figure figcaption"
)
#: Element: attributes that may stay.
ALLOWED: dict[str, frozenset[str]] = dict.fromkeys(PLAIN.split(), frozenset()) | {
    "a": frozenset({"href", "title", "hreflang", "lang"}),
    "abbr": frozenset({"title"}),
    **dict.fromkeys(("h3", "h4", "h5"), frozenset({"id"})),
    "img": frozenset({"src", "alt", "role", "srcset", "sizes", "width", "height"}),
    "ol": frozenset({"start"}),
    "span": frozenset({"lang"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
#: Headings of a text stand under that of its section.
RENAMED = {"h1": "h3", "h2": "h3", "h6": "h5", "div": "p", "strike": "s", "del": "s"}
BLOCKS = "p h3 h4 h5 ul ol dl table figure blockquote pre hr"
#: Elements that leave with all that is in them.
DROPPED = (
    "script style iframe object embed applet frame frameset noscript template svg math form "
    "input button select option textarea audio video source track link meta base title head "
    "canvas dialog"
)
#: The names of headings: no script and no page finds something else by them.
ANCHOR = re.compile(r"h-[a-z0-9-]{1,80}")
RELATIVE = re.compile(r"^(?:\.\./)*(?=resolveuid/)")
LOOKS_LIKE_HTML = re.compile(r"<(?:p|br|h\d|ul|ol|table|div|blockquote|strong|em|a|img)\b", re.I)


def clean(text: str) -> str:
    """Return HTML without what could run, call a third party or break the page.

    Plain text becomes paragraphs: that is what somebody types without script.
    """
    if not LOOKS_LIKE_HTML.search(text):
        text = _paragraphs(text)
    return _written(_clean_tree(_parsed(text)))


def resolve(
    text: str, link: Callable[[str, str], str | None], image: Callable[[str], dict | None]
) -> str:
    """Return the HTML with its links into the site resolved, cleaned again.

    :param link: gives the address of a UID and what follows it; None takes the link away.
    :param image: gives the attributes of the picture with a UID; None takes it away.
    """
    tree = _clean_tree(_parsed(text))
    for element in list(tree.iter("a")):
        if found := INTERNAL.fullmatch(element.get("href") or ""):
            url = link(found.group(1), found.group(2) or "")
            if url is None:
                element.drop_tag()
            else:
                element.set("href", url)
    for element in list(tree.iter("img")):
        found = INTERNAL.fullmatch(element.get("src") or "")
        attributes = image(found.group(1)) if found else None
        if attributes is None:
            element.drop_tree()
        else:
            alt = element.get("alt") or ""
            element.attrib.clear()
            element.attrib.update({"alt": alt, **attributes})
    return _written(tree)


def plain(text: str) -> str:
    """Return the words of HTML, for the search."""
    return " ".join(" ".join(_parsed(text).itertext()).split())


def uids(text: str) -> set[str]:
    """Return the items that HTML links to or shows."""
    return {found.group(1) for found in INTERNAL.finditer(text)}


def _paragraphs(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parts = [part.strip() for part in re.split(r"\n\s*\n", escaped.replace("\r\n", "\n"))]
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)


def _parsed(text: str) -> HtmlElement:
    text = "".join(char for char in text if char in "\n\t" or ord(char) >= 32)
    try:
        return html.fragment_fromstring(text, create_parent="div")
    except ParserError:
        return html.Element("div")


def _clean_tree(tree: HtmlElement) -> HtmlElement:
    for element in list(tree.iterdescendants()):
        if element.getparent() is None:
            continue
        if (
            not isinstance(element.tag, str)
            or element.tag in DROPPED.split()
            or ":" in element.tag
        ):
            element.drop_tree()
            continue
        element.tag = RENAMED.get(element.tag, element.tag)
        if element.tag not in ALLOWED:
            element.drop_tag()
            continue
        _clean_attributes(element)
    for table in tree.iter("table"):
        _name_columns(table)
    for element in list(tree.iter("p")):
        # A box around boxes
        if element.find("./p") is not None or any(
            child.tag in BLOCKS.split() for child in element
        ):
            element.drop_tag()
    return tree


def _name_columns(table: HtmlElement) -> None:
    """Have the first row of a table name its columns, when nothing in it names anything."""
    rows = list(table.iter("tr"))
    if len(rows) < 2 or next(table.iter("th"), None) is not None:
        return
    for cell in rows[0].findall("td"):
        cell.tag = "th"
        cell.set("scope", "col")


def _may_stay(tag: object) -> bool:
    """Tell whether what is in an element may stay: comments have no name, others a prefix."""
    return isinstance(tag, str) and tag not in DROPPED.split() and ":" not in tag


def _clean_attributes(element: HtmlElement) -> None:
    for name in list(element.attrib):
        if name not in ALLOWED[element.tag]:
            del element.attrib[name]
    if "id" in element.attrib and not ANCHOR.fullmatch(element.get("id")):
        del element.attrib["id"]
    for name in ("href", "src"):
        if name not in element.attrib:
            continue
        value = RELATIVE.sub("", element.get(name).strip())
        if is_address(value):
            element.set(name, value)
        else:
            del element.attrib[name]


def _written(tree: HtmlElement) -> str:
    inner = html.tostring(tree, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
    return "" if inner == "<div/>" else inner.strip()
