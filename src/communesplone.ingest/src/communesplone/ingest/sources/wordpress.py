"""WordPress: its export, WXR, which is RSS with the texts in it; files come by their address."""

from __future__ import annotations

from communesplone.core import _
from communesplone.ingest import shortcodes
from communesplone.ingest.html.blocks import parsed
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import named
from communesplone.ingest.records import Record
from communesplone.ingest.sources import xml
from datetime import datetime
from datetime import UTC
from lxml import etree
from mimetypes import guess_type
from typing import Any
from typing import TYPE_CHECKING
from urllib.parse import unquote
from urllib.parse import urlsplit
from zope.i18n import translate
import re


if TYPE_CHECKING:
    from communesplone.ingest.sources import Input
    from communesplone.ingest.sources.archive import Archive


#: The namespaces carry a version, 1.0 to 1.2: names are read without them.
ITEM = "item"
KINDS = {"page": "page", "post": "news", "attachment": "file", "tribe_events": "event"}
PRIVATE_TYPES = ("nav_menu_item", "revision", "custom_css", "customize_changeset", "wp_", "oembed")
DROPPED = ("trash", "auto-draft")
UPLOADS = "wp-content/uploads/"
#: Items that are read in one batch: a transaction each, so that a long reading goes on.
PER_BATCH = 400
ABOVE = ("post_id", "post_name", "post_parent", "title")
#: What Polylang calls the language of a post and the group of its translations, as categories;
#: what the export of WPML writes, as fields.
POLYLANG = {"language": "language", "post_translations": "group"}
WPML = {"_wpml_import_language_code": "language", "_wpml_import_translation_group": "group"}
SUBJECTS = ("category", "post_tag")
NO_CATEGORY = ("uncategorized", "non-classe", "geen-categorie", "allgemein")


def read(given: Input, cursor: Any) -> tuple[list[Record], int | None, str]:
    """Return the next items of an export, where those after it begin, and whose it is.

    :raises UnreadableSource: when it is no WXR.
    """
    start = cursor or 0
    origin, number = "", 0
    items: list[dict[str, Any]] = []
    pages: dict[str, dict[str, Any]] = {}
    for element in xml.elements(
        _export(given.archive), ITEM, "{*}base_blog_url", "{*}base_site_url"
    ):
        name = etree.QName(element).localname
        if name in ("base_blog_url", "base_site_url"):
            origin = (element.text or "").strip() or origin
            continue
        item = _fields(element)
        if item["post_type"] == "page" and _is_content(item):
            # Those below it need its name, wherever they stand in the file.
            pages[item["post_id"]] = {name: item.get(name, "") for name in ABOVE}
        if start <= number < start + PER_BATCH and _is_content(item):
            items.append(item)
        number += 1
    if not origin or not number:
        raise UnreadableSource(
            _("This is no export of WordPress. It is made there under Tools, Export: All content.")
        )
    found = [_record(item, pages, given) for item in items]
    following = start + PER_BATCH if start + PER_BATCH < number else None
    return [*_sections(found, given.language), *found], following, origin.rstrip("/")


def _export(archive: Archive) -> bytes:
    """Return the XML: the file itself, or the one in the zip."""
    if not archive.is_zip:
        return archive.whole()
    found = [name for name in archive.names if name.lower().endswith((".xml", ".wxr"))]
    if len(found) != 1:
        raise UnreadableSource(_("A zip of WordPress holds one XML file, its export."))
    return archive.read(found[0])


def _fields(element: etree._Element) -> dict[str, Any]:
    found: dict[str, Any] = {"meta": {}, "categories": [], "language": "", "group": ""}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        qualified = etree.QName(child)
        name, text = qualified.localname, child.text or ""
        if name == "encoded":
            name = "excerpt" if "excerpt" in (qualified.namespace or "") else "content"
        if name == "postmeta":
            values = {etree.QName(one).localname: one.text or "" for one in child}
            found["meta"][values.get("meta_key", "")] = values.get("meta_value", "")
        elif name == "category":
            domain, nicename = child.get("domain"), child.get("nicename", "")
            if domain in POLYLANG:
                found[POLYLANG[domain]] = nicename
            elif domain in SUBJECTS and nicename not in NO_CATEGORY:
                found["categories"].append(text.strip())
        elif name not in ("language", "group", "meta", "categories"):
            found[name] = text.strip() if name != "content" else text
    for name, meaning in WPML.items():
        found[meaning] = found[meaning] or found["meta"].get(name, "")
    return {"post_id": "", "post_type": "", "status": "", "link": "", "title": "", **found}


def _is_content(item: dict[str, Any]) -> bool:
    kind = item["post_type"]
    return bool(
        item["post_id"] and item["status"] not in DROPPED and not kind.startswith(PRIVATE_TYPES)
    )


