"""A site that says what a test wants it to say, to ask Varnish questions about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from threading import Thread


Headers = dict[str, str]


@dataclass
class Origin:
    """What is answered from now on, and the requests that came."""

    status: int = 200
    body: str = "first"
    headers: Headers = field(default_factory=dict)
    healthy: bool = True
    requests: list[tuple[str, Headers]] = field(default_factory=list)

    def says(self, body: str, status: int = 200, **headers: str) -> None:
        """Answer this from now on; an underscore in a header's name stands for a dash."""
        self.body, self.status = body, status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.requests.clear()


@contextmanager
def serving(address: tuple[str, int]) -> Iterator[Origin]:
    """Serve an Origin at `address` while the block runs."""
    origin = Origin()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path == "/-/backends":
                self.answer(200 if origin.healthy else 503, {}, "")
                return
            origin.requests.append((self.path, dict(self.headers)))
            etag = origin.headers.get("ETag")
            if etag and etag in self.headers.get("If-None-Match", ""):
                self.answer(304, origin.headers, "")
                return
            self.answer(origin.status, origin.headers, origin.body)

        do_POST = do_BAN = do_GET

        def answer(self, status: int, headers: Headers, body: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            if status != 304:
                self.wfile.write(body.encode())

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(address, Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield origin
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
