"""`communes serve`: ZEO, a client, a worker and a mailbox in the foreground."""

from collections.abc import Iterator
from communesplone.cli import database
from communesplone.cli import environment
from communesplone.cli.errors import CommandError
from communesplone.cli.processes import free_port
from communesplone.cli.processes import is_free
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from contextlib import contextmanager
from pathlib import Path
import click
import fcntl
import http.client
import json
import os
import signal
import subprocess
import sys
import threading


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option(
    "--demo", is_flag=True, help="At the first run create the hub and three demonstration sites."
)
def serve(port: int, demo: bool) -> None:
    """Serve every site on this machine until Ctrl-C."""
    with only_one(environment.var() / "serve.lock"):
        if not is_free(port):
            other = port + 1000 if port < 60000 else port - 1000
            raise CommandError(
                f"Port {port} is in use by another program.",
                f"Stop that program, or choose another port: PORT={other} make start",
            )
        # SIGINT too: a shell that starts this in the background has it ignored.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        processes = Processes(environment.var() / "log")
        try:
            start(processes, port, demo)
            show_addresses(port)
            wait(processes)
        except KeyboardInterrupt:
            click.echo("\nStopping…")
        finally:
            processes.stop()


def start(processes: Processes, port: int, demo: bool) -> None:
    """Start ZEO, create what the first run creates, then start all that serves."""
    step("Database")
    start_zeo(processes)
    if demo and not first_run_record().exists():
        first_run()
    public = {"COMMUNES_PUBLIC_SCHEME": "http", "COMMUNES_PUBLIC_PORT": str(port)}
    if "COMMUNES_SMTP" not in os.environ:
        step("Mailbox")
        public["COMMUNES_SMTP"] = start_mailbox(processes)
    step("Site")
    processes.start(
        "client",
        [
            sys.executable,
            "-m",
            "Zope2.Startup.serve",
            "-q",
            environment.wsgi_ini(),
            f"http_listen=127.0.0.1:{port}",
        ],
        environment=public,
        ready=lambda: answers(port),
    )
    step("Worker")
    command = [environment.home() / "bin" / "communes", "worker"]
    processes.start("worker", command, environment=public)


def start_zeo(processes: Processes) -> None:
    """Start the ZEO server, in place of one that a killed command may have left."""
    database.settle()
    address = database.address()
    for folder in ("filestorage", "blobstorage", "client", "cache", "log"):
        (environment.var() / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    processes.start(
        "zeo",
        [sys.executable, "-m", "ZEO.runzeo", "-C", environment.zeo_conf()],
        ready=lambda: database.answers(address),
    )


def mailbox() -> Path:
    """The Maildir that keeps what the sites write when there is no relay."""
    return environment.var() / "mail"


def start_mailbox(processes: Processes) -> str:
    """Start a relay that sends nothing and keeps all in `mailbox()`; return its host:port."""
    port = free_port()
    keeps = ["--class", "aiosmtpd.handlers.Mailbox", mailbox()]
    processes.start(
        "mailbox",
        [sys.executable, "-m", "aiosmtpd", "-n", "-u", "-l", f"127.0.0.1:{port}", *keeps],
        ready=lambda: listens(("127.0.0.1", port)),
    )
    return f"127.0.0.1:{port}"


def first_run_record() -> Path:
    """The file, beside the database, that says which sites the first run created."""
    return environment.var() / "filestorage" / "first-run.json"


def first_run() -> None:
    """Create the accounts, the hub and the demonstration communes, in a child process."""
    step("First run: the hub and three demonstration communes")
    command = [environment.home() / "bin" / "communes", "first-run"]
    done = subprocess.run(command, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise CommandError(
            "The first run was not completed.",
            "Run `make start` again: it goes on where it stopped.",
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


def show_addresses(port: int) -> None:
    """Tell what is served, with which accounts, and where the logs are."""
    record = first_run_record()
    sites = json.loads(record.read_text()) if record.exists() else {}
    click.echo("\nReady.\n")
    for title, host in sites.items():
        click.echo(f"  {title:<22} http://{host}:{port}/")
    click.echo(f"  {'Zope root':<22} http://zope.localhost:{port}/")
    click.echo(f"\n  {'Accounts':<22} {environment.var() / 'accounts.txt'}")
    if "COMMUNES_SMTP" not in os.environ:
        click.echo(f"  {'Mail, sent to nobody':<22} {mailbox() / 'new'}")
    click.echo(f"  {'Logs':<22} {environment.var() / 'log'}")
    click.echo("\nCtrl-C stops everything.")


def wait(processes: Processes) -> None:
    """Return never; raise when a child ends."""
    pause = threading.Event()
    while not pause.wait(0.5):
        processes.check()


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold `lock`; refuse when another process of this installation holds it.

    :raises CommandError: when it is held.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            held.seek(0)
            raise CommandError(
                f"This installation is already being served (process {held.read().strip()}).",
                "Stop it with Ctrl-C where it runs, or open its pages.",
            ) from None
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield


def step(title: str) -> None:
    """Show one line of progress."""
    click.echo(f"  {title}…")
