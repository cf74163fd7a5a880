"""The notice of an item: that it is published, in which revision and where, or that it is gone.

    {"format": "communes.syndication/1", "urn": "urn:uuid:…", "revision": 3,
     "state": "published" or "gone", "issuer": "nis:83012", "key": "…",
     "url": "https://…", "digest": "sha256:…", "issued": "2026-11-29T10:00:00+00:00",
     "signature": "…"}

It is signed like an envelope, by a key of the issuer, and names the envelope by its digest. Of a
urn only what is newer counts: a notice that is replayed changes nothing, nor does its envelope.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.envelopes import DIGEST
from communesplone.core.sharing.envelopes import URN
from communesplone.core.sharing.envelopes import verify
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import find_key
from communesplone.core.sharing.signing import is_document_signed
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.sharing.store import utc_now
from hashlib import sha256
from typing import Any
import re


FORMAT = "communes.syndication/1"
PUBLISHED, GONE = "published", "gone"
ADDRESS = re.compile(r"https?://[^\s\"'<>\\]{1,500}")
SHAPE: dict[str, type] = {
    "format": str,
    "urn": str,
    "revision": int,
    "state": str,
    "issuer": str,
    "key": str,
    "url": str,
    "digest": str,
    "issued": str,
    "signature": str,
}
Notice = dict[str, Any]


def published(envelope: Envelope, url: str, private: bytes) -> Notice:
    """Return the signed notice of an envelope.

    :param url: the address where citizens read the original; one that is none of the web is left
        out.
    """
    return _signed(
        private,
        urn=envelope["urn"],
        revision=envelope["revision"],
        state=PUBLISHED,
        issuer=envelope["issuer"]["id"],
        url=address(url),
        digest=envelope["digest"],
    )


def key_of(notice: Mapping[str, Any]) -> str:
    """Return the name of an item among all that sites show of one another; see `key`."""
    return key(notice["urn"], notice["issuer"])


def key(urn: str, issuer: str) -> str:
    """Return the name of an item: its urn, and who signs for it.

    Anybody may write the urn of another under something of their own; it is another item then,
    and keeps nobody out. Fit for addresses and for ids of a page, whatever an issuer is called.
    """
    return f"{urn}-{sha256(issuer.encode()).hexdigest()[:32]}"


def address(url: str) -> str:
    """Return an address of the web, empty for any other."""
    return url if ADDRESS.fullmatch(url) else ""


def gone(urn: str, revision: int, issuer: str, private: bytes) -> Notice:
    """Return the signed notice that an item is no longer published."""
    return _signed(
        private, urn=urn, revision=revision, state=GONE, issuer=issuer, url="", digest=""
    )


def _signed(private: bytes, **told: Any) -> Notice:
    made = {"format": FORMAT, **told, "key": public_key(private)}
    return signed(made | {"issued": utc_now().isoformat()}, private)


def check(
    notice: Mapping[str, Any], envelope: Mapping[str, Any] | None, ring: Ring | None
) -> None:
    """Accept a notice, and the envelope that comes with it, which their issuer made.

    :param ring: the keys of the issuer; None when nobody knows it.
    :raises SharingError: says what does not hold.
    """
    if not _has_shape(notice):
        raise SharingError(_("This content cannot be read."))
    if ring is None or ring.issuer != notice["issuer"]:
        raise SharingError(_("Nobody knows the commune that is said to have written this."))
    key = notice["key"]
    if find_key(ring, key, notice["issued"]) is None or not is_document_signed(notice, key):
        raise SharingError(_("The signature of this content is not that of its author."))
    if notice["state"] == GONE:
        return
    if not isinstance(envelope, Mapping):
        raise SharingError(_("This content cannot be read."))
    verify(envelope, ring)
    if any(envelope[name] != notice[name] for name in ("urn", "revision", "digest")):
        raise SharingError(_("This content is not what its author signed."))


def _has_shape(notice: Any) -> bool:
    return (
        isinstance(notice, Mapping)
        and notice.keys() == SHAPE.keys()
        and all(isinstance(notice[name], kind) for name, kind in SHAPE.items())
        and notice["format"] == FORMAT
        and bool(URN.fullmatch(notice["urn"]))
        and 0 < notice["revision"] < 1_000_000
        and notice["state"] in (PUBLISHED, GONE)
        and (notice["state"] == GONE or bool(DIGEST.fullmatch(notice["digest"])))
        and (not notice["url"] or bool(ADDRESS.fullmatch(notice["url"])))
    )
