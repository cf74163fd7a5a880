"""Links to files in a text: each says what one gets, "(PDF, 1,2 Mo)", before the click."""

from communesplone.core.typography import NBSP
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from urllib.parse import unquote
import json
import re


FILES = ("File", "Library Document")
LINK = re.compile(r'(<a\s[^>]*?href="([^"#?]+)[^"]*"[^>]*>)(.*?)(</a>)', re.DOTALL)
#: What stands after the address of an item in a link to its file.
TAIL = re.compile(r"/(?:view|latest|@@download/.*|@@display-file/.*)$")
SAID = re.compile(r"\b(?:PDF|DOCX?|XLSX?|PPTX?|OD[TSP]|ZIP|CSV|[KM][Bo])\b")
MOST = 200


def with_sizes(html: str, site: PloneSite, language: str) -> str:
    """Return a text whose links to files of the site name their type and size, once each."""
    url, root = site.absolute_url(), "/".join(site.getPhysicalPath())
    paths = {
        href: root + TAIL.sub("", unquote(href.removeprefix(url)))
        for _open, href, _words, _end in LINK.findall(html)
        if href.startswith(f"{url}/")
    }
    if not paths:
        return html
    wanted = list(set(paths.values()))[:MOST]
    brains = getToolByName(site, "portal_catalog").searchResults(
        portal_type=FILES, path={"query": wanted, "depth": 0}
    )
    known = {brain.getPath(): _described(brain, language) for brain in brains}

    def complete(found: re.Match) -> str:
        opening, href, words, end = found.groups()
        said = known.get(paths.get(href, ""), "")
        if not said or SAID.search(re.sub(r"<[^>]*>", " ", words)):
            return found[0]
        return f"{opening}{words} ({said}){end}"

    return LINK.sub(complete, html)


def _described(brain: AbstractCatalogBrain, language: str) -> str:
    """Return the type and size that the catalog keeps of a file."""
    facts = getattr(brain, "document_facts", None)
    if isinstance(facts, str):
        known = json.loads(facts)
        return ", ".join(filter(None, (known.get("format"), _size(known["size"], language))))
    kind = brain.getId.rpartition(".")[2].upper() if "." in brain.getId else ""
    text = brain.getObjSize if isinstance(brain.getObjSize, str) else ""
    return ", ".join(filter(None, (kind, _in_words(text, language))))


def _size(size: int, language: str) -> str:
    unit, number = ("MB", size / 1024**2) if size >= 1024**2 else ("KB", size / 1024)
    return _in_words(f"{number:.1f} {unit}" if unit == "MB" else f"{number:.0f} {unit}", language)


def _in_words(text: str, language: str) -> str:
    """Return a size such as "1.2 MB" in the units and figures of a language."""
    if not text:
        return ""
    number, _space, unit = text.partition(" ")
    if language == "fr":
        unit = {"B": "o", "KB": "Ko", "MB": "Mo", "GB": "Go"}.get(unit, unit)
    return f"{number if language == 'en' else number.replace('.', ',')}{NBSP}{unit}"
