"""The part of a web page that is its content: without menus, headers, footers."""

from communesplone.core import _
from communesplone.ingest.interfaces import UnreadableSource
from dataclasses import dataclass
from lxml import etree
from lxml import html
from lxml.html import HtmlElement
import re


CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
#: Where content stands, the surest first.
PLACES = (
    "//main",
    "//*[@role='main']",
    "//article[not(ancestor::article)]",
    "//*[@id='content' or @id='contenu' or @id='main' or @id='main-content']",
)
AROUND = "nav header footer aside script style noscript template"
ROLES = ("navigation", "banner", "contentinfo", "search", "complementary")


@dataclass(frozen=True)
class Content:
    """A page: `files` are pairs of link and alternative text, None for what is only linked."""

    title: str = ""
    description: str = ""
    html: str = ""
    files: tuple[tuple[str, str | None], ...] = ()


def read(body: bytes, kind: str) -> Content:
    """Return the content of a page.

    :param kind: its Content-Type, whose encoding goes before that of the page.
    :raises UnreadableSource: when it is no HTML.
    """
    declared = CHARSET.search(kind)
    encoding = declared[1] if declared else _own_encoding(body)
    try:
        parser = html.HTMLParser(encoding=encoding, no_network=True)
        page = html.document_fromstring(body, parser=parser)
    except (etree.LxmlError, LookupError, ValueError) as error:
        raise UnreadableSource(_("This is no page of HTML.")) from error
    title = _title(page)
    found = next((one for place in PLACES if (one := page.xpath(place))), None)
    whole = found[0] if found else page.find("body")
    if whole is None:
        return Content(title=title)
    _strip(whole, is_body=not found)
    heading = whole.find(".//h1")
    if heading is not None and _words(heading) == title:
        heading.drop_tree()
    return Content(
        title=title,
        description=_meta(page, "description"),
        html=html.tostring(whole, encoding="unicode", with_tail=False),
        files=_files(whole),
    )


def _own_encoding(body: bytes) -> str:
    """Return what a page says of its encoding; else UTF-8 where it is that, else Windows-1252."""
    declared = CHARSET.search(body[:2048].decode("ascii", "ignore"))
    if declared:
        return declared[1]
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _title(page: HtmlElement) -> str:
    heading = page.find(".//h1")
    words = _words(heading) if heading is not None else ""
    title = page.find(".//title")
    return words or (_words(title) if title is not None else "")


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _meta(page: HtmlElement, name: str) -> str:
    found = page.xpath("//meta[@name=$name]/@content", name=name)
    return " ".join(found[0].split()) if found else ""


def _strip(whole: HtmlElement, *, is_body: bool) -> None:
    """Take out what is around the content; of a whole body only, what may be content stays."""
    for element in list(whole.iterdescendants()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        around = element.tag in AROUND.split() if is_body else element.tag in ("nav", "template")
        if around or element.get("role") in ROLES:
            element.drop_tree()


def _files(whole: HtmlElement) -> tuple[tuple[str, str | None], ...]:
    found: list[tuple[str, str | None]] = []
    for element in whole.iter("img", "a"):
        link = element.get("src") if element.tag == "img" else element.get("href")
        if link and not link.startswith(("data:", "#", "mailto:", "tel:", "javascript:")):
            found.append((link, element.get("alt", "") if element.tag == "img" else None))
    return tuple(found)
