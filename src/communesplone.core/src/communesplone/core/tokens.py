"""What a link in a mail proves: signed with the secret of one site, for one purpose, in time."""

from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
import base64
import hashlib
import hmac


CONFIRM = "confirm"
MANAGE = "manage"
UNSUBSCRIBE = "unsubscribe"
#: Of a SHA-256; 160 bits cannot be guessed.
SIGNATURE_BYTES = 20
LONGEST = 400


class InvalidToken(Exception):
    """Nobody here has signed this, or for another purpose."""


class ExpiredToken(InvalidToken):
    """It was good once."""


@dataclass(frozen=True)
class Token:
    """`subject` is a subscriber or a wish; `scope` what of it is meant, such as a topic."""

    purpose: str
    subject: str
    scope: str = ""
    expires: datetime | None = None


def sign(secret: bytes, token: Token) -> str:
    """Return a token as text for an address: letters, digits and `~._-`."""
    end = int(token.expires.timestamp()) if token.expires else 0
    text = f"{token.purpose}~{token.subject}~{token.scope}~{end}"
    return f"{text}~{_signature(secret, text)}"


def read(secret: bytes, text: str, purpose: str, now: datetime) -> Token:
    """Return the token of a text.

    :raises ExpiredToken: its time has passed.
    :raises InvalidToken: it is not signed by `secret` for `purpose`.
    """
    signed, _sign, signature = text[:LONGEST].rpartition("~")
    parts = signed.split("~")
    if not _same(signature, _signature(secret, signed)) or len(parts) != 4 or parts[0] != purpose:
        raise InvalidToken(text)
    end = int(parts[3])
    token = Token(*parts[:3], datetime.fromtimestamp(end, UTC) if end else None)
    if token.expires and token.expires <= now:
        raise ExpiredToken(text)
    return token


def short_signature(secret: bytes, text: str, length: int) -> str:
    """Return letters and digits that only `secret` gives to `text`."""
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()[:length]


def _signature(secret: bytes, text: str) -> str:
    digest = hmac.new(secret, text.encode(), hashlib.sha256).digest()[:SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
