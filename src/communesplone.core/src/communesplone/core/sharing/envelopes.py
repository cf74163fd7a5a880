"""The envelope in which shared content travels, and what has to hold for it to be believed.

    {"format": "communes.sharing/1",
     "urn": "urn:uuid:…",            the same in each revision and in each copy
     "seed": "…",                    of which and of its issuer the urn was made (`issuers.urn_of`)
     "group": "urn:uuid:…",          one for all its translations
     "origin": {urn, revision, issuer, name} or null,   what it was adopted from, for a fork
     "revision": 3, "type": "Procedure", "language": "fr",
     "issuer": {id, name, province, language, population, key},
     "licence": "CC-BY-4.0" or "CC0-1.0",
     "audience": {sizes, provinces}, "note": "…", "change": "…",
     "issued": "2026-11-29T10:00:00+00:00",
     "fields": {name: data}, "references": [{key, type, title, urn}],   with file, name and
                                              the words of a picture where it comes along
     "files": {digest: {size, type}},
     "digest": "sha256:…",           of type, language, fields, references and files
     "signature": "…"}               of all the rest, by the issuer's key

The words of fields are those of `values`, references those of `references`.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import canonical
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.signing import find_key
from communesplone.core.sharing.signing import is_document_signed
from typing import Any
import re


FORMAT = "communes.sharing/1"
LICENCES = ("CC-BY-4.0", "CC0-1.0")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: 128 bits; empty where somebody revises what another named.
SEED = re.compile(r"(?:[0-9a-f]{32})?")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
#: Bytes of the data, and of all files together.
LARGEST, LARGEST_FILES = 2_000_000, 30_000_000
#: Characters of what people wrote beside the content, and of a name.
LONGEST_NOTE, LONGEST_NAME = 10_000, 200
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
SHAPE: dict[str, type | tuple[type, ...]] = {
    "format": str,
    "urn": str,
    "seed": str,
    "group": str,
    "origin": (dict, type(None)),
    "revision": int,
    "type": str,
    "language": str,
    "issuer": dict,
    "licence": str,
    "audience": dict,
    "note": str,
    "change": str,
    "issued": str,
    "fields": dict,
    "references": list,
    "files": dict,
    "digest": str,
    "signature": str,
}


def digest_of(envelope: Mapping[str, Any]) -> str:
    """Return the digest of what an envelope brings: the same content has the same one."""
    parts = ("type", "language", "fields", "references", "files")
    return digest(canonical({name: envelope[name] for name in parts}))


def verify(envelope: Mapping[str, Any], ring: Ring | None) -> None:
    """Accept an envelope that its issuer made and nobody changed.

    :param ring: the keys of its issuer; None when nobody knows that issuer.
    :raises SharingError: says what does not hold.
    """
    check_shape(envelope)
    issuer = envelope["issuer"]
    if ring is None or ring.issuer != issuer.get("id"):
        raise SharingError(_("Nobody knows the commune that is said to have written this."))
    if envelope["digest"] != digest_of(envelope):
        raise SharingError(_("This content is not what its author signed."))
    key = str(issuer.get("key", ""))
    if find_key(ring, key, envelope["issued"]) is None or not is_document_signed(envelope, key):
        raise SharingError(_("The signature of this content is not that of its author."))


def check_shape(envelope: Mapping[str, Any]) -> None:
    """Accept what has the shape of an envelope.

    :raises SharingError: for anything else.
    """
    if not _has_shape(envelope):
        raise SharingError(_("This content cannot be read."))
    if len(canonical(dict(envelope))) > LARGEST:
        raise SharingError(_("This content is too large to be shared."))


def _has_shape(envelope: Any) -> bool:
    return (
        isinstance(envelope, Mapping)
        and envelope.keys() == SHAPE.keys()
        and all(isinstance(envelope[name], kind) for name, kind in SHAPE.items())
        and envelope["format"] == FORMAT
        and bool(URN.fullmatch(envelope["urn"]))
        and bool(SEED.fullmatch(envelope["seed"]))
        and bool(URN.fullmatch(envelope["group"]))
        and 0 < envelope["revision"] < 1_000_000
        and envelope["licence"] in LICENCES
        and bool(LANGUAGE.fullmatch(envelope["language"]))
        and max(len(envelope["note"]), len(envelope["change"])) <= LONGEST_NOTE
        and all(_is_text(envelope["issuer"].get(name, "")) for name in ("id", "name", "province"))
        and _is_audience(envelope["audience"])
        and all(map(_is_reference, envelope["references"]))
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_NAME


def _is_audience(told: Mapping[str, Any]) -> bool:
    provinces = told.get("provinces", [])
    return (
        _is_text(told.get("sizes", ""))
        and isinstance(provinces, list)
        and all(map(_is_text, provinces))
    )


def _is_reference(told: Any) -> bool:
    return isinstance(told, dict) and all(
        value is None or isinstance(value, str) for value in told.values()
    )


def check_files(envelope: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Accept the files of an envelope: each there, each what its digest says, none too large.

    :raises SharingError: for anything else.
    """
    if sum(map(len, files.values())) > LARGEST_FILES:
        raise SharingError(_("The files of this content are too large to be shared."))
    if files.keys() != envelope["files"].keys():
        raise SharingError(_("A file of this content is missing."))
    if any(digest(data) != name for name, data in files.items()):
        raise SharingError(_("A file of this content is not what its author signed."))
