"""Any website: the pages that its sitemap lists, and the pictures and files that they show."""

from __future__ import annotations

from communesplone.core import _
from communesplone.ingest.interfaces import InnerNetwork
from communesplone.ingest.interfaces import Unreachable
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import named
from communesplone.ingest.records import Record
from communesplone.ingest.sources import main_content
from communesplone.ingest.sources import xml
from mimetypes import guess_type
from typing import Any
from typing import TYPE_CHECKING
from urllib.parse import unquote
from urllib.parse import urljoin
from urllib.parse import urlsplit
import gzip
import io
import re
import zlib


if TYPE_CHECKING:
    from communesplone.ingest.fetching import Fetcher
    from communesplone.ingest.sources import Input


PER_BATCH = 10
MOST_PAGES = 20_000
MOST_SITEMAPS = 50
LARGEST_PAGE = 5_000_000
LARGEST_SITEMAP = 50_000_000
EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|zip|csv|txt|ics|jpe?g|png|gif|webp|svg|mp3|mp4)$",
    re.IGNORECASE,
)


def read(given: Input, cursor: Any) -> tuple[list[Record], Any, str]:
    """Return the pages of a batch with what they show; the cursor lists what is to read yet.

    :raises UnreadableSource: when there is no sitemap.
    """
    site = _site(given.address)
    if cursor is None:
        return [], {"pages": _pages(given.address, given.fetcher), "files": []}, site
    files = set(cursor["files"])
    found: list[Record] = []
    for url in cursor["pages"][:PER_BATCH]:
        found.extend(_page(url, site, given.fetcher, files))
    rest = cursor["pages"][PER_BATCH:]
    return found, {"pages": rest, "files": sorted(files)} if rest else None, site


def _site(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UnreadableSource(
            _("Write the whole address of the old site, such as https://www.example.be")
        )
    return f"{parts.scheme}://{parts.netloc}"


def _pages(address: str, fetcher: Fetcher) -> list[str]:
    """Return the addresses of the pages that the sitemaps of a site list, of that site only."""
    site = _site(address)
    waiting = [address] if re.search(r"\.xml(\.gz)?$", urlsplit(address).path) else []
    waiting = waiting or [
        f"{site}/sitemap.xml",
        f"{site}/sitemap.xml.gz",
        f"{site}/sitemap_index.xml",
    ]
    found: dict[str, None] = {}
    read_already: set[str] = set()
    problem: Exception | None = None
    while waiting and len(read_already) < MOST_SITEMAPS:
        url = waiting.pop(0)
        if url in read_already:
            continue
        read_already.add(url)
        try:
            pages, more = _sitemap(fetcher.get(url, LARGEST_SITEMAP).body)
        except InnerNetwork:
            # No other sitemap of the site would be asked either: say why.
            raise
        except (Unreachable, UnreadableSource) as error:
            problem = error
            continue
        waiting.extend(one for one in more if urlsplit(one).netloc == urlsplit(site).netloc)
        for page in pages:
            if urlsplit(page).netloc == urlsplit(site).netloc and len(found) < MOST_PAGES:
                found[page] = None
    if not found:
        raise UnreadableSource(
            _("No sitemap was found there. Give its address, which ends with .xml.")
        ) from problem
    return list(found)


def _sitemap(data: bytes) -> tuple[list[str], list[str]]:
    """Return the pages and the further sitemaps of a sitemap (sitemaps.org 0.9)."""
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(data)) as opened:
                data = opened.read(LARGEST_SITEMAP + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableSource(_("This is no XML file.")) from error
        if len(data) > LARGEST_SITEMAP:
            raise UnreadableSource(_("This file is too large to be read at once."))
    root = xml.tree(data)
    places = [(one.text or "").strip() for one in root.iterfind("./{*}*/{*}loc")]
    return ([], places) if root.tag.endswith("sitemapindex") else (places, [])


def _page(url: str, site: str, fetcher: Fetcher, files: set[str]) -> list[Record]:
    """Return the record of a page and those of what it shows first; a note where it fails."""
    path = unquote(urlsplit(url).path)
    if FILES.search(path):
        return [_file(url, "")] if _new(url, files) else []
    try:
        answer = fetcher.get(url, LARGEST_PAGE, accept="text/html")
        if "html" not in answer.kind:
            return [_file(url, "")] if _new(url, files) else []
        read_page = main_content.read(answer.body, answer.kind)
    except (Unreachable, UnreadableSource) as error:
        note = ("unread", str(error))
        return [_record(url, main_content.Content(title=path or url), (note,), public=False)]
    shown = [
        _file(address, alt)
        for link, alt in read_page.files
        for address in [urljoin(answer.url, link).partition("#")[0]]
        if urlsplit(address).netloc == urlsplit(site).netloc
        and (alt is not None or FILES.search(urlsplit(address).path))
        and _new(address, files)
    ]
    return [*shown, _record(url, read_page, (), public=True)]


def _new(url: str, files: set[str]) -> bool:
    known = url in files
    files.add(url)
    return not known


def _names(path: str) -> list[str]:
    return [named(EXTENSION.sub("", name)) for name in unquote(path).split("/") if name]


def _record(
    url: str, content: main_content.Content, notes: tuple[tuple[str, str], ...], *, public: bool
) -> Record:
    path = unquote(urlsplit(url).path).rstrip("/")
    names = _names(path) or ["accueil"]
    return Record(
        key=url,
        kind="page",
        title=content.title or names[-1],
        section=names[0] if len(names) > 1 else "",
        place=tuple(names[1:-1]),
        name=names[-1],
        addresses=(path,) if path else (),
        base=url,
        description=content.description,
        html=content.html,
        public=public,
        notes=notes,
    )


def _file(url: str, alt: str | None) -> Record:
    path = unquote(urlsplit(url).path)
    name = path.rpartition("/")[2] or "fichier"
    kind = guess_type(name)[0] or "application/octet-stream"
    return Record(
        key=url,
        kind="image" if kind.startswith("image/") else "file",
        title=name,
        section="medias",
        name=name,
        addresses=(path,),
        base=url,
        alt=alt or "",
        public=True,
        data={"url": url, "name": name, "type": kind},
    )
