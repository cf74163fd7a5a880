"""Signed requests: HTTP Message Signatures (RFC 9421) with Ed25519, in one form and no other.

    Content-Digest: sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:
    Signature-Input: sharing=("@method" "@authority" "@path" "content-digest");
        created=1764469800;keyid="nis%3A92094";nonce="b3k2…";alg="ed25519"
    Signature: sharing=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9…:

`keyid` is who signs, as percent-encoded id of an issuer; the keys are those of its ring. Method,
host, path and body are what was signed, so that a request goes nowhere else and says nothing
else; its moment and its nonce make it good once, for some minutes.
"""

from base64 import b64encode
from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import find_key
from communesplone.core.sharing.signing import is_signed
from communesplone.core.sharing.signing import sign
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from persistent import Persistent
from urllib.parse import quote
from urllib.parse import unquote
from urllib.parse import urlsplit
import re
import secrets


#: Seconds by which clocks may differ and a request may be late.
WINDOW = 300
#: Calls of one side within that time. A worker makes some ten in a second at its fastest: more is
#: no news any more, and would keep others waiting.
MOST_CALLS = 3000
COVERED = '("@method" "@authority" "@path" "content-digest")'
INPUT = re.compile(
    r'sharing=(?P<parameters>\("@method" "@authority" "@path" "content-digest"\)'
    r';created=(?P<created>\d{1,12});keyid="(?P<issuer>[\x21\x23-\x5b\x5d-\x7e]{1,200})"'
    r';nonce="(?P<nonce>[A-Za-z0-9_-]{16,64})";alg="ed25519")'
)
SIGNATURE = re.compile(r"sharing=:(?P<signature>[A-Za-z0-9+/]{86}==):")


class NotBelieved(SharingError):
    """A request that is not from whom it says, or that came before."""


@dataclass(frozen=True)
class Message:
    """What of a request is signed. `authority` is the host, with its port unless it is usual."""

    method: str
    authority: str
    path: str
    body: bytes

    @property
    def digest(self) -> str:
        """The `Content-Digest` (RFC 9530)."""
        return f"sha-256=:{b64encode(sha256(self.body).digest()).decode()}:"

    def base(self, parameters: str) -> bytes:
        """Return the signature base (RFC 9421, 2.5)."""
        lines = (
            f'"@method": {self.method}',
            f'"@authority": {self.authority}',
            f'"@path": {self.path}',
            f'"content-digest": {self.digest}',
            f'"@signature-params": {parameters}',
        )
        return "\n".join(lines).encode()


@dataclass(frozen=True)
class Claim:
    """Who says to have signed a request, when, with what."""

    issuer: str
    created: int
    nonce: str
    parameters: str
    signature: str


def message_to(method: str, url: str, body: bytes) -> Message:
    """Return what is signed of a request to an address without a query."""
    parts = urlsplit(url)
    return Message(method, parts.netloc.lower(), parts.path, body)


def signed_headers(message: Message, issuer: str, private: bytes) -> dict[str, str]:
    """Return the headers that sign a request now."""
    created = int(datetime.now(UTC).timestamp())
    return headers_of(message, issuer, private, created, secrets.token_urlsafe(18))


def headers_of(
    message: Message, issuer: str, private: bytes, created: int, nonce: str
) -> dict[str, str]:
    """Return the headers that sign a request of a moment (seconds since 1970)."""
    parameters = (
        f'{COVERED};created={created};keyid="{quote(issuer, safe="")}"'
        f';nonce="{nonce}";alg="ed25519"'
    )
    return {
        "Content-Digest": message.digest,
        "Signature-Input": f"sharing={parameters}",
        "Signature": f"sharing=:{sign(message.base(parameters), private)}:",
    }


def claim_of(headers: Mapping[str, str]) -> Claim:
    """Return what the headers of a request claim; names as `signed_headers` writes them.

    :raises NotBelieved: they claim nothing that can be read.
    """
    told = INPUT.fullmatch(headers.get("Signature-Input", ""))
    signature = SIGNATURE.fullmatch(headers.get("Signature", ""))
    if told is None or signature is None:
        raise NotBelieved(_("This request is not signed."))
    return Claim(
        unquote(told["issuer"]),
        int(told["created"]),
        told["nonce"],
        told["parameters"],
        signature["signature"],
    )


def check(claim: Claim, message: Message, ring: Ring, now: datetime) -> None:
    """Accept a request that a current key of a ring signed a moment ago.

    :raises NotBelieved: for any other.
    """
    if abs(now.timestamp() - claim.created) > WINDOW:
        raise NotBelieved(_("This request is too old, or the clocks differ."))
    at = datetime.fromtimestamp(claim.created, UTC).isoformat()
    keys = [one.key for one in ring.keys if find_key(ring, one.key, at) is not None]
    base = message.base(claim.parameters)
    if ring.issuer != claim.issuer or not any(
        is_signed(base, claim.signature, key) for key in keys
    ):
        raise NotBelieved(_("This request is not signed by whom it says."))


class Nonces(Persistent):
    """The requests that were accepted within the last minutes: none is accepted twice."""

    def __init__(self) -> None:
        #: "moment nonce" -> issuer, the oldest first
        self.seen = OOBTree()
        #: Issuer -> (window, how many calls of it were accepted in that one)
        self.counted = OOBTree()

    def use(self, claim: Claim, now: datetime) -> None:
        """Note a request, and forget those that are too old to come again.

        :raises NotBelieved: it came before.
        :raises Full: the same side has made very many.
        """
        key = f"{claim.created:012} {claim.nonce}"
        if key in self.seen:
            raise NotBelieved(_("This request came before."))
        oldest = f"{max(0, int(now.timestamp()) - 2 * WINDOW):012}"
        for old in list(self.seen.keys(None, oldest)):
            del self.seen[old]
        window = int(now.timestamp()) // WINDOW
        last, count = self.counted.get(claim.issuer, (window, 0))
        if last == window and count >= MOST_CALLS:
            raise Full(_("You have told very much within minutes: the rest is heard later."))
        self.counted[claim.issuer] = (window, count + 1 if last == window else 1)
        self.seen[key] = claim.issuer
