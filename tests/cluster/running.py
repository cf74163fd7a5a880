"""A whole cluster that runs, and a visitor of it."""

from .content import add_operator
from .content import publish_page
from collections.abc import Callable
from collections.abc import Iterator
from communesplone.cli.cluster import Cluster
from communesplone.cli.cluster import make_certificate
from communesplone.cli.cluster import start_database
from communesplone.cli.cluster import start_doorbell
from communesplone.cli.cluster import start_proxies
from communesplone.cli.cluster import start_sites
from communesplone.cli.testing import Instance
from communesplone.core.hours import BRUSSELS
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from http import HTTPStatus
from threading import Thread
from typing import Any
import httpx
import re
import secrets
import ssl
import time


HOSTS = ["namur.localhost", "durbuy.localhost"]
PASSWORD = secrets.token_urlsafe(12)


@contextmanager
def running(instance: Instance, cluster: Cluster) -> Iterator[None]:
    """Start every part of a built cluster with two communes; stop each by its pid."""
    make_certificate(cluster.certificate, HOSTS)
    try:
        start_database(cluster, instance.processes)
        added = instance.command("add", "92094", "83012")
        assert added.exit_code == 0, added.stdout + added.stderr
        instance.call(add_operator, PASSWORD)
        for site_id in ("namur", "durbuy"):
            instance.call(publish_page, site_id)
        start_doorbell(cluster, instance.processes)
        start_sites(cluster, instance.processes)
        start_proxies(cluster, instance.processes)
        visitor = Visitor(cluster, HOSTS[0])
        eventually(lambda: visitor.get("/page").status_code == HTTPStatus.OK, seconds=60)
        yield
    finally:
        instance.stop()


class Visitor:
    """Somebody at the front door: TLS, HTTP/2, the host in SNI and in the request."""

    def __init__(self, cluster: Cluster, host: str, **options: Any) -> None:
        # The name is not resolved: glibc knows no *.localhost.
        self.host = f"{host}:{cluster.front[1]}"
        self.sni = {"sni_hostname": host}
        context = ssl.create_default_context(cafile=str(cluster.certificate))
        self.client = httpx.Client(
            base_url=f"https://localhost:{cluster.front[1]}",
            verify=context,
            http2=True,
            timeout=30,
            **options,
        )

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.request("GET", path, headers=headers)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {"Host": self.host} | {
            name.replace("_", "-"): value for name, value in options.pop("headers", {}).items()
        }
        return self.client.request(method, path, headers=headers, extensions=self.sni, **options)


def operator(cluster: Cluster, host: str) -> Visitor:
    """Return somebody who is logged in and speaks to the REST API."""
    return Visitor(
        cluster,
        host,
        auth=("operator", PASSWORD),
    )


def eventually(condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something is true; fail when it is not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)


class Watch(Thread):
    """Looks at a desk's page all the time, as citizens do, from one moment to another.

    :param seen: `(asked, answered, status, X-Cache)` of every look, the first two being moments.
    """

    STATUS = re.compile(r'class="status (\w+)')

    def __init__(self, visitor: Visitor, until: datetime) -> None:
        super().__init__(daemon=True)
        self.visitor = visitor
        self.until = until
        self.seen: list[tuple[datetime, datetime, str, str]] = []

    def run(self) -> None:
        while (moment := datetime.now(UTC)) < self.until:
            answer = self.visitor.get("/desk")
            status = self.STATUS.search(answer.text)
            answered = datetime.now(UTC)
            word = status[1] if status else ""
            self.seen.append((moment, answered, word, answer.headers["X-Cache"]))
            time.sleep(0.2)


def next_minute(after: timedelta) -> datetime:
    """Return the first full minute that is at least `after` away; not midnight in Belgium."""
    moment = (datetime.now(UTC) + after).replace(second=0, microsecond=0) + timedelta(minutes=1)
    at_midnight = f"{moment.astimezone(BRUSSELS):%H:%M}" == "00:00"
    return moment + timedelta(minutes=1) if at_midnight else moment
