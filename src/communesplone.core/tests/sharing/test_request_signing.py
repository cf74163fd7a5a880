"""A signed request is good once, for one host and path, for some minutes."""

from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.request_signing import check
from communesplone.core.sharing.request_signing import claim_of
from communesplone.core.sharing.request_signing import headers_of
from communesplone.core.sharing.request_signing import message_to
from communesplone.core.sharing.request_signing import Nonces
from communesplone.core.sharing.request_signing import NotBelieved
from communesplone.core.sharing.request_signing import WINDOW
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import pytest


NOW = datetime(2026, 11, 30, 2, 10, tzinfo=UTC)
KEY, OTHER = bytes(range(32)), new_key()
MINE = PublicKey(public_key(KEY), "2026-11-01T00:00:00+00:00")
RING = Ring("nis:92094", 1, (MINE,))
URL = "https://Hub.example.be:8443/@library/v1/adopted"
NONCE = "0123456789abcdef"


def signed(issuer="nis:92094", private=KEY, at=NOW, nonce=NONCE):
    message = message_to("POST", URL, b"{}")
    return message, headers_of(message, issuer, private, int(at.timestamp()), nonce)


def test_what_is_signed_is_the_base_of_rfc_9421():
    message, headers = signed()
    parameters = (
        '("@method" "@authority" "@path" "content-digest");created=1796004600'
        ';keyid="nis%3A92094";nonce="0123456789abcdef";alg="ed25519"'
    )
    assert headers["Signature-Input"] == f"sharing={parameters}"
    digest = "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:"
    assert headers["Content-Digest"] == digest
    assert message.base(parameters).decode().split("\n") == [
        '"@method": POST',
        '"@authority": hub.example.be:8443',
        '"@path": /@library/v1/adopted',
        f'"content-digest": {digest}',
        f'"@signature-params": {parameters}',
    ]


def test_a_request_is_believed_that_a_current_key_signed():
    message, headers = signed()
    check(claim_of(headers), message, RING, NOW)


@pytest.mark.parametrize(
    "changed",
    [{"method": "PUT"}, {"authority": "x.be"}, {"path": "/@library/v1/released"}, {"body": b"[]"}],
    ids=str,
)
def test_a_request_says_nothing_else_and_goes_nowhere_else(changed):
    message, headers = signed()
    with pytest.raises(NotBelieved):
        check(claim_of(headers), replace(message, **changed), RING, NOW)


@pytest.mark.parametrize("late", [WINDOW + 1, -WINDOW - 1])
def test_a_request_of_another_time_is_not_believed(late):
    message, headers = signed()
    with pytest.raises(NotBelieved):
        check(claim_of(headers), message, RING, NOW + timedelta(seconds=late))


@pytest.mark.parametrize(
    "key",
    [
        replace(MINE, revoked="2026-11-29T00:00:00+00:00"),
        replace(MINE, until="2026-11-29T00:00:00+00:00"),
        replace(MINE, key=public_key(OTHER)),
    ],
    ids=["revoked", "ended", "another"],
)
def test_a_request_of_a_key_that_is_not_current_is_not_believed(key):
    message, headers = signed()
    with pytest.raises(NotBelieved):
        check(claim_of(headers), message, replace(RING, keys=(key,)), NOW)


def test_a_commune_does_not_sign_for_another():
    message, headers = signed(issuer="nis:83012")
    with pytest.raises(NotBelieved):
        check(claim_of(headers), message, RING, NOW)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Signature", ""),
        ("Signature", "sharing=:AAAA:"),
        ("Signature-Input", ""),
        ("Signature-Input", 'sharing=("@method");created=1;keyid="a";nonce="b";alg="ed25519"'),
    ],
)
def test_what_is_signed_otherwise_is_not_signed(name, value):
    _message, headers = signed()
    with pytest.raises(NotBelieved):
        claim_of(headers | {name: value})


def test_a_request_is_accepted_once_and_forgotten_when_it_is_too_old():
    kept = Nonces()
    kept.use(claim_of(signed()[1]), NOW)
    with pytest.raises(NotBelieved):
        kept.use(claim_of(signed()[1]), NOW)
    later = NOW + timedelta(seconds=3 * WINDOW)
    kept.use(claim_of(signed(at=later)[1]), later)
    assert len(kept.seen) == 1
