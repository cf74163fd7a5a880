"""The layers of this add-on's tests, declared in the root conftest.py; samples of old sites."""

from collections.abc import Callable
from communesplone.core.ingest import IIngest
from communesplone.ingest.fetching import ALLOWED
from communesplone.ingest.store import BUSY
from communesplone.ingest.store import Run
from communesplone.ingest.store import run_of
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from plone import api
from threading import Thread
import pytest
import transaction


SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def integration(ingest_integration):
    """A site in French, the language of the samples."""
    api.portal.set_registry_record("plone.available_languages", ["fr", "en"])
    api.portal.set_registry_record("plone.default_language", "fr")
    return ingest_integration


@pytest.fixture
def functional(ingest_functional):
    return ingest_functional


@pytest.fixture
def sample() -> Callable[[str], bytes]:
    return lambda name: SAMPLES.joinpath(name).read_bytes()


@pytest.fixture
def bring(integration, sample) -> Callable[..., Run]:
    """`bring("wordpress", "wordpress.zip")`: that sample, read and written into the site."""

    def doing(
        source: str,
        given: str | bytes = b"",
        *,
        write: bool = True,
        address: str = "",
        account: tuple[str, str] | None = None,
        **options,
    ) -> Run:
        site = integration["portal"]
        ingest = IIngest(site)
        data = sample(given) if isinstance(given, str) else given
        with api.env.adopt_roles(["Manager"]):
            opened = BytesIO(data) if data else None
            run_id = ingest.begin(source, "sample", opened, address, account)
            # In a site, the upload is committed before anybody reads it.
            transaction.savepoint(optimistic=True)
            finish(site, run_id)
            if options:
                ingest.choose(run_id, options)
            if write and run_of(site, run_id).state == "ready":
                ingest.start(run_id, "write")
                finish(site, run_id)
        return run_of(site, run_id)

    return doing


@pytest.fixture
def undo(integration) -> Callable[[Run], Run]:
    """Takes out what an import made."""

    def doing(run: Run) -> Run:
        site = integration["portal"]
        with api.env.adopt_roles(["Manager"]):
            IIngest(site).start(run.id, "undo")
            finish(site, run.id)
        return run

    return doing


def finish(site, run_id: str) -> None:
    """Do every step of an import, as the worker does."""
    for _step in range(200):
        if not IIngest(site).advance(run_id):
            break
    assert run_of(site, run_id).state not in BUSY


class Handler(BaseHTTPRequestHandler):
    """Answers from `server.pages`: path to (status, headers, body); `server.own` by an account."""

    def do_GET(self):
        given = self.headers.get("Authorization", "")
        self.server.asked.append(self.path)
        self.server.given.append(given)
        pages = self.server.own.get(given, {}) if given else self.server.pages
        status, headers, body = pages.get(self.path, (401 if given else 404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def web():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.pages, server.own, server.asked, server.given = {}, {}, [], []
    server.url = f"http://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def allowed(web, monkeypatch):
    monkeypatch.setenv(ALLOWED, f"localhost:{web.server_port}")
    return web
