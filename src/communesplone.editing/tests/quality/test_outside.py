"""Other sites are asked politely, briefly, and never is anything inside the house."""

from communesplone.core import jobs
from communesplone.core.settings import settings
from communesplone.editing.quality import outside
from communesplone.editing.quality import rounds
from communesplone.editing.quality.rounds import VISIT
from communesplone.editing.quality.settings import IQualitySettings
from communesplone.editing.quality.visits import Visits
from contextlib import suppress
from datetime import date
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
import pytest
import threading
import transaction


TODAY = date(2026, 11, 23)


class Site(BaseHTTPRequestHandler):
    """Another site: what it answers stands in the path."""

    robots = ""
    asked: list[tuple[str, str, str]] = []

    def do_GET(self):
        Site.asked.append((self.command, self.path, self.headers["User-Agent"]))
        head = self.command == "HEAD"
        if self.path == "/robots.txt":
            return self.say(200 if Site.robots else 404, Site.robots.encode())
        if self.path.startswith("/nohead"):
            return self.say(405 if head else 200)
        if self.path.startswith("/to/"):
            return self.say(302, where=self.path.removeprefix("/to/"))
        if self.path == "/loop":
            return self.say(301, where="/loop")
        if self.path == "/endless":
            return self.endless()
        return self.say(int(self.path.strip("/") or 200))

    do_HEAD = do_GET

    def say(self, status, body=b"", where=""):
        self.send_response(status)
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
        return None

    def endless(self):
        self.send_response(405 if self.command == "HEAD" else 200)
        self.end_headers()
        # Who asks leaves in the middle
        with suppress(ConnectionError):
            while self.command == "GET":
                self.wfile.write(b"x" * 65536)

    def log_message(self, *_args):
        pass


@pytest.fixture
def other():
    """Another site on this machine: its address."""
    Site.robots, Site.asked = "", []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def door(other):
    """A door that lets tests ask this machine."""
    port = int(other.rpartition(":")[2])
    return outside.Door("https://www.example.be", {"127.0.0.1"}.__contains__, frozenset({port}))


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/200", "yes"),
        ("/404", "no"),
        ("/410", "no"),
        ("/500", "no"),
        ("/401", "refused"),
        ("/429", "refused"),
        ("/nohead", "yes"),
        ("/to//200", "yes"),
        ("/to//404", "no"),
        ("/loop", "refused"),
        ("/endless", "yes"),
        ("/a b/é?q=ç", "no"),
    ],
)
def test_a_page_is_there_or_it_is_not(other, door, path, answer):
    if path == "/a b/é?q=ç":
        # What cannot be in an address is written as it should be; here the server fails on it.
        assert outside.ask(f"{other}{path}", door) in ("no", "yes", "refused")
        return
    assert outside.ask(f"{other}{path}", door) == answer


def test_the_project_says_who_asks(other, door):
    outside.ask(f"{other}/200", door)
    assert [command for command, _path, _agent in Site.asked] == ["GET", "HEAD"]
    assert all(
        agent.startswith("CommunesPlone-links/") and "https://www.example.be" in agent
        for _command, _path, agent in Site.asked
    )


def test_what_robots_txt_forbids_is_not_asked(other, door):
    Site.robots = "User-agent: CommunesPlone-links\nDisallow: /200\n"
    assert outside.ask(f"{other}/200", door) == "refused"
    assert [path for _command, path, _agent in Site.asked] == ["/robots.txt"]
    assert outside.ask(f"{other}/", door) == "yes"


@pytest.mark.parametrize(
    "url",
    [
        "{other}/200",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::7f00:1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0/",
        "http://2130706433/",
        "http://192.168.1.1:8080/",
        "http://100.64.0.1/",
        "ftp://example.be/",
        "file:///etc/passwd",
        "http://user:secret@example.be/",
        "http://example.be:22/",
        "http://",
    ],
)
def test_nothing_inside_the_house_is_asked(other, url):
    closed = outside.Door("https://www.example.be", ports=frozenset(range(1, 65536)) - {22})
    assert outside.ask(url.format(other=other), closed) == "refused"
    assert not Site.asked


@pytest.mark.parametrize("where", ["http://127.0.0.2/", "http://169.254.169.254/", "file:///etc"])
def test_no_answer_leads_into_the_house(other, door, where):
    assert outside.ask(f"{other}/to/{where}", door) == "refused"


def test_a_host_that_is_gone_does_not_answer(door):
    port = next(iter(door.ports))
    closed = outside.Door(door.site_url, door.allowed, frozenset({port + 1, 1}))
    assert outside.ask("http://127.0.0.1:1/", closed) == "no"


def test_an_address_is_dead_after_three_different_days():
    visits = Visits()
    visits.know("https://x.example/", TODAY)
    for days in (0, 0, 1, 1):
        assert not visits.answered("https://x.example/", "no", TODAY + timedelta(days=days))
    assert not visits.is_dead("https://x.example/")
    assert visits.answered("https://x.example/", "no", TODAY + timedelta(days=2))
    assert visits.is_dead("https://x.example/")
    assert visits.answered("https://x.example/", "yes", TODAY + timedelta(days=9))
    assert not visits.is_dead("https://x.example/")
    assert not list(visits.waiting(TODAY + timedelta(days=9)))


def test_what_is_no_longer_linked_is_forgotten():
    visits = Visits()
    visits.know("https://x.example/", TODAY)
    visits.forget("https://x.example/")
    assert not list(visits.waiting(TODAY + timedelta(days=99)))


@pytest.fixture
def reachable(other, monkeypatch):
    monkeypatch.setattr(rounds, "ALLOWED", {"127.0.0.1"}.__contains__)
    monkeypatch.setattr(rounds, "PORTS", frozenset({int(other.rpartition(":")[2])}))


def test_a_dead_link_is_said_after_three_nights_and_no_longer_when_it_answers(
    portal, make, kept, work, other, reachable, monkeypatch
):
    page = make("page", f'<p>Le <a href="{other}/404">formulaire</a></p>')
    for days in range(3):
        assert "dead_links" not in {one.check for one in kept.items[page.UID()].found}
        day = TODAY + timedelta(days=days)
        monkeypatch.setattr(rounds, "datetime", _Day(day))
        for address in list(kept.visits.addresses):
            kept.visits.later(address, day)
        rounds.visit(portal)
        work()
    assert "dead_links" in {one.check for one in kept.items[page.UID()].found}


class _Day:
    """A clock that stands still on a day."""

    def __init__(self, day):
        self.day = day

    def now(self, zone):
        from datetime import datetime

        return datetime(self.day.year, self.day.month, self.day.day, 3, tzinfo=zone)

    def combine(self, *parts):
        from datetime import datetime

        return datetime.combine(*parts)


def test_a_host_is_asked_once_a_round_and_the_rest_waits(portal, make, kept, other, reachable):
    make("page", "".join(f'<p><a href="{other}/{code}">x</a></p>' for code in (200, 201, 202)))
    rounds.visit(portal)
    pages = [path for _command, path, _agent in Site.asked if path != "/robots.txt"]
    assert len(pages) == 1
    (later,) = [job for job in jobs.pending(portal) if job.name == VISIT]
    assert later.due > rounds.datetime.now(later.due.tzinfo)


def test_a_commune_may_have_nobody_asked(portal, make, other, reachable):
    make("page", f'<p><a href="{other}/200">x</a></p>')
    settings(IQualitySettings, portal).ask_other_sites = False
    transaction.commit()
    rounds.visit(portal)
    rounds.night(portal)
    assert not Site.asked
    assert not [job for job in jobs.pending(portal) if job.name == VISIT]
