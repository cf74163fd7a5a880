"""`communes serve`: ZEO, a client and a worker in the foreground."""

from collections.abc import Iterator
from communesplone.cli.processes import is_free
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from communesplone.core.interfaces import CommunesError
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
import click
import fcntl
import http.client
import os
import signal
import sys
import threading


@dataclass(frozen=True)
class Places:
    """Where the profile that buildout built keeps its files."""

    home: Path
    var: Path
    wsgi_ini: Path
    zeo_conf: Path

    @classmethod
    def from_environment(cls) -> "Places":
        """Read the places that bin/communes sets."""
        return cls(
            home=Path(os.environ["COMMUNES_HOME"]),
            var=Path(os.environ["COMMUNES_VAR"]),
            wsgi_ini=Path(os.environ["COMMUNES_WSGI_INI"]),
            zeo_conf=Path(os.environ["COMMUNES_ZEO_CONF"]),
        )

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def zeo_socket(self) -> Path:
        return self.var / "zeo.sock"

    @property
    def accounts(self) -> Path:
        """The generated passwords, readable by their owner only."""
        return self.var / "accounts.txt"

    @property
    def created(self) -> Path:
        """Written beside the database when the first run is complete."""
        return self.var / "filestorage" / "first-run.json"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option(
    "--demo", is_flag=True, help="At the first run create the hub and three demonstration sites."
)
def serve(port: int, demo: bool) -> None:
    """Serve every site on this machine until Ctrl-C."""
    places = Places.from_environment()
    with only_one(places.var / "serve.lock"):
        if not is_free(port):
            raise CommunesError(
                f"Port {port} is in use by another program. Choose a free one: "
                f"PORT={port + 1000 if port < 60000 else port - 1000} make start"
            )
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        processes = Processes(places.logs)
        try:
            start(processes, places, port, demo)
            show_addresses(places, port)
            wait(processes)
        except KeyboardInterrupt:
            click.echo("\nStopping…")
        finally:
            processes.stop()


def start(processes: Processes, places: Places, port: int, demo: bool) -> None:
    """Start ZEO, create what the first run creates, then start the client and the worker."""
    step("Database")
    places.zeo_socket.unlink(missing_ok=True)
    (places.var / "filestorage").mkdir(parents=True, exist_ok=True)
    (places.var / "blobstorage").mkdir(mode=0o700, parents=True, exist_ok=True)
    processes.start(
        "zeo",
        [sys.executable, "-m", "ZEO.runzeo", "-C", places.zeo_conf],
        ready=lambda: listens(places.zeo_socket),
    )
    if demo and not places.created.exists():
        first_run()
    step("Site")
    processes.start(
        "client",
        [
            sys.executable,
            "-m",
            "Zope2.Startup.serve",
            "-q",
            places.wsgi_ini,
            f"http_listen=127.0.0.1:{port}",
        ],
        ready=lambda: answers(port),
    )
    step("Worker")
    processes.start("worker", [places.home / "bin" / "communes", "worker"])


def first_run() -> None:
    """Create the accounts, the hub and the demonstration communes, in a child process."""
    import subprocess

    step("First run: the hub and three demonstration communes")
    command = [Path(os.environ["COMMUNES_HOME"]) / "bin" / "communes", "first-run"]
    done = subprocess.run(command, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise CommunesError(
            "The first run was not completed. Run `make start` again: it goes on where it stopped."
        )


def answers(port: int) -> bool:
    """Whether the client answers an HTTP request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()


def show_addresses(places: Places, port: int) -> None:
    """Tell what is served, with which accounts, and where the logs are."""
    import json

    sites = json.loads(places.created.read_text()) if places.created.exists() else {}
    click.echo("\nReady.\n")
    for title, host in sites.items():
        click.echo(f"  {title:<22} http://{host}:{port}/")
    click.echo(f"  {'Zope root':<22} http://zope.localhost:{port}/")
    click.echo(f"\n  {'Accounts':<22} {places.accounts}")
    click.echo(f"  {'Logs':<22} {places.logs}")
    click.echo("\nCtrl-C stops everything.")


def wait(processes: Processes) -> None:
    """Return never; raise when a child ends."""
    pause = threading.Event()
    while not pause.wait(0.5):
        processes.check()


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold `lock`; refuse when another process of this installation holds it.

    :raises CommunesError: when it is held.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            held.seek(0)
            raise CommunesError(
                f"This installation is already being served (process {held.read().strip()}). "
                "Stop it with Ctrl-C where it runs, or open its pages."
            ) from None
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield


def step(title: str) -> None:
    """Show one line of progress."""
    click.echo(f"  {title}…")
