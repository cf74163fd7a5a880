"""Other sites are asked within bounds, whatever they answer; nothing of the inner network is."""

from communesplone.core import fetching
from communesplone.core import resolving
from communesplone.core.fetching import Asked
from communesplone.core.fetching import fetch
from communesplone.core.fetching import Manners
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from threading import BoundedSemaphore
from threading import Event
from threading import Thread
import pytest
import socket
import threading


class Other(BaseHTTPRequestHandler):
    """Another site: what it does stands in the path."""

    leaving = Event()
    seen: list[tuple[str, str, str]] = []

    def do_GET(self):
        size = int(self.headers.get("Content-Length") or 0)
        Other.seen.append((self.command, self.path, self.rfile.read(size).decode()))
        with suppress(ConnectionError):
            getattr(self, self.path.strip("/").partition("?")[0].partition("/")[0])()

    do_POST = do_GET

    def page(self, body=b"{}", length=None, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "Application/JSON; charset=utf-8")
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def large(self):
        self.page(b"x" * 1001)

    def short(self):
        self.page(b"half", 8)

    def missing(self):
        self.page(b"none", status=404)

    def drip(self):
        """A byte of a header from time to time, without end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not self.leaving.wait(0.05):
            self.wfile.write(b"x")

    def drip_body(self):
        self.send_response(200)
        self.end_headers()
        while not self.leaving.wait(0.05):
            self.wfile.write(b"x")

    def silent(self):
        self.leaving.wait()

    def loop(self):
        self.to("/loop")

    def inside(self):
        self.to("http://10.0.0.1/")

    def on(self):
        self.to("/page")

    def file(self):
        self.to("file:///etc/passwd")

    def to(self, where):
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def other():
    """Another site on this machine: its address."""
    Other.leaving.clear()
    Other.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    Other.leaving.set()
    server.shutdown()
    server.server_close()


def here(host, port, address):
    return address == "127.0.0.1"


MANNERS = Manners("Tests/1", here, seconds=0.3, patience=0.5)


@pytest.mark.parametrize(
    "inner", ["10.0.0.1", "::ffff:10.0.0.1", "2002:a00:1::1", "64:ff9b::a00:1", "100.64.0.1"]
)
def test_an_inner_address_is_none_of_the_web_however_it_is_written(inner):
    assert not fetching.is_public(inner)


@pytest.mark.parametrize("public", ["8.8.8.8", "2a00:1450:400e:80c::200e"])
def test_a_public_address_is_asked(public):
    assert fetching.is_public(public)


def test_an_answer_comes_with_its_type_after_redirects(other):
    answer = fetch(f"{other}/on", MANNERS, 1000, types=("application/json",))
    assert (answer.url, answer.status, answer.body) == (f"{other}/page", 200, b"{}")
    assert answer.media_type == "application/json"
    assert fetch(f"{other}/missing", MANNERS, 1000).status == 404


def test_headers_are_made_for_each_address(other):
    asked = []
    fetch(f"{other}/on", MANNERS, 1000, headers=lambda url: asked.append(url) or {})
    assert asked == [f"{other}/on", f"{other}/page"]


def test_a_body_is_sent(other):
    with fetching.opened(f"{other}/page?a=b", MANNERS, Asked("POST", {}, b"said")) as response:
        assert response.read(10).body == b"{}"
    assert Other.seen == [("POST", "/page?a=b", "said")]


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/large", fetching.TooLarge),
        ("/short", fetching.NoAnswer),
        ("/drip", fetching.NoAnswer),
        ("/drip_body", fetching.NoAnswer),
        ("/silent", fetching.NoAnswer),
        ("/loop", fetching.TooFar),
        ("/inside", fetching.InnerAddress),
        ("/file", fetching.NotOfTheWeb),
    ],
)
def test_an_answer_that_lies_or_does_not_end_is_given_up(other, path, error):
    with pytest.raises(error):
        fetch(f"{other}{path}", MANNERS, 1000)


def test_another_type_than_was_asked_for_is_not_read(other):
    with pytest.raises(fetching.OtherType):
        fetch(f"{other}/large", MANNERS, 10, types=("text/calendar",))


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://[::1]/", fetching.InnerAddress),
        ("http://[::ffff:127.0.0.1]/", fetching.InnerAddress),
        ("http://2130706433/", fetching.InnerAddress),
        ("http://169.254.169.254/latest/meta-data", fetching.InnerAddress),
        ("http://user:secret@example.be/", fetching.NotOfTheWeb),
        ("http://example.be:22/", fetching.NotOfTheWeb),
        ("http://example.be:99999/", fetching.NotOfTheWeb),
        ("ftp://example.be/", fetching.NotOfTheWeb),
        ("file:///etc/passwd", fetching.NotOfTheWeb),
        ("http://", fetching.NotOfTheWeb),
        ("http://[", fetching.NotOfTheWeb),
    ],
)
def test_what_is_inside_or_no_address_is_not_asked(url, error):
    with pytest.raises(error):
        fetch(url, Manners("Tests/1", ports=frozenset({80, 443})), 10)


def test_an_operator_names_hosts_of_the_inner_network(other, monkeypatch):
    named = Manners("Tests/1", fetching.public_or_named("SOME_HOSTS"))
    monkeypatch.setenv("SOME_HOSTS", "")
    with pytest.raises(fetching.InnerAddress):
        fetch(f"{other}/page", named, 10)
    monkeypatch.setenv("SOME_HOSTS", f"x:1 {other.removeprefix('http://')}")
    assert fetch(f"{other}/page", named, 10).body == b"{}"


@pytest.fixture
def names(monkeypatch):
    """`names["a.example"] = …`: what the resolver says; of `names.hanging` nothing, to the end."""

    class Names(dict):
        def __init__(self):
            self.hanging, self.asked, self.leaving = set(), [], Event()

        def say(self, host, port, *_more, **_also):
            if host == "127.0.0.1":
                return self._found([host], port)
            self.asked.append(host)
            if host in self.hanging:
                self.leaving.wait()
            if host not in self:
                raise socket.gaierror(socket.EAI_NONAME, "none")
            return self._found(self[host], port)

        def _found(self, numbers, port):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in numbers]

    made = Names()
    monkeypatch.setattr(socket, "getaddrinfo", made.say)
    yield made
    made.leaving.set()


def test_a_name_of_which_nobody_says_the_address_is_given_up_and_keeps_no_other_waiting(
    other, names, monkeypatch
):
    monkeypatch.setattr(resolving, "PLACES", BoundedSemaphore(3))
    port = other.rpartition(":")[2]
    names["a.example"] = ["127.0.0.1"]
    names.hanging = {"hangs.example"}
    for _time in range(2):
        with pytest.raises(fetching.NoAnswer):
            fetch(f"http://hangs.example:{port}/page", MANNERS, 1000)
    assert fetch(f"http://a.example:{port}/page", MANNERS, 1000).status == 200
    # However often it is asked, no more threads wait than there are places
    for _time in range(3):
        with pytest.raises(fetching.NoAnswer):
            fetch(f"http://hangs.example:{port}/page", MANNERS, 1000)
    assert names.asked.count("hangs.example") == 3
    waiting = [one for one in threading.enumerate() if one.name == "resolving hangs.example"]
    assert len(waiting) == 3
    assert all(one.daemon for one in waiting)
    names.leaving.set()
    for one in waiting:
        one.join()
    assert fetch(f"http://a.example:{port}/page", MANNERS, 1000).status == 200


def test_a_name_is_asked_for_once_and_what_it_said_is_connected_to(other, names):
    port = other.rpartition(":")[2]

    class Changing(list):
        """An address that may be asked, the first time."""

        def __iter__(self):
            yield "127.0.0.1" if names.asked.count("turns.example") == 1 else "10.0.0.1"

    names["turns.example"] = Changing()
    assert fetch(f"http://turns.example:{port}/page", MANNERS, 1000).status == 200
    assert names.asked.count("turns.example") == 1
    with pytest.raises(fetching.InnerAddress):
        fetch(f"http://turns.example:{port}/page", MANNERS, 1000)
    with pytest.raises(fetching.NoHost):
        fetch(f"http://nobody.example:{port}/page", MANNERS, 1000)
