"""Canonical bytes, digests and Ed25519 signatures of what is shared.

Canonical JSON: keys sorted, no spaces, UTF-8, no NaN. What is signed is the canonical JSON of
everything but the signature itself.
"""

from base64 import b64decode
from base64 import b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Link
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from dataclasses import asdict
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
import json


SIGNATURE = "signature"
#: Changes of keys that are kept, and followed, one after the other.
MOST_LINKS = 50


def canonical(data: Any) -> bytes:
    """Return data of JSON as the only bytes that stand for them.

    :raises SharingError: it is no data of JSON.
    """
    try:
        text = json.dumps(
            data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        )
        return text.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise SharingError(_("This content cannot be shared as it is.")) from error


def digest(data: bytes) -> str:
    """Return the name of bytes: sha256: and 64 hexadecimal digits."""
    return f"sha256:{sha256(data).hexdigest()}"


def new_key() -> bytes:
    """Return a new private key, 32 bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> str:
    """Return the public key of a private one, in base64."""
    found = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return b64encode(found.public_bytes_raw()).decode()


def sign(data: bytes, private: bytes) -> str:
    """Return the signature of bytes in base64."""
    return b64encode(Ed25519PrivateKey.from_private_bytes(private).sign(data)).decode()


def is_signed(data: bytes, signature: str, key: str) -> bool:
    """Tell whether bytes were signed with a public key; what cannot be read was not."""
    try:
        public = Ed25519PublicKey.from_public_bytes(b64decode(key, validate=True))
        public.verify(b64decode(signature, validate=True), data)
    except (InvalidSignature, NotBase64, TypeError, ValueError):
        return False
    return True


def signed(document: Mapping[str, Any], private: bytes) -> dict[str, Any]:
    """Return a document with its signature."""
    bare = {name: value for name, value in document.items() if name != SIGNATURE}
    return {**bare, SIGNATURE: sign(canonical(bare), private)}


def is_document_signed(document: Mapping[str, Any], key: str) -> bool:
    """Tell whether a document has the signature of a public key."""
    bare = {name: value for name, value in document.items() if name != SIGNATURE}
    return is_signed(canonical(bare), str(document.get(SIGNATURE, "")), key)


def told_asking(issuer: str, tool: str, word: str) -> bytes:
    """Return the bytes of a request for a tool that are signed."""
    return canonical({"issuer": issuer, "tool": tool, "word": word})


def told(report: Report) -> bytes:
    """Return the bytes of a report that are signed."""
    return canonical(asdict(report))


def is_said(data: bytes, signature: str, ring: Ring) -> bool:
    """Tell whether bytes that bear no date were signed with the current key of a ring."""
    return any(is_signed(data, signature, key) for key in _current(ring))


def _current(ring: Ring) -> set[str]:
    """Return the keys that sign now: neither revoked nor followed by another one."""
    return {one.key for one in ring.keys if not (one.revoked or one.until)}


def find_key(ring: Ring, key: str, moment: str) -> PublicKey | None:
    """Return a key of a ring that signed at a moment (ISO), None for one that did not.

    A revoked key signed nothing: whoever has it can write any date.
    """
    try:
        at = datetime.fromisoformat(moment)
        for one in ring.keys:
            if one.key != key or one.revoked:
                continue
            since = datetime.fromisoformat(one.since)
            until = datetime.fromisoformat(one.until) if one.until else None
            if since <= at and (until is None or at <= until):
                return one
    except (TypeError, ValueError):
        return None
    return None


def signed_ring(ring: Ring, private: bytes) -> Ring:
    """Return a ring signed with the key that was current before the change."""
    document = _bare(ring) | {"by": public_key(private)}
    return replace(ring, by=document["by"], signature=sign(canonical(document), private))


def linked(issuer: str, serial: int, key: str, private: bytes) -> Link:
    """Return the word of a key that another takes its place.

    :param serial: of the ring in which it does.
    """
    by = public_key(private)
    return Link(serial, key, by, sign(_link(issuer, serial, key, by), private))


def _link(issuer: str, serial: int, key: str, by: str) -> bytes:
    return canonical({"link": issuer, "serial": serial, "key": key, "by": by})


def is_ring_signed(ring: Ring) -> bool:
    """Tell whether a ring is signed by the key that it names."""
    document = _bare(ring) | {"by": ring.by}
    return bool(ring.keys) and is_signed(canonical(document), ring.signature, ring.by)


def follows(ring: Ring, known: Ring) -> bool:
    """Tell whether a ring may take the place of a known one: newer, signed by its current key.

    Or by one to which links lead from there. A former key lets nobody in, revoked or not: it is
    kept to prove what it signed in its time.
    """
    newer = ring.issuer == known.issuer and ring.serial > known.serial
    return newer and ring.by in _reached(ring, known) and is_ring_signed(ring)


def _reached(ring: Ring, known: Ring) -> set[str]:
    """Return the keys that may sign a ring for who knows another one.

    A key that the ring says was taken back leads nowhere: whoever has it could have gone on.
    """
    found = _current(known)
    good = {one.key for one in ring.keys if not one.revoked}
    for one in ring.links[-MOST_LINKS:]:
        between = known.serial < one.serial < ring.serial
        if not (between and one.by in found & good and one.key in good):
            continue
        if is_signed(_link(ring.issuer, one.serial, one.key, one.by), one.signature, one.by):
            found.add(one.key)
    return found


def _bare(ring: Ring) -> dict[str, Any]:
    return {
        "issuer": ring.issuer,
        "serial": ring.serial,
        "keys": [asdict(one) for one in ring.keys],
    }