def _record(item: dict[str, Any], parents: dict[str, dict[str, Any]], given: Input) -> Record:
    if item["post_type"] == "attachment":
        return _attachment(item, given.archive)
    kind = KINDS.get(item["post_type"], "page")
    above = _above(item, parents)
    if item["post_type"] == "page":
        section, place = (above[0], above[1:]) if above else ("", ())
    else:
        section, place = {"news": "actualites", "event": "agenda"}.get(kind, named(kind)), ()
        if kind == "page":
            section = named(item["post_type"])
    html, notes = shortcodes.expanded(item.get("content", ""))
    if item.get("post_password"):
        notes.append(("password", ""))
    lead = item["meta"].get("_thumbnail_id", "")
    return Record(
        key=f"post:{item['post_id']}",
        kind=kind,
        title=_words(item["title"]) or item.get("post_name") or f"page-{item['post_id']}",
        section=section,
        place=tuple(place),
        name=item.get("post_name") or named(item["title"], f"page-{item['post_id']}"),
        addresses=_addresses(item["link"]),
        base=item["link"],
        description=_words(item.get("excerpt", "")),
        html=shortcodes.paragraphs(html),
        public=item["status"] == "publish" and not item.get("post_password"),
        subjects=tuple(one for one in item["categories"] if one),
        effective=_moment(item.get("post_date_gmt", "")),
        start=_moment(item["meta"].get("_EventStartDate", "")),
        end=_moment(item["meta"].get("_EventEndDate", "")),
        lead=f"post:{lead}" if lead.isdigit() else "",
        language=_language(item, given.language),
        group=item["group"],
        notes=tuple(notes),
    )


def _words(text: str) -> str:
    """Return the words of a title or an excerpt, which WordPress keeps as HTML."""
    return " ".join(parsed(text).text_content().split()) if re.search("[<&]", text) else text


def _language(item: dict[str, Any], main: str) -> str:
    """Return the language of an item, "" for that of the site it comes to ("nl-be" is "nl")."""
    code = re.split(r"[-_]", item["language"].lower())[0]
    return "" if code == main or not re.fullmatch(r"[a-z]{2,3}", code) else code


def _attachment(item: dict[str, Any], archive: Archive) -> Record:
    url = item.get("attachment_url", "") or item.get("guid", "")
    path = unquote(urlsplit(url).path)
    name = path.rpartition("/")[2]
    kind = guess_type(name)[0] or "application/octet-stream"
    return Record(
        key=f"post:{item['post_id']}",
        kind="image" if kind.startswith("image/") else "file",
        title=_words(item["title"]) or name,
        section="medias",
        name=name or f"fichier-{item['post_id']}",
        addresses=tuple(dict.fromkeys([*_addresses(url), *_addresses(item["link"])])),
        references=(shortcodes.attachment(item["post_id"]),),
        description=_words(item.get("excerpt", "")),
        alt=item["meta"].get("_wp_attachment_image_alt", "").strip(),
        public=True,
        effective=_moment(item.get("post_date_gmt", "")),
        data={"name": name, "type": kind, **_where(path, url, archive)},
    )


def _where(path: str, url: str, archive: Archive) -> dict[str, str]:
    """Return where the bytes of an attachment are: in the zip, else on the old site."""
    below = path.partition(UPLOADS)[2]
    for name in (f"{UPLOADS}{below}", f"uploads/{below}", below):
        if below and name in archive.names:
            return {"member": name}
    return {"url": url}


def _above(item: dict[str, Any], parents: dict[str, dict[str, Any]]) -> list[str]:
    """Return the names of the pages above a page, from the top; a circle is cut."""
    found: list[str] = []
    seen = {item["post_id"]}
    above = parents.get(item.get("post_parent", ""))
    while above is not None and above["post_id"] not in seen:
        seen.add(above["post_id"])
        found.insert(0, above.get("post_name") or named(above["title"], above["post_id"]))
        above = parents.get(above.get("post_parent", ""))
    return found


def _addresses(link: str) -> tuple[str, ...]:
    """Return the path of a link; none for that of a draft, "/?page_id=3"."""
    path = unquote(urlsplit(link).path).rstrip("/")
    return (path,) if path else ()


def _moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC).isoformat()
    except ValueError:
        return ""


def _sections(found: list[Record], main: str) -> list[Record]:
    """Return the folders of what stands in none on the old site, in each of its languages."""
    titles = {"actualites": _("News"), "agenda": _("Agenda"), "medias": _("Pictures and files")}
    used = {(one.language, one.section) for one in found}
    return [
        Record(
            key=f"section:{language}:{name}" if language else f"section:{name}",
            kind="folder",
            title=translate(titles[name], target_language=language or main),
            section=name,
            public=True,
            language=language,
        )
        for language, name in sorted(used)
        if name in titles
    ]
