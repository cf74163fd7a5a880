"""The page of an item that is kept nowhere, made harmless: it is only looked at."""

from collections.abc import Mapping
from communesplone.sharing.previewing.marking import framed
from communesplone.sharing.previewing.marking import has_mark
from communesplone.sharing.previewing.marking import OPEN
from communesplone.sharing.previewing.marking import plain
from lxml import html
from lxml.html import HtmlElement
from urllib.parse import urlsplit


#: What tells machines about a page that is none.
ABOUT = "//head/link[@rel='canonical' or @rel='alternate'] | //meta[@property or @http-equiv]"
RUNS = ("script", "base", "iframe", "object", "embed", "noscript")
LOADS = ("src", "srcset", "poster", "background")
SHOWS = ("img", "source", "video", "audio", "track", "input")


def harmless(
    page_html: str,
    nowhere: tuple[str, ...],
    site_url: str,
    words: Mapping[str, str],
    head: str,
    bar: str,
) -> str:
    """Return the page of a draft: no script, nothing from elsewhere, no link to itself.

    :param nowhere: addresses that the draft and its pictures say of themselves: no page is there.
    :param words: what is said of a field that is still to be filled in, by its name.
    :param head: HTML for the head.
    :param bar: HTML that stands above the page, after the link that skips to the content.
    """
    page = html.document_fromstring(page_html)
    for element in (*page.iter(*RUNS), *page.xpath(ABOUT)):
        element.drop_tree()
    for element in page.iter(html.etree.Element):
        _calm(element, words)
    _stay_here(page, site_url)
    _lead_nowhere(page, nowhere)
    for form in page.iter("form"):
        if form.get("method", "get").lower() != "get":
            form.set("inert", "inert")
    for robots in page.xpath("//head/meta[@name='robots']"):
        robots.drop_tree()
    for one in html.fragments_fromstring(head):
        page.head.append(one)
    _above(page.body, html.fragment_fromstring(bar))
    text = html.tostring(page, doctype="<!DOCTYPE html>", encoding="unicode")
    return framed(text, words)


def _calm(element: HtmlElement, words: Mapping[str, str]) -> None:
    """Take away what runs, and marks where there is no room for a frame."""
    for name, value in list(element.attrib.items()):
        if name.startswith("on") or (name in ("href", "action") and has_mark(value)):
            del element.attrib[name]
        elif OPEN in value:
            element.set(name, plain(value, words))
    if element.tag in ("title", "option", "textarea"):
        element.text = plain(element.text or "", words)


def _stay_here(page: HtmlElement, site_url: str) -> None:
    """Take away what would be loaded from elsewhere; the policy of the page refuses it too."""
    for element in list(page.iter(*SHOWS)):
        named = [element.get(name) for name in LOADS if element.get(name)]
        if any(_is_elsewhere(part, site_url) for value in named for part in value.split(",")):
            element.drop_tree()
    for link in list(page.iter("link")):
        if _is_elsewhere(link.get("href", ""), site_url):
            link.drop_tree()


def _is_elsewhere(value: str, site_url: str) -> bool:
    there, here = urlsplit(value.strip().split(" ")[0]), urlsplit(site_url)
    return bool(there.scheme or there.netloc) and there.netloc != here.netloc


def _lead_nowhere(page: HtmlElement, nowhere: tuple[str, ...]) -> None:
    below = tuple(f"{url}{sign}" for url in nowhere for sign in "/?#")
    for link in page.iter("a", "area"):
        address = link.get("href", "")
        if address in nowhere or address.startswith(below):
            del link.attrib["href"]
            link.set("role", "link")
            link.set("aria-disabled", "true")


def _above(body: HtmlElement, bar: HtmlElement) -> None:
    """Put the bar first; only what skips to the content comes before."""
    first = next(iter(body), None)
    at = 1 if first is not None and first.tag == "a" and "skip" in first.get("class", "") else 0
    body.insert(at, bar)
