"""The second factor: codes of RFC 6238 (TOTP) over RFC 4226 (HOTP), and codes for emergencies.

Six lines of the standard library: pyotp does the same, and is one dependency more.
"""

from communesplone.accounts.store import Factor
from communesplone.core import _
from communesplone.core.tokens import short_signature
from datetime import datetime
from urllib.parse import quote
from urllib.parse import urlencode
import base64
import hashlib
import hmac
import secrets


STEP = 30
DIGITS = 6
#: A telephone whose clock is half a minute wrong is heard (RFC 6238, 5.2).
DRIFT = 1
SECRET_BYTES = 20
RECOVERY_CODES = 8
WRONG_CODE = _("This code is not right. Write the six digits that the app shows now.")
WAIT = _("Too many wrong codes. Wait some minutes, then try again.")
#: Without letters and digits that look alike.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def derived_secret(key: bytes, user_id: str, nonce: str) -> str:
    """Return the secret offered to a person, the same for the same nonce: a GET keeps nothing."""
    digest = hmac.new(key, f"factor {user_id} {nonce}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:SECRET_BYTES]).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of a period.

    >>> code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1)
    '287082'
    """
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: str, typed: str, now: datetime, after: int = 0) -> int | None:
    """Return the period whose code was typed, None for a wrong, an old or a used one.

    :param after: the last period whose code was used; codes up to it are refused.
    """
    code = "".join(typed.split())
    current = int(now.timestamp()) // STEP
    for step in range(current - DRIFT, current + DRIFT + 1):
        if step > after and hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def address(secret: str, account: str, issuer: str) -> str:
    """Return the otpauth: address that a telephone reads from the drawing."""
    label = quote(f"{issuer}:{account}", safe="")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer})}"


def new_recovery_codes() -> tuple[str, ...]:
    """Return codes to print, 50 bits each: they are shown once."""
    return tuple(
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(2))
        for _ in range(RECOVERY_CODES)
    )


def recovery_digest(key: bytes, user_id: str, code: str) -> str:
    """Return what is kept of a recovery code."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return short_signature(key, f"recovery {user_id} {plain}", 40)


def accept(factor: Factor, key: bytes, user_id: str, typed: str, now: datetime) -> bool:
    """Tell whether a code proves the second factor, and use it up: none works twice."""
    step = matching_step(factor.secret, typed, now, factor.last_step)
    if step is not None:
        factor.last_step = step
        return True
    digest = recovery_digest(key, user_id, typed)
    if digest in factor.recovery:
        factor.recovery = tuple(kept for kept in factor.recovery if kept != digest)
        return True
    return False
