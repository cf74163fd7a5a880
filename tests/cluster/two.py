"""Two clusters that share nothing but the network: each its ZEO, its client, its worker, TLS."""

from . import sharing_across
from .authority import Authority
from .relay import Relay
from .running import eventually
from .running import PASSWORD
from collections.abc import Callable
from collections.abc import Iterator
from communesplone.cli.processes import Child
from communesplone.cli.processes import free_port
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from communesplone.cli.testing import Instance
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
import os
import signal


HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  option http-server-close
"""
FRONT = """
frontend {name}
  bind 127.0.0.1:{front} ssl crt {certificate}
  default_backend {name}
backend {name}
  server client 127.0.0.1:{port}
"""


class Side:
    """One of the clusters: `hosts` by the id of their sites."""

    def __init__(self, folder: Path, authority: Authority, *site_ids: str) -> None:
        self.site_ids = site_ids
        self.port, self.front, self.wire = free_port(), free_port(), free_port()
        self.relay = Relay(self.wire, self.port)
        self.hosts = [f"{one}.localhost" for one in site_ids]
        self.certificate = authority.certificate(*self.hosts)
        self.environment = {
            "COMMUNES_PUBLIC_SCHEME": "https",
            "COMMUNES_PUBLIC_PORT": str(self.front),
            "COMMUNES_SHARING_CA": str(authority.path),
            "COMMUNES_SHARING_SECONDS": "2",
        }
        self.instance = Instance(folder, environment=self.environment)

    def allow(self, *others: "Side") -> None:
        """Let it ask the other sides, though they are on the inner network."""
        places = [f"{host}:{one.front}" for one in others for host in one.hosts]
        self.environment["COMMUNES_SHARING_HOSTS"] = " ".join(places)

    def start(self) -> None:
        """Make its sites, then start its client and its worker."""
        self.instance.start()
        if "hub" in self.site_ids:
            self.call(sharing_across.make_hub, PASSWORD)
            self.run("hosts", "hub", "--add", "hub.localhost")
        else:
            self.call(sharing_across.add_operator, PASSWORD)
        self.run("add", *(one for one in self.site_ids if one != "hub"))
        self.start_client()
        self.start_worker()

    def start_client(self) -> None:
        self.instance.start_client(self.port)

    def start_worker(self) -> None:
        command = [self.instance.folder / "bin" / "communes", "worker"]
        log = self.instance.var / "log" / "worker.log"
        ready = log.read_text().count("is ready") if log.exists() else 0
        self.instance.processes.start(
            "worker",
            command,
            environment=self.instance.variables,
            ready=lambda: log.exists() and log.read_text().count("is ready") > ready,
        )

    def run(self, *arguments: str) -> str:
        """Run a command that must succeed; return what it says."""
        result = self.instance.command(*arguments)
        assert result.exit_code == 0, result.stdout + result.stderr
        return result.stdout

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return self.instance.call(function, *arguments)

    def address(self, site_id: str) -> str:
        return f"https://{site_id}.localhost:{self.front}"

    def child(self, name: str) -> Child:
        return next(one for one in self.instance.processes.children if one.name.startswith(name))

    def kill(self, *names: str) -> None:
        """End processes with −9, and know no more of them."""
        for name in names:
            found = self.child(name)
            found.process.kill()
            found.process.wait()
            self.instance.processes.children.remove(found)

    @contextmanager
    def hung(self, name: str) -> Iterator[None]:
        """Have a process stand still for the block, unless it was killed meanwhile."""
        process = self.child(name).process
        os.kill(process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            if process.poll() is None:
                os.kill(process.pid, signal.SIGCONT)

    def in_time(self, condition: Callable[[], bool]) -> None:
        """Wait until something is true, and have the worker not wait for its back-off."""

        def done() -> bool:
            for site_id in self.site_ids:
                self.call(sharing_across.hurry, site_id)
            return condition()

        try:
            eventually(done, 40)
        except AssertionError as error:
            raise AssertionError(
                [self.call(sharing_across.waiting, one) for one in self.site_ids]
            ) from error


@contextmanager
def two_clusters(folder: Path) -> Iterator[tuple[Side, Side]]:
    """Start the side of the hub, where Namur is too, and that of Durbuy; stop both by pid."""
    authority = Authority(folder)
    here = Side(folder / "a", authority, "hub", "namur")
    there = Side(folder / "b", authority, "durbuy")
    here.allow(there)
    there.allow(here)
    proxies = Processes(folder / "log")
    # Children end with the thread that started them: these threads live as long as the clusters
    with ThreadPoolExecutor(2) as pool:
        try:
            list(pool.map(Side.start, (here, there)))
            start_proxy(proxies, folder, here, there)
            introduce(here, there)
            yield here, there
        finally:
            proxies.stop()
            for one in (here, there):
                one.relay.stop()
                one.instance.stop()


def start_proxy(proxies: Processes, folder: Path, *sides: Side) -> None:
    """Start HAProxy with a front for each side."""
    path = folder / "haproxy.cfg"
    fronts = [
        FRONT.format(
            name=one.site_ids[0], front=one.front, certificate=one.certificate, port=one.wire
        )
        for one in sides
    ]
    path.write_text(HAPROXY + "".join(fronts))
    proxies.start(
        "haproxy",
        ["haproxy", "-db", "-f", path],
        ready=lambda: all(listens(("127.0.0.1", one.front)) for one in sides),
    )


def introduce(here: Side, there: Side) -> None:
    """Have the operators of both sides tell one another a key and an address."""
    here.run("keys", "list")
    there.run("keys", "list")
    there.run(
        "peers", "add", "durbuy", here.address("hub"), here.call(sharing_across.key_of, "hub")
    )
    here.run(
        "peers", "add", "hub", there.address("durbuy"), there.call(sharing_across.key_of, "durbuy")
    )
