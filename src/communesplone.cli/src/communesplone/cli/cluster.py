"""A production cluster on one machine, started in the foreground for a trial or a test.

On a server systemd starts the same programs; what they are and where they listen is in the
`cluster.json` that profiles/production.cfg writes.
"""

from collections.abc import Callable
from communesplone.cli.processes import Child
from communesplone.cli.processes import is_free
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from communesplone.core.health import PATH as HEALTH
from communesplone.core.interfaces import CommunesError
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit
import http.client
import json
import subprocess


Address = tuple[str, int]
#: What Varnish asks HAProxy; see profiles/templates/haproxy.cfg.in.
BACKENDS = "/-/backends"


@dataclass(frozen=True)
class Cluster:
    """Where the parts of a built production profile listen, and where their programs are.

    `zeo` is None on RelStorage.
    """

    programs: Path
    zeo: Path | None
    clients: tuple[Address, ...]
    varnish: Address
    ban: Address
    backend: Address
    jobs: Address
    front: Address
    plain: Address
    certificate: Path

    @classmethod
    def read(cls, path: Path, programs: Path) -> "Cluster":
        """Read `cluster.json`; `programs` is the bin directory of the same buildout."""
        data = json.loads(path.read_text(encoding="utf-8"))
        jobs = urlsplit(data["jobs"])
        bind = "127.0.0.1" if data["bind"] == "*" else data["bind"]
        return cls(
            programs=programs,
            zeo=Path(data["zeo"]) if data["zeo"] else None,
            clients=tuple(map(address, data["clients"].split())),
            varnish=address(data["varnish"]),
            ban=address(data["ban"]),
            backend=address(data["backend"]),
            jobs=(jobs.hostname or "127.0.0.1", jobs.port or 6379),
            front=(bind, data["https_port"]),
            plain=(bind, data["http_port"]),
            certificate=Path(data["certificate"]),
        )

    def check_free(self) -> None:
        """Refuse to start where something else listens.

        :raises CommunesError: names the first address that is taken.
        """
        taken = [*self.clients, self.varnish, self.ban, self.backend, self.front, self.plain]
        for host, port in taken:
            if not is_free(port, host):
                raise CommunesError(f"{host}:{port} is in use by another program.")


def address(text: str) -> Address:
    """Return ``host:port`` as a pair."""
    host, _, port = text.rpartition(":")
    return host, int(port)


def start_database(cluster: Cluster, processes: Processes) -> None:
    """Start ZEO, unless the database is another machine's."""
    if cluster.zeo is None:
        return
    socket = cluster.zeo
    socket.unlink(missing_ok=True)
    processes.start("zeo", [cluster.programs / "run-zeo"], ready=lambda: listens(socket))


def start_doorbell(cluster: Cluster, processes: Processes) -> None:
    """Start a Redis that keeps nothing, unless one answers where the jobs ring."""
    if listens(cluster.jobs):
        return
    host, port = cluster.jobs
    command = ["redis-server", "--bind", host, "--port", str(port), "--save", "", "--appendonly"]
    processes.start("redis", [*command, "no"], ready=lambda: listens(cluster.jobs))


def start_sites(cluster: Cluster, processes: Processes) -> None:
    """Start the clients, side by side, and the worker when they are ready."""
    *others, last = cluster.clients
    for client in others:
        start_client(cluster, processes, client)
    start_client(cluster, processes, last, ready=lambda: all(map(is_healthy, cluster.clients)))
    processes.start("worker", [cluster.programs / "communes", "worker"])


def start_client(
    cluster: Cluster,
    processes: Processes,
    client: Address,
    ready: Callable[[], bool] | None = None,
) -> Child:
    """Start the client that listens at `client`; wait until `ready()`, if given."""
    host, port = client
    command = [cluster.programs / "run-client", f"{host}:{port}"]
    return processes.start(f"client-{port}", command, ready=ready)


def start_proxies(cluster: Cluster, processes: Processes) -> None:
    """Start Varnish and HAProxy, and wait until both know that the clients are there."""
    processes.start(
        "varnish",
        [cluster.programs / "run-varnish"],
        ready=lambda: listens(cluster.varnish) and listens(cluster.ban),
    )
    # haproxy.log is the log of requests.
    processes.start(
        "haproxy-messages",
        [cluster.programs / "run-haproxy"],
        ready=lambda: answers(cluster.backend, BACKENDS) and listens(cluster.front),
    )


def is_healthy(client: Address) -> bool:
    """Whether a client answers, and its database too."""
    return answers(client, HEALTH)


def answers(where: Address, path: str) -> bool:
    """Whether `GET path` is answered with 200."""
    connection = http.client.HTTPConnection(*where, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def make_certificate(path: Path, hosts: list[str]) -> None:
    """Write a self-signed certificate with its key for `hosts`, for trials only.

    Browsers accept no wildcard directly under a top-level name, so each host is named.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    names = ",".join(f"DNS:{host}" for host in hosts)
    key, certificate = path.with_suffix(".key"), path.with_suffix(".crt")
    subject = ["-subj", f"/CN={hosts[0]}", "-addext", f"subjectAltName={names}"]
    files = ["-keyout", key, "-out", certificate]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "825"]
    subprocess.run([*command, *subject, *files], check=True, capture_output=True)  # noqa: S603
    path.touch(mode=0o600)
    path.write_bytes(certificate.read_bytes() + key.read_bytes())
    key.unlink()
