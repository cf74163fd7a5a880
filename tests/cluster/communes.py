"""Communes that share on a cluster of their own: its processes, and people at its pages."""

from .running import eventually
from .sharing import left
from collections.abc import Callable
from communesplone.cli.processes import Child
from communesplone.cli.testing import Instance
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any
import httpx
import re
import secrets
import subprocess
import sys
import time


AUTHOR = "durbuy"
NAMES = (AUTHOR, "namur", "ciney", "dinant", "huy")
PASSWORD = secrets.token_urlsafe(12)
WORKER = Path(__file__).parent / "waiting_worker.py"
#: What ZEO says to a client that has lost its server.
AWAY = "ClientDisconnected"
#: Seconds that what was disturbed may take on a busy machine.
PATIENCE = 60


@dataclass
class Region:
    """The cluster: ZEO, workers and clients that stand ready, one worker at most at work."""

    instance: Instance
    ready: list[subprocess.Popen] = field(default_factory=list)
    worker: subprocess.Popen | None = None
    clients: list[tuple[int, Child]] = field(default_factory=list)

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function in the database, also when that was just away."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self.instance.call(function, *arguments)
            except RuntimeError as error:
                if AWAY not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def prepare(self, workers: int, clients: int) -> None:
        """Have workers and clients start side by side, before they are needed."""
        for _one in range(workers):
            self.ready.append(
                subprocess.Popen(
                    [sys.executable, WORKER],
                    env=self.instance.variables,
                    stdin=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )
        for _one in range(clients):
            child = self.instance.start_client()
            self.clients.append((self.instance.port, child))

    def work(self) -> None:
        """Set a worker to work, unless one is."""
        if self.worker is None:
            self.worker = self.ready.pop()
            assert self.worker.poll() is None
            self.worker.stdin.write(b"go\n")
            self.worker.stdin.close()

    def kill_worker(self) -> None:
        """Kill the worker; another one goes on."""
        self.worker.kill()
        self.worker.wait()
        self.worker = None
        self.work()

    def kill_database(self) -> None:
        """Kill the ZEO server, and start it again."""
        (database,) = (one for one in self.instance.processes.children if one.name == "zeo")
        database.process.kill()
        database.process.wait()
        self.instance.processes.children.remove(database)
        self.instance.var.joinpath("zeo.sock").unlink(missing_ok=True)
        self.instance.start()

    def kill_client(self) -> None:
        """Kill the client that answers; the next one is asked from now on."""
        _port, child = self.clients.pop(0)
        child.process.kill()
        child.process.wait()
        self.instance.processes.children.remove(child)

    def finish(self) -> None:
        """Wait until nothing of sharing is left to do; nothing may have been given up."""
        self.work()
        eventually(lambda: not self.call(left), PATIENCE)

    def stop(self) -> None:
        """Stop all that was started, by pid."""
        for process in filter(None, [*self.ready, self.worker]):
            process.kill()
            process.wait()
        self.instance.stop()


def desk(port: int, site: str) -> httpx.Client:
    """Return the browser of somebody who may do everything in a site."""
    return httpx.Client(
        base_url=f"http://127.0.0.1:{port}",
        headers={"Host": f"{site}.localhost:{port}", "Accept": "text/html"},
        auth=("operator", PASSWORD),
        timeout=PATIENCE,
    )


def send(browser: httpx.Client, path: str, **fields: str) -> httpx.Response:
    """Send the form of a page, with what it hides and proposes."""
    page = browser.get(path).text
    hidden = dict(re.findall(r'<input[^>]*name="(_authenticator)"[^>]*value="([^"]*)"', page))
    places = re.findall(r'<option[^>]*value="([0-9a-f]{32})"', page)
    where = {"where": places[0]} if places else {}
    return browser.post(path, data={**hidden, **where, **fields})
