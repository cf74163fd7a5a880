"""Links and pictures of a text that would name what its reader may not see."""

from collections.abc import Iterator
from communesplone.core.guards import is_anonymous
from communesplone.core.previewing import seen
from lxml import html
from lxml.html import HtmlElement
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import unquote
from urllib.parse import urlsplit
from zope.component.hooks import getSite
import re


#: What stands in an address after the path of an item.
AFTER_THE_PATH = re.compile(r"/(?:@|view$|download\b).*")
ADDRESSES = {"a": "href", "img": "src"}


def without_private(text: str) -> str:
    """Return HTML for citizens: links to what they may not see become text, pictures of it go.

    What other users read is not changed: a text of theirs is kept for nobody else.
    """
    site = getSite()
    if site is None or not text or not is_anonymous():
        return text
    tree = html.fragment_fromstring(text, create_parent="div")
    named = [
        (element, path) for element in tree.iter(*ADDRESSES) for path in _paths(site, element)
    ]
    private = _private(site, {path for _element, path in named})
    hidden = [element for element, path in named if path in private]
    for element in hidden:
        if element.tag == "a":
            element.drop_tag()
        else:
            element.drop_tree()
    if not hidden:
        return text
    return html.tostring(tree, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


def _paths(site: PloneSite, element: HtmlElement) -> Iterator[str]:
    """Yield the physical path of the item that an element leads to, if it is one of the site."""
    address = element.get(ADDRESSES[element.tag]) or ""
    base = urlsplit(site.absolute_url())
    found = urlsplit(address)
    prefix = base.path.rstrip("/") + "/"
    if (found.netloc and found.netloc != base.netloc) or not found.path.startswith(prefix):
        return
    below = AFTER_THE_PATH.sub("", "/" + unquote(found.path).removeprefix(prefix)).strip("/")
    if below:
        yield "/".join((*site.getPhysicalPath(), below))


def _private(site: PloneSite, paths: set[str]) -> set[str]:
    if not paths:
        return set()
    catalog = getToolByName(site, "portal_catalog")
    query = {"path": {"query": sorted(paths), "depth": 0}}
    # Which of them exist is told to nobody
    known = {brain.getPath() for brain in catalog.unrestrictedSearchResults(**query)}
    return known - {brain.getPath() for brain in seen(catalog, **query)}
