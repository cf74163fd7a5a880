"""The production profile as it runs: TLS and HTTP/2, cache, bans, failures, logs."""

from .content import changes_of
from .content import open_until
from .content import waiting
from .running import eventually
from .running import HOSTS
from .running import next_minute
from .running import operator
from .running import running
from .running import Visitor
from .running import Watch
from collections.abc import Iterator
from communesplone.cli.cluster import answers
from communesplone.cli.cluster import BACKENDS
from communesplone.cli.cluster import Cluster
from communesplone.cli.cluster import is_healthy
from communesplone.cli.processes import stop
from communesplone.cli.testing import Instance
from communesplone.core.hours import BRUSSELS
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import Any
import httpx
import json
import pytest
import time


pytestmark = pytest.mark.needs("haproxy", "varnishd", "redis-server", "openssl")
NAMUR, DURBUY = HOSTS
ONE_SECOND, NINE_SECONDS = timedelta(seconds=1), timedelta(seconds=9)
API = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def site(built: Instance, cluster: Cluster) -> Iterator[Instance]:
    """The cluster, running."""
    with running(built, cluster):
        yield built


@pytest.fixture(scope="module", autouse=True)
def watched(site: Instance, cluster: Cluster) -> Iterator[tuple[datetime, Watch]]:
    """A desk of Durbuy that closes soon, at a full minute, and who looks at it meanwhile.

    Nobody waits: the other tests change Namur in the meantime.
    """
    # The first call starts a process: the minute is chosen after it, and far enough for the rest.
    site.call(changes_of, "durbuy")
    closing = next_minute(after=timedelta(seconds=25))
    site.call(open_until, "durbuy", f"{closing.astimezone(BRUSSELS):%H:%M}")
    watch = Watch(Visitor(cluster, DURBUY), until=closing + timedelta(seconds=5))
    watch.start()
    yield closing, watch
    watch.join()


@pytest.fixture
def namur(site, cluster):
    return Visitor(cluster, NAMUR)


@pytest.fixture
def durbuy(site, cluster):
    return Visitor(cluster, DURBUY)


@pytest.fixture
def editor(site, cluster):
    return operator(cluster, NAMUR)


def kept(visitor: Visitor, path: str) -> bool:
    """Have a page kept by the cache; tell whether it was."""
    visitor.get(path)
    return visitor.get(path).headers["X-Cache"] == "hit"


def test_answer_comes_by_http2_over_tls(namur):
    answer = namur.get("/page")
    assert (answer.status_code, answer.http_version) == (200, "HTTP/2")
    assert "Page of namur" in answer.text


def test_plain_http_is_sent_to_https(site, cluster):
    host = f"{NAMUR}:{cluster.plain[1]}"
    answer = httpx.get("http://{}:{}/page?a=1".format(*cluster.plain), headers={"Host": host})
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"https://{NAMUR}:{cluster.front[1]}/page?a=1"


def test_links_have_the_scheme_host_and_port_of_the_visitor(namur, cluster):
    assert f"https://{NAMUR}:{cluster.front[1]}" in namur.get("/page").text


def test_page_is_kept_from_its_first_request(namur):
    assert kept(namur, "/page")


def test_hosts_are_kept_apart(namur, durbuy):
    assert kept(namur, "/page")
    assert kept(durbuy, "/page")
    assert "Page of namur" in namur.get("/page").text
    assert "Page of durbuy" in durbuy.get("/page").text


def test_unknown_host_is_misdirected(site, cluster):
    for host in ("elsewhere.localhost", "zope.localhost"):
        assert Visitor(cluster, NAMUR).get("/", Host=host).status_code == 421, host


@pytest.mark.parametrize(
    "path",
    [
        "/VirtualHostBase/https/evil:443/durbuy/VirtualHostRoot/page",
        "/%56irtualHostBase/https/evil:443/durbuy/VirtualHostRoot/page",
        "/_vh_x/page",
        "/-/health",
        "/-/backends",
    ],
)
def test_what_the_machines_say_to_each_other_is_not_for_visitors(namur, path):
    assert namur.get(path).status_code == 404


