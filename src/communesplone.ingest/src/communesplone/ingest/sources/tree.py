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
#: Names that Plone gave for the moment of the making: nobody has them.
UUID = re.compile(r"/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def read(given: Input, _cursor: Any) -> tuple[list[Record], None, str]:
    """Return all items of an export, the cursor of its end, and what tells Plone.

    :raises UnreadableSource: when it is no such export.
    """
    archive = given.archive
    top = next((name.removesuffix(METADATA) for name in _ends(archive, METADATA)), None)
    if top is None:
        raise UnreadableSource(
            _("This is no export of Plone: a zip of the folder that plone-exporter wrote.")
        )
    listed = _json(archive, top + METADATA).get("_data_files_") or []
    found = []
    for name in listed:
        data = _json(archive, f"{top}content/{name}")
        if str(name).startswith(ROOT):
            continue
        record = plone.item(data, _path(data), _path(data), _files(data, archive, top))
        if record is not None:
            found.append(record)
    former = _former(archive, f"{top}redirects.json")
    found = [
        replace(one, addresses=(*one.addresses, *former.get(one.addresses[0], ())))
        for one in found
    ]
    return found, None, plone.ORIGIN


def _ends(archive: Archive, name: str) -> list[str]:
    return sorted((one for one in archive.names if one.endswith(name)), key=len)


def _json(archive: Archive, name: str) -> dict[str, Any]:
    try:
        found = json.loads(archive.read(name))
    except (ValueError, RecursionError) as error:
        mapping = {"name": name}
        raise UnreadableSource(_("“${name}” in the zip is damaged.", mapping=mapping)) from error
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
