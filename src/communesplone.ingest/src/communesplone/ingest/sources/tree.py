"""The folder that plone.exportimport wrote, as a zip."""

from __future__ import annotations

from communesplone.core import _
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import Record
from communesplone.ingest.sources import plone
from dataclasses import replace
from typing import Any
from typing import TYPE_CHECKING
import json
import re


if TYPE_CHECKING:
    from communesplone.ingest.sources import Input
    from communesplone.ingest.sources.archive import Archive


METADATA = "content/__metadata__.json"
ROOT = "plone_site_root"
#: What the export writes for the first language of the site.
DEFAULT = "##DEFAULT##"
#: Names that Plone gave for the moment of the making: nobody has them.
UUID = re.compile(r"/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


#: Bytes of one file of JSON: read, it takes many times as much memory.
LARGEST = 30_000_000
#: Items that are read in one batch: a transaction each, so that a long reading goes on.
PER_BATCH = 400


def read(given: Input, cursor: Any) -> tuple[list[Record], tuple[int, str] | None, str]:
    """Return the next items of an export, where those after them begin, and what tells Plone.

    :raises UnreadableSource: when it is no such export.
    """
    archive = given.archive
    top = next((name.removesuffix(METADATA) for name in _ends(archive, METADATA)), None)
    if top is None:
        raise UnreadableSource(
            _("This is no export of Plone: a zip of the folder that plone-exporter wrote.")
        )
    listed = _json(archive, top + METADATA).get("_data_files_")
    names = [str(name) for name in listed] if isinstance(listed, list) else []
    start, default = cursor or (0, _default(archive, top, names))
    former = _former(archive, f"{top}redirects.json")
    groups = _groups(archive, f"{top}translations.json")
    found = []
    for name in names[start : start + PER_BATCH]:
        data = _json(archive, f"{top}content/{name}")
        if name.startswith(ROOT):
            continue
        if data.get("language") == DEFAULT:
            data["language"] = default
        path, files = _path(data), _files(data, archive, top)
        group = groups.get(str(data.get("UID")), "")
        record = plone.item(data, path, path, files, given.language, group)
        if record is not None:
            known = (*record.addresses, *former.get(record.addresses[0], ()))
            found.append(replace(record, addresses=known))
    end = start + PER_BATCH
    following = (end, default) if end < len(names) else None
    return found, following, plone.ORIGIN


def _default(archive: Archive, top: str, names: list[str]) -> str:
    """Return the first language of a site that has a folder for each; "" for another site."""
    for name in names:
        data = _json(archive, f"{top}content/{name}")
        if data.get("@type") == "LRF" and data.get("language") == DEFAULT:
            return _path(data).strip("/")
    return ""


def _ends(archive: Archive, name: str) -> list[str]:
    return sorted((one for one in archive.names if one.endswith(name)), key=len)


def _parsed(archive: Archive, name: str) -> Any:
    try:
        return json.loads(archive.read(name, LARGEST))
    except (ValueError, RecursionError) as error:
        mapping = {"name": name}
        raise UnreadableSource(_("“${name}” in the zip is damaged.", mapping=mapping)) from error


def _json(archive: Archive, name: str) -> dict[str, Any]:
    found = _parsed(archive, name)
    if not isinstance(found, dict):
        raise UnreadableSource(_("“${name}” in the zip is damaged.", mapping={"name": name}))
    return found


def _path(data: dict[str, Any]) -> str:
    return "/" + str(data.get("@id") or "").strip("/")


def _files(data: dict[str, Any], archive: Archive, top: str) -> dict[str, dict[str, str]]:
    """Return the members that hold the bytes of an item's fields."""
    found = {}
    for name in ("image", "file"):
        value = data.get(name)
        if isinstance(value, dict) and isinstance(value.get("blob_path"), str):
            member = f"{top}content/{value['blob_path']}"
            found[name] = {
                "member": member,
                "name": str(value.get("filename") or member.rpartition("/")[2]),
                "type": str(value.get("content-type") or "application/octet-stream"),
            }
    return found


def _former(archive: Archive, name: str) -> dict[str, list[str]]:
    """Return the addresses that already led on, by where they led; both below the site."""
    if name not in archive.names:
        return {}
    found: dict[str, list[str]] = {}
    for old, new in _json(archive, name).items():
        if isinstance(new, list):
            new = new[0] if new else ""
        if isinstance(new, str) and old.count("/") > 1 < new.count("/") and not UUID.search(old):
            # "/Plone/a": the first name is the site's own.
            target = "/" + new.split("/", 2)[2]
            found.setdefault(target, []).append("/" + old.split("/", 2)[2])
    return found


def _groups(archive: Archive, name: str) -> dict[str, str]:
    """Return the groups of translations, by the UIDs of their items."""
    if name not in archive.names:
        return {}
    found: dict[str, str] = {}
    for one in _parsed(archive, name) or ():
        spoken = one.get("translations") if isinstance(one, dict) else None
        if not isinstance(spoken, dict):
            continue
        canonical = str(one.get("canonical"))
        found |= dict.fromkeys([canonical, *map(str, spoken.values())], canonical)
    return found
