"""A real ZEO server and real worker processes."""

from collections.abc import Callable
from collections.abc import Iterator
from communesplone.core import jobs
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import UTC
from pathlib import Path
from ZEO import ClientStorage
from zope.annotation.attribute import AttributeAnnotations
from zope.component import getGlobalSiteManager
import os
import pytest
import signal
import subprocess
import sys
import time
import transaction
import ZODB


HERE = Path(__file__).parent
ZOPE_CONF = """
%define HOME {home}
instancehome $HOME
<zodb_db main>
    <zeoclient>
      server {home}/zeo.sock
      blob-dir {home}/blobs
      shared-blob-dir on
    </zeoclient>
    mount-point /
</zodb_db>
"""
SITE_ZCML = """
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:meta="http://namespaces.zope.org/meta"
           xmlns:five="http://namespaces.zope.org/five">
  <include package="Products.Five" />
  <meta:redefinePermission from="zope2.Public" to="zope.Public" />
  <meta:provides feature="disable-autoinclude" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <include package="communesplone.core" />
  {jobs}
  <securityPolicy component="AccessControl.security.SecurityPolicy" />
</configure>
"""
JOB = """
  <utility name="{name}" component="worker_jobs.{name}"
           provides="communesplone.core.interfaces.IJob" />
"""
PATIENCE = 60


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until `condition()` is true; fail when it never is."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "It never came true."
        time.sleep(0.05)


@dataclass
class Worker:
    """A worker process."""

    process: subprocess.Popen

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@dataclass
class Cluster:
    """One database, and what a test does with it."""

    home: Path
    database: ZODB.DB
    environment: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def site(self) -> Iterator:
        """Yield the site on a connection of its own; what the block did is committed."""
        connection = self.database.open()
        try:
            transaction.begin()
            yield connection.root()["Application"].namur
            transaction.commit()
        finally:
            transaction.abort()
            connection.close()

    def add(self, name: str, folder: Path, *, due: datetime | None = None, attempts: int = 0):
        entry = jobs.Entry(f"{name}-{time.time_ns()}", name, (str(folder),))
        entry.attempts = attempts
        with self.site() as site:
            jobs.put(site, entry, due or datetime.now(UTC))
        return entry.id

    wait_for = staticmethod(wait_for)

    def is_done(self) -> bool:
        with self.site() as site:
            return not jobs.pending(site)

    def count(self) -> int:
        with self.site() as site:
            return AttributeAnnotations(site).get("test.count", 0)

    @contextmanager
    def worker(self) -> Iterator[Worker]:
        code = "from communesplone.core.worker import main; main()"
        process = subprocess.Popen([sys.executable, "-c", code], env=self.environment)
        try:
            yield Worker(process)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()


@pytest.fixture(scope="session")
def zeo(tmp_path_factory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("cluster")
    for name in ("blobs", "etc", "log"):
        (home / name).mkdir()
    names = ("count", "slow", "fail", "wait", "take_back", "describe")
    registered = "".join(JOB.format(name=name) for name in names)
    (home / "etc" / "site.zcml").write_text(SITE_ZCML.format(jobs=registered))
    (home / "etc" / "zope.conf").write_text(ZOPE_CONF.format(home=home))
    command = ["-m", "ZEO.runzeo", "-a", f"{home}/zeo.sock", "-f", f"{home}/Data.fs"]
    server = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for((home / "zeo.sock").exists)
    try:
        make = [sys.executable, HERE / "make_site.py", home / "etc" / "zope.conf"]
        subprocess.run(make, check=True, env=os.environ | {"PYTHONPATH": str(HERE)})
        yield home
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def cluster(zeo, monkeypatch) -> Iterator[Cluster]:
    variables = {
        "COMMUNES_ZOPE_CONF": f"{zeo}/etc/zope.conf",
        "COMMUNES_VAR": str(zeo),
        "COMMUNES_HUEY": "",
        "COMMUNES_PUBLIC_SCHEME": "https",
        "PYTHONPATH": str(HERE),
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    jobs.bell.cache_clear()
    registry = getGlobalSiteManager()
    registry.registerAdapter(AttributeAnnotations)
    database = ZODB.DB(ClientStorage.ClientStorage(f"{zeo}/zeo.sock"))
    made = Cluster(zeo, database, os.environ | variables)
    with made.site() as site:
        outbox = jobs.outbox(site)
        outbox.waiting.clear()
        outbox.failed.clear()
        AttributeAnnotations(site).pop("test.count", None)
    yield made
    transaction.abort()
    database.close()
    registry.unregisterAdapter(AttributeAnnotations)
    jobs.bell.cache_clear()
