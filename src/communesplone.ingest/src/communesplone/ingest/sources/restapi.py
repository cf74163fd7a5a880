"""A Plone that is asked over the web: its REST interface gives what an account, or anybody, sees.

Whatever addresses it answers with, only its own host is asked.
"""

from __future__ import annotations

from communesplone.core import _
from communesplone.ingest.interfaces import Refused
from communesplone.ingest.interfaces import Unreachable
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import Record
from communesplone.ingest.sources import plone
from dataclasses import replace
from typing import Any
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from urllib.parse import urlsplit
import json


if TYPE_CHECKING:
    from communesplone.ingest.sources import Input


SIZE = 25
LARGEST_ANSWER = 40_000_000
LARGEST_FILE = 300_000_000


def read(given: Input, cursor: Any) -> tuple[list[Record], int | None, str]:
    """Return the items of one answer, where the next begins, and what tells Plone.

    :raises UnreadableSource: when no REST interface answers there.
    """
    site = given.address.rstrip("/")
    start = cursor or 0
    query = {"fullobjects": 1, "expand": "translations", "b_size": SIZE, "b_start": start}
    address = f"{site}/@search?{urlencode(query)}&sort_on=path"
    answer = given.fetcher.get(address, LARGEST_ANSWER, accept="application/json")
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(_no_rest()) from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise UnreadableSource(_no_rest())
    found = [_item(one, site, given) for one in items if isinstance(one, dict)]
    batching = data.get("batching")
    is_last = not items or not isinstance(batching, dict) or not batching.get("next")
    following = None if is_last else start + SIZE
    return [one for one in found if one is not None], following, plone.ORIGIN


def _no_rest() -> Any:
    return _(
        "No REST interface of Plone answers there. Ask for an export, or choose “Any website”."
    )


def _item(data: dict[str, Any], site: str, given: Input) -> Record | None:
    address = str(data.get("@id") or "")
    path = _path(address, site)
    files = {}
    for name in ("image", "file"):
        value = data.get(name)
        if isinstance(value, dict) and isinstance(value.get("download"), str):
            files[name] = {
                "url": _own(value["download"], site),
                "name": str(value.get("filename") or path.rpartition("/")[2]),
                "type": str(value.get("content-type") or "application/octet-stream"),
            }
    record = plone.item(data, path, address, files, given.language, _group(data))
    return record if record is None or given.keep is None else _with_bytes(record, given)


def _path(address: str, site: str) -> str:
    return urlsplit(address).path.removeprefix(urlsplit(site).path.rstrip("/"))


def _own(address: str, site: str) -> str:
    """Return an address as one of the host that was given, whatever host it names."""
    parts, own = urlsplit(address), urlsplit(site)
    return parts._replace(scheme=own.scheme, netloc=own.netloc).geturl()


def _group(data: dict[str, Any]) -> str:
    """Return what an item and its translations have in common: the first of their addresses."""
    components = data.get("@components")
    found = components.get("translations") if isinstance(components, dict) else None
    others = found.get("items") if isinstance(found, dict) else None
    names = [str(one.get("@id")) for one in others or () if isinstance(one, dict)]
    return min([*names, str(data.get("@id"))]) if names else ""


def _with_bytes(record: Record, given: Input) -> Record:
    """Fetch the bytes of a record now, while there is an account."""
    if record.data is None or given.keep is None:
        return record
    try:
        body = given.fetcher.get(record.data["url"], LARGEST_FILE).body
    except (Refused, Unreachable):
        # Asked once more when it is written: its line of the report then says why.
        return record
    given.keep(record.key, body)
    described = {name: record.data[name] for name in ("name", "type")}
    return replace(record, data={"kept": record.key, **described})
