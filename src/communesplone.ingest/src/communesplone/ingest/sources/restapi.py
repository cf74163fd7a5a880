"""A Plone that is asked over the web: its REST interface gives what anonymous visitors see."""

from __future__ import annotations

from communesplone.core import _
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import Record
from communesplone.ingest.sources import plone
from typing import Any
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from urllib.parse import urlsplit
import json


if TYPE_CHECKING:
    from communesplone.ingest.sources import Input


SIZE = 25
LARGEST_ANSWER = 40_000_000


def read(given: Input, cursor: Any) -> tuple[list[Record], str | None, str]:
    """Return the items of one answer, the address of the next, and what tells Plone.

    :raises UnreadableSource: when no REST interface answers there.
    """
    site = given.address.rstrip("/")
    query = {"fullobjects": "1", "b_size": str(SIZE), "b_start": "0", "sort_on": "path"}
    address = cursor or f"{site}/@search?{urlencode(query)}"
    answer = given.fetcher.get(address, LARGEST_ANSWER, accept="application/json")
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(_no_rest()) from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise UnreadableSource(_no_rest())
    found = [_item(one, site) for one in items if isinstance(one, dict)]
    following = (data.get("batching") or {}).get("next") if items else None
    if isinstance(following, str) and urlsplit(following).netloc != urlsplit(site).netloc:
        following = None
    return [one for one in found if one is not None], following, plone.ORIGIN


def _no_rest() -> Any:
    return _(
        "No REST interface of Plone answers there. Ask for an export, or choose “Any website”."
    )


def _item(data: dict[str, Any], site: str) -> Record | None:
    address = str(data.get("@id") or "")
    path = urlsplit(address).path.removeprefix(urlsplit(site).path.rstrip("/"))
    files = {}
    for name in ("image", "file"):
        value = data.get(name)
        if isinstance(value, dict) and isinstance(value.get("download"), str):
            files[name] = {
                "url": value["download"],
                "name": str(value.get("filename") or path.rpartition("/")[2]),
                "type": str(value.get("content-type") or "application/octet-stream"),
            }
    return plone.item(data, path, address, files)
