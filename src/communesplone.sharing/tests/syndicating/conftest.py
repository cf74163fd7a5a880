"""A source over HTTPS on this machine, which answers what a test says: honestly or not."""

from collections.abc import Callable
from collections.abc import Iterator
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.core.sharing import IShareable
from communesplone.core.sharing import Shareable
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.envelopes import FORMAT
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.core.sharing.signing import signed_ring
from communesplone.sharing.syndicating import notices
from communesplone.sharing.syndicating import ways
from communesplone.sharing.syndicating.store import make_taken
from communesplone.sharing.syndicating.store import Subscription
from contextlib import suppress
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.x509.oid import NameOID
from dataclasses import asdict
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from pathlib import Path
from plone import api
from threading import Event
from threading import Thread
from typing import Any
from zope.component import getGlobalSiteManager
import json
import pytest
import ssl


SINCE = "2026-11-01T00:00:00+00:00"
#: "urn:uuid:" and a number as 12 digits.
URN = "urn:uuid:00000000-0000-4000-8000-{:012}"


class Commune:
    """A commune that writes, signs, and may lie."""

    def __init__(self, issuer: str = "nis:92094", name: str = "Namur") -> None:
        self.issuer, self.name, self.private = issuer, name, new_key()
        ring = Ring(issuer, 1, (PublicKey(public_key(self.private), SINCE),))
        self.ring = signed_ring(ring, self.private)

    def entry(
        self, number: int = 1, revision: int = 1, title: str = "La brocante", **more: Any
    ) -> dict[str, Any]:
        """Return an entry of a feed: what is published under a number."""
        envelope = {
            "format": FORMAT,
            "urn": URN.format(number),
            "seed": "",
            "group": URN.format(number),
            "origin": None,
            "revision": revision,
            "type": more.pop("type", "Document"),
            "language": more.pop("language", "en"),
            "issuer": {"id": self.issuer, "name": self.name, "key": public_key(self.private)},
            "licence": "CC-BY-4.0",
            "audience": {},
            "note": "",
            "change": "",
            "issued": "2026-11-29T10:00:00+00:00",
            "fields": {"title": title, **more},
            "references": [],
            "files": {},
        }
        envelope["digest"] = digest_of(envelope)
        envelope = signed(envelope, self.private)
        url = f"https://www.example.be/{number}"
        return {
            "notice": notices.published(envelope, url, self.private),
            "envelope": envelope,
        }

    def end(self, number: int, revision: int) -> dict[str, Any]:
        """Return the entry that says of something that it is gone."""
        notice = notices.gone(URN.format(number), revision, self.issuer, self.private)
        return {"notice": notice, "envelope": None}

    def page(self, *entries: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Return a feed of one page."""
        return {
            "format": notices.FORMAT,
            "name": self.name,
            "ring": asdict(self.ring),
            "entries": list(entries),
            "last": 1,
            "newest": 1,
            **more,
        }


class Handler(BaseHTTPRequestHandler):
    """Does what the server was told."""

    def do_GET(self) -> None:
        with suppress(OSError):
            self.server.act(self)

    def say(self, body: bytes, kind: str = "application/json", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def certificate(folder: Path) -> Path:
    """Write a key and a certificate for localhost, which signs itself; return the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "authority.pem"
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


class Source:
    """A running source: `address`, and what it does with a request."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.server = server
        self.leaving = Event()
        self.asked: list[str] = []
        self.address = f"https://localhost:{server.server_port}"

    def does(self, act: Callable[[Handler], None]) -> None:
        """Have it do something with each request."""

        def noting(request: Handler) -> None:
            self.asked.append(request.path)
            act(request)

        self.server.act = noting

    def says(self, page: Any) -> None:
        """Have it answer data as JSON."""
        body = json.dumps(page).encode()
        self.does(lambda request: request.say(body))


@pytest.fixture(scope="session")
def authority(tmp_path_factory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def source(authority, monkeypatch) -> Iterator[Source]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    made = Source(server)
    monkeypatch.setenv(ways.HOSTS, f"localhost:{server.server_port}")
    monkeypatch.setenv(ways.AUTHORITIES, str(authority))
    monkeypatch.setattr(ways, "SECONDS", 0.4)
    monkeypatch.setattr(ways, "PATIENCE", 0.8)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.leaving.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def namur() -> Commune:
    return Commune()


@pytest.fixture
def pages_are_syndicated(pages_are_shareable):
    """Plone's pages, as something that others may show."""
    declared = Shareable("page", "Page", local=frozenset({"rights"}), syndicated=frozenset())
    manager = getGlobalSiteManager()
    manager.registerUtility(declared, IShareable, "Document")
    yield declared
    manager.registerUtility(pages_are_shareable, IShareable, "Document")


@pytest.fixture
def follow(commune, kept, pages_are_syndicated, source):
    """`follow("moderated")`: Durbuy follows the source; the subscription."""

    def begin(mode: str = "automatic", address: str = "") -> Subscription:
        taken = make_taken(commune)
        settings(ICommuneIdentity, commune).language = "en"
        with api.env.adopt_roles(["Manager"]):
            folder = commune.get("others") or api.content.create(commune, "Folder", "others")
        way = Subscription(f"way{len(taken.subscriptions)}", address=address or source.address)
        way.folders, way.mode = {"page": folder.UID()}, mode
        taken.subscriptions[way.id] = way
        return way

    return begin
