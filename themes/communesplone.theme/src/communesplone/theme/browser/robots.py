"""What machines read first: /robots.txt and /sitemap.xml, with images and languages."""

from communesplone.core.browser.page import FILES
from communesplone.core.browser.page import Page
from communesplone.core.images import images
from communesplone.core.memory import remember
from gzip import compress
from lxml import etree
from plone import api
from plone.base.interfaces.controlpanel import ISiteSchema
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.component.hooks import getSite


#: The protocol allows 50,000 addresses in a file.
MOST = 45_000
NOT_PAGES = frozenset({*FILES, "LIF", "Plone Site", "TempFolder"})
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
XHTML = "http://www.w3.org/1999/xhtml"
#: Pages that differ for each visitor's words, and doors for editors.
NOT_FOR_ROBOTS = ("/@@search", "/search", "/login", "/@@useful", "/*?page=*&")


class SitemapXml(Page):
    """@@sitemap.xml and @@sitemap.xml.gz: what everybody may read, and when it changed."""

    def __call__(self) -> bytes:
        """Answer the file, packed when its name says so."""
        packed = self.__name__.endswith(".gz")
        response = self.request.response
        kind = "application/gzip" if packed else "application/xml; charset=utf-8"
        response.setHeader("Content-Type", kind)
        response.setHeader("X-Robots-Tag", "noindex")
        self.lighten()
        key = ("sitemap.xml", packed, self.context.getPhysicalPath())
        return remember(getSite(), key, lambda: self._packed() if packed else self._made())

    def _packed(self) -> bytes:
        # The time is left out, so that the same file has the same bytes.
        return compress(self._made(), mtime=0)

    def _made(self) -> bytes:
        root = etree.Element(
            f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "image": IMAGE, "xhtml": XHTML}
        )
        brains = [brain for brain in self._brains() if brain.portal_type not in NOT_PAGES]
        groups: dict[str, dict[str, str]] = {}
        for brain in brains:
            groups.setdefault(_group(brain), {})[brain.Language] = brain.getURL()
        _add(root, self.context.absolute_url())
        for brain in brains:
            if brain.getURL() != self.context.absolute_url():
                entry = _add(root, brain.getURL(), brain.modified.ISO8601())
                _translate(entry, groups.get(_group(brain), {}))
                _illustrate(entry, brain)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def _brains(self) -> list[AbstractCatalogBrain]:
        path = "/".join(self.context.getPhysicalPath())
        catalog = api.portal.get_tool("portal_catalog")
        return catalog.searchResults(path=path, sort_on="path", sort_limit=MOST)[:MOST]


def _group(brain: AbstractCatalogBrain) -> str:
    found = getattr(brain, "TranslationGroup", None)
    return found if isinstance(found, str) and found else brain.UID


def _add(root: etree._Element, url: str, modified: str = "") -> etree._Element:
    entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
    etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = url
    if modified:
        etree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = modified
    return entry


def _translate(entry: etree._Element, translations: dict[str, str]) -> None:
    if len(translations) > 1:
        for code, url in sorted(translations.items()):
            etree.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=url)


def _illustrate(entry: etree._Element, brain: AbstractCatalogBrain) -> None:
    found = images(brain)
    if found:
        image = etree.SubElement(entry, f"{{{IMAGE}}}image")
        etree.SubElement(image, f"{{{IMAGE}}}loc").text = found["src"]


class Robots(Page):
    """@@robots.txt: what a commune wrote itself, else ours; always with the site map."""

    def __call__(self) -> str:
        """Answer the file."""
        url = self.context.absolute_url()
        own = api.portal.get_registry_record("plone.robots_txt", default="") or ""
        usual = ISiteSchema["robots_txt"].default
        if own.strip() and own.strip() != (usual or "").strip():
            # Braces of a commune's own text are no instructions to us.
            text = own.replace("{portal_url}", url).rstrip()
        else:
            text = "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)])
        if "sitemap:" not in text.lower():
            text += f"\n\nSitemap: {url}/sitemap.xml"
        self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return text + "\n"
