"""WordPress: its export, WXR, which is RSS with the texts in it; files come by their address."""

from __future__ import annotations

from communesplone.core import _
from communesplone.ingest import shortcodes
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


if TYPE_CHECKING:
    from communesplone.ingest.sources import Input
    from communesplone.ingest.sources.archive import Archive


#: The namespaces carry a version, 1.0 to 1.2: names are read without them.
ITEM = "item"
KINDS = {"page": "page", "post": "news", "attachment": "file", "tribe_events": "event"}
PRIVATE_TYPES = ("nav_menu_item", "revision", "custom_css", "customize_changeset", "wp_", "oembed")
DROPPED = ("trash", "auto-draft")
UPLOADS = "wp-content/uploads/"
NO_CATEGORY = ("uncategorized", "non-classe", "geen-categorie", "allgemein")


def read(given: Input, _cursor: Any) -> tuple[list[Record], None, str]:
    """Return all that an export holds, the cursor of its end, and the address of the old site.

    :raises UnreadableSource: when it is no WXR.
    """
    data = _export(given.archive)
    origin, items = "", []
    for element in xml.elements(data, ITEM, "{*}base_blog_url", "{*}base_site_url"):
        name = etree.QName(element).localname
        if name in ("base_blog_url", "base_site_url"):
            origin = (element.text or "").strip() or origin
        elif name == ITEM:
            items.append(_fields(element))
    if not origin or not items:
        raise UnreadableSource(
            _("This is no export of WordPress. It is made there under Tools, Export: All content.")
        )
    kept = [item for item in items if _is_content(item)]
    parents = {item["post_id"]: item for item in kept if item["post_type"] == "page"}
    found = [_record(item, parents, given) for item in kept]
    return [*_sections(found, given.language), *found], None, origin.rstrip("/")


def _export(archive: Archive) -> bytes:
    """Return the XML: the file itself, or the one in the zip."""
    if not archive.is_zip:
        return archive.whole()
    found = [name for name in archive.names if name.lower().endswith((".xml", ".wxr"))]
    if len(found) != 1:
        raise UnreadableSource(_("A zip of WordPress holds one XML file, its export."))
    return archive.read(found[0])


def _fields(element: etree._Element) -> dict[str, Any]:
    found: dict[str, Any] = {"meta": {}, "categories": []}
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
            if child.get("nicename") not in NO_CATEGORY:
                found["categories"].append(text.strip())
        else:
            found[name] = text.strip() if name != "content" else text
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
        title=item["title"],
        section=section,
        place=tuple(place),
        name=item.get("post_name") or named(item["title"], f"page-{item['post_id']}"),
        addresses=_addresses(item["link"]),
        base=item["link"],
        description=item.get("excerpt", ""),
        html=shortcodes.paragraphs(html),
        public=item["status"] == "publish" and not item.get("post_password"),
        subjects=tuple(one for one in item["categories"] if one),
        effective=_moment(item.get("post_date_gmt", "")),
        start=_moment(item["meta"].get("_EventStartDate", "")),
        end=_moment(item["meta"].get("_EventEndDate", "")),
        lead=f"post:{lead}" if lead.isdigit() else "",
        notes=tuple(notes),
    )


def _attachment(item: dict[str, Any], archive: Archive) -> Record:
    url = item.get("attachment_url", "") or item.get("guid", "")
    path = unquote(urlsplit(url).path)
    name = path.rpartition("/")[2]
    kind = guess_type(name)[0] or "application/octet-stream"
    return Record(
        key=f"post:{item['post_id']}",
        kind="image" if kind.startswith("image/") else "file",
        title=item["title"] or name,
        section="medias",
        name=name or f"fichier-{item['post_id']}",
        addresses=tuple(dict.fromkeys([*_addresses(url), *_addresses(item["link"])])),
        references=(shortcodes.attachment(item["post_id"]),),
        description=item.get("excerpt", ""),
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


def _sections(found: list[Record], language: str) -> list[Record]:
    """Return the folders of what stands in none on the old site."""
    titles = {"actualites": _("News"), "agenda": _("Agenda"), "medias": _("Pictures and files")}
    used = {one.section for one in found}
    return [
        Record(
            key=f"section:{name}",
            kind="folder",
            title=translate(title, target_language=language),
            section=name,
            public=True,
        )
        for name, title in titles.items()
        if name in used
    ]
