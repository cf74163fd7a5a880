"""A PostgreSQL server of our own on a Unix socket, for tests and benchmarks."""

from collections.abc import Iterator
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
import glob
import os
import shutil
import subprocess
import tempfile


USER = "communes"
SOCKET = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Server:
    """A running server with one empty database; its socket is in `folder`."""

    folder: Path
    pid: int

    @property
    def dsn(self) -> str:
        return f"host={self.folder} dbname={USER} user={USER}"


@contextmanager
def postgresql() -> Iterator[Server]:
    """Start a server in a scratch folder; stop it and remove its data afterwards."""
    with tempfile.TemporaryDirectory(prefix="communes-pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        options = [f"--username={USER}", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        _run(as_postgres("initdb", "-D", data, *options))
        processes = Processes(folder)
        command = as_postgres("postgres", "-D", data, "-k", folder, "-c", "listen_addresses=")
        child = processes.start("postgresql", command, ready=lambda: listens(folder / SOCKET))
        try:
            _run(as_postgres("createdb", "-h", folder, "-U", USER, USER))
            yield Server(folder, child.process.pid)
        finally:
            processes.stop()


def as_postgres(program: str, *arguments: str | Path) -> list[str]:
    """Return a command of PostgreSQL, which refuses to run as root."""
    versions = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{program}"))
    found = versions[-1] if versions else program
    account = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    return [*(account if os.geteuid() == 0 else []), found, *map(str, arguments)]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 PostgreSQL's own
