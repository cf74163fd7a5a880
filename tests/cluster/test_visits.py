"""Visits are counted from HAProxy's own log: cached pages too, each once, robots not."""

from .content import count_visits
from .content import views_of
from .running import eventually
from .running import HOSTS
from .running import operator
from .running import running
from .running import Visitor
from collections.abc import Iterator
from communesplone.cli.cluster import Cluster
from communesplone.cli.testing import Instance
from threading import Thread
import json
import os
import pytest
import shutil
import time


pytestmark = pytest.mark.needs("haproxy", "varnishd", "redis-server", "openssl")
NAMUR, DURBUY = HOSTS
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture(scope="module")
def site(built: Instance, cluster: Cluster) -> Iterator[Instance]:
    """The cluster, running."""
    with running(built, cluster):
        yield built


@pytest.fixture
def namur(site, cluster):
    return Visitor(cluster, NAMUR)


@pytest.fixture
def log(site):
    return site.var / "log" / "haproxy.log"


def lines(log):
    return [json.loads(line) for line in log.read_text().splitlines()]


def said(log):
    return [line["visitor"] for line in lines(log) if line["path"] == "/page"]


def counted(site, host="namur"):
    site.call(count_visits, host)
    return lambda: site.call(views_of, host)


def test_a_person_counts_also_from_the_cache_and_a_robot_does_not(site, cluster, namur, log):
    before = site.call(views_of, "namur")
    answers = [namur.get("/page?token=secret", User_Agent=FIREFOX) for _ in range(3)]
    assert answers[-1].headers["X-Cache"] == "hit"
    namur.get("/page", User_Agent=ROBOT)
    namur.get("/page", User_Agent="")
    namur.get("/page", User_Agent=FIREFOX, Purpose="prefetch")
    operator(cluster, NAMUR).get("/page", User_Agent=FIREFOX)
    namur.get("/not-there", User_Agent=FIREFOX)
    Visitor(cluster, DURBUY).get("/page", User_Agent=FIREFOX)
    wanted = ["person"] * 3 + ["robot"] * 3 + ["office", "person"]
    eventually(lambda: said(log)[-8:] == wanted)
    text = log.read_text()
    assert "secret" not in text
    assert "Firefox" not in text
    views = counted(site)
    eventually(lambda: views() == before + 3, 30)


def test_a_rotation_by_copy_loses_nothing_and_doubles_nothing(site, namur, log):
    before = site.call(views_of, "namur")
    namur.get("/page", User_Agent=FIREFOX)
    # As logrotate's copytruncate does it, which HAProxy needs.
    shutil.copyfile(log, log.with_name("haproxy.log.1"))
    os.truncate(log, 0)
    long_ago = time.time() - 60
    os.utime(log.with_name("haproxy.log.1"), (long_ago, long_ago))
    namur.get("/page", User_Agent=FIREFOX)
    views = counted(site)
    eventually(lambda: views() == before + 2, 30)
    log.with_name("haproxy.log.1").unlink()


def test_a_worker_that_is_killed_while_it_reads_counts_each_visit_once(site, cluster, namur, log):
    before = site.call(views_of, "namur")
    namur.get("/page", User_Agent=FIREFOX)
    eventually(lambda: any(line["path"] == "/page" for line in lines(log)))
    line = next(one for one in log.read_text().splitlines() if json.loads(one)["path"] == "/page")
    many = 200_000
    with log.open("a") as file:
        file.writelines([f"{line}\n"] * many)
    ledger = site.var / "visits.sqlite"
    written = ledger.stat().st_mtime_ns
    # The worker may be done before the process that rings it has ended
    asking = Thread(target=counted, args=(site,))
    asking.start()
    (worker,) = (child for child in site.processes.children if child.name == "worker")
    # It has committed the first chunk of many
    eventually(lambda: ledger.stat().st_mtime_ns != written, 60)
    worker.process.kill()
    worker.process.wait()
    asking.join()
    site.processes.children.remove(worker)
    site.processes.start("worker", [cluster.programs / "communes", "worker"])
    eventually(lambda: site.call(views_of, "namur") == before + many + 1, 90)
