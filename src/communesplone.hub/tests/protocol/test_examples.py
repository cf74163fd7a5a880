"""The examples of the specification are what is on the wire (protocol-examples.md).

WRITE_EXAMPLES=1 writes them anew.
"""

from communesplone.core.fetching import Asked
from communesplone.core.fetching import opened
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.request_signing import headers_of
from communesplone.core.sharing.request_signing import message_to
from communesplone.core.sharing.request_signing import signed_headers
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed_ring
from communesplone.core.sharing.wire import written
from communesplone.hub import reviewing
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from pathlib import Path
import json
import os
import pytest
import transaction


PATH = Path(__file__).parents[4] / "docs" / "contributor" / "protocol-examples.md"
HUB = "https://hub.example.be/@library/v1"
SEED = bytes(range(32))
SINCE, MOMENT = "2026-01-01T00:00:00+00:00", "2026-11-30T09:00:00+00:00"
#: 30 November 2026, 10:00 in Brussels
CREATED, NONCE = 1_796_029_200, "c2hhcmluZy1leGFtcGxl"
HEAD = f"""# The protocol of sharing: examples

Written by `src/communesplone.hub/tests/protocol/test_examples.py` from what is on the wire; what
the fields mean is in [protocol.md](protocol.md). Bodies are shown with indents; what is sent and
signed has neither spaces nor line breaks between its parts. The private key of Durbuy is the 32
bytes 00 01 … 1f, its public key `{public_key(SEED)}`.
"""


class Examples:
    """Asks the hub, and writes down what was said."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.text = HEAD

    def get(self, title: str, path: str) -> None:
        with opened(f"{self.base}/{path}", WORKING, self._asked()) as response:
            answer = response.read(1_000_000)
        self._note(title, f"GET /@library/v1/{path}", "", answer)

    def call(self, title: str, name: str, issuer: str = "nis:83012", **arguments) -> None:
        body = written(arguments)
        headers = signed_headers(message_to("POST", f"{self.base}/{name}", body), issuer, SEED)
        asked = Asked("POST", {**self._asked().headers, **headers}, body)
        with opened(f"{self.base}/{name}", WORKING, asked) as response:
            answer = response.read(1_000_000)
        # As it would be at the moment of the example
        shown = headers_of(message_to("POST", f"{HUB}/{name}", body), issuer, SEED, CREATED, NONCE)
        lines = "\n".join(f"{word}: {value}" for word, value in shown.items())
        sent = f"Host: hub.example.be\n{lines}\n\n{_pretty(body)}"
        self._note(title, f"POST /@library/v1/{name}", sent, answer)

    def _asked(self) -> Asked:
        return Asked(headers={"Accept": "application/json"})

    def _note(self, title, line, sent, answer) -> None:
        said = f"HTTP/1.1 {answer.status}\n\n{_pretty(answer.body)}".rstrip()
        asked = f"{line}\nAccept: application/json\n{sent}".rstrip()
        self.text += f"\n## {title}\n\n```http\n{asked}\n```\n\n```http\n{said}\n```\n"


def _pretty(body: bytes) -> str:
    return json.dumps(json.loads(body), indent=2, ensure_ascii=False) if body else ""


@pytest.fixture
def examples(base, author, portal, monkeypatch):
    """Durbuy with the key of the examples, known to the hub."""
    monkeypatch.setattr(reviewing, "now", lambda: MOMENT)
    author.key = SEED
    mine = PublicKey(public_key(SEED), SINCE)
    author.ring = signed_ring(Ring("nis:83012", 1, (mine,)), SEED)
    told = Commune(author.ring, "https://durbuy.example.be", "Durbuy", "Luxembourg")
    catalogue(portal).communes["nis:83012"] = told
    transaction.commit()
    return Examples(base)


def test_the_examples_are_what_is_said(examples, author, portal):
    made = author.written()
    examples.call("A commune offers an item", "receive", envelope=made, files={})
    transaction.begin()
    reviewing.accept(portal, made["urn"], 1, "", "relectrice")
    transaction.commit()
    examples.get("Looking for something", "items?text=chalet&kinds=page")
    examples.get("What is known of an item", f"items/{made['urn']}")
    examples.call("A commune uses it", "adopted", urn=made["urn"], revision=1)
    examples.get("The keys of a commune", "communes/nis%3A83012/keys")
    forged = {**made, "note": "Autre"}
    examples.call("What is refused", "receive", envelope=forged, files={})
    examples.call("Who is not known", "released", issuer="nis:92094", urn=made["urn"])
    if os.environ.get("WRITE_EXAMPLES"):
        PATH.write_text(examples.text)
    assert PATH.read_text() == examples.text