def test_host_named_by_another_header_is_ignored(namur):
    answer = namur.get("/page", X_Forwarded_Host=DURBUY, Forwarded=f"host={DURBUY}")
    assert "Page of namur" in answer.text


def test_change_is_seen_within_a_second_and_only_that_commune_is_banned(namur, durbuy, editor):
    assert kept(namur, "/page")
    assert kept(durbuy, "/page")
    title = f"Changed at {time.time()}"
    done = editor.request("PATCH", "/page", headers=API, json={"title": title})
    assert done.status_code == 204
    eventually(lambda: title in namur.get("/page").text, 1)
    assert durbuy.get("/page").headers["X-Cache"] == "hit"


def test_editor_gets_the_site_itself(namur, editor):
    assert kept(namur, "/page")
    answer = editor.get("/page")
    assert answer.headers["X-Cache"] == "pass"
    assert "max-age=0" in answer.headers["Cache-Control"] or "no-" in str(answer.headers)
    assert namur.get("/page").headers["X-Cache"] == "hit"


def test_site_answers_when_a_client_is_killed(site, namur):
    child = next(c for c in site.processes.children if c.name.startswith("client-"))
    child.process.kill()
    child.process.wait()
    site.processes.children.remove(child)
    for number in range(10):
        assert namur.get(f"/page?{number}").status_code == 200


def test_ban_is_repeated_by_a_job(namur, editor):
    """A page whose making began before the change is kept after the ban: once more, then."""
    editor.request("PATCH", "/page", headers=API, json={"title": "Again"})
    eventually(lambda: namur.get("/page").headers["X-Cache"] == "hit")
    eventually(lambda: namur.get("/page").headers["X-Cache"] == "miss", 60)


def test_desk_is_closed_at_closing_time_without_any_change(site, watched):
    """Through every cache, and nobody is told "open" after that."""
    closing, watch = watched
    # What the making of the site left to do is done
    eventually(lambda: not site.call(waiting, "durbuy"), 30)
    changes = site.call(changes_of, "durbuy")
    watch.join()
    assert site.call(changes_of, "durbuy") == changes
    before = [look[2:] for look in watch.seen if look[1] < closing < look[0] + NINE_SECONDS]
    after = [look[2:] for look in watch.seen if look[0] > closing + ONE_SECOND]
    assert {status for status, _cache in before} == {"closing"}
    assert "hit" in {cache for _status, cache in before}
    assert {status for status, _cache in after} == {"closed"}
    assert "hit" in {cache for _status, cache in after}


def test_every_log_line_is_json(site, namur):
    namur.get("/page?SearchableText=secret")
    logs = site.var / "log"
    eventually(lambda: len(lines_of(logs / "haproxy.log")) > 1)
    for name in ("client.log", "client-access.log", "worker.log", "zeo.log", "haproxy.log"):
        lines = lines_of(logs / name)
        assert lines, name
        assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines), name
    seen = [line for line in lines_of(logs / "haproxy.log") if line["path"] == "/page"]
    assert {line["host"] for line in seen} >= {namur.host}
    assert "secret" not in (logs / "haproxy.log").read_text()


def test_kept_pages_are_shown_while_the_database_is_away(site, cluster, namur):
    assert kept(namur, "/page")
    (database,) = (child for child in site.processes.children if child.name == "zeo")
    site.processes.children.remove(database)
    stop(database.process)
    eventually(lambda: not any(map(is_healthy, cluster.clients)))
    eventually(lambda: not answers(cluster.backend, BACKENDS))
    assert "Again" in namur.get("/page").text
    eventually(lambda: "Réessayez" in namur.get("/never-seen").text, 10)
    assert namur.get("/never-seen").status_code == 503


def lines_of(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()]
