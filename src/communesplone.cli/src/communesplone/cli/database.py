"""The ZEO server under the command: the one that runs, or one started for the duration.

Several commands may need a server at once when nothing serves. The first starts it, whoever
leaves last stops it. Two locks keep that true, even after a command was killed:

- `zeo.lock`: held while somebody looks, starts or stops;
- `zeo.users`: shared by every command that works; alone with it means last to leave.
"""

from collections.abc import Iterator
from communesplone.cli import environment
from communesplone.cli.errors import DatabaseUnreachable
from contextlib import contextmanager
from pathlib import Path
from typing import IO
import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time


PATIENCE = 30.0


def address() -> str | tuple[str, int] | None:
    """Return where zope.conf looks for ZEO: a socket's path, or host and port.

    None when the database is not behind ZEO (RelStorage).
    """
    found = re.search(r"^\s*server\s+(\S+)", environment.zope_conf().read_text(), re.MULTILINE)
    if found is None:
        return None
    value = found[1]
    if value.startswith("/"):
        return value
    host, _, port = value.rpartition(":")
    return (host or "localhost", int(port))


def answers(where: str | tuple[str, int]) -> bool:
    """Tell whether a server accepts connections at `where`."""
    family = socket.AF_UNIX if isinstance(where, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(where)
        except OSError:
            return False
    return True


@contextmanager
def running() -> Iterator[None]:
    """Make sure that the database answers while the block runs.

    :raises DatabaseUnreachable: nothing answers and no server can be started from here.
    """
    where = address()
    if where is None:
        yield
        return
    with _open("zeo.users") as users:
        with _mutex():
            fcntl.flock(users, fcntl.LOCK_SH)
            if not answers(where):
                _start(where)
        try:
            yield
        finally:
            with _mutex():
                _leave(users)


def settle() -> None:
    """Stop a server that a killed command left behind, so that another can take its place.

    The folders are ready for it afterwards.

    :raises DatabaseUnreachable: another command is still using it.
    """
    with _open("zeo.users") as users, _mutex():
        if not _leave(users) and _marker().exists():
            raise DatabaseUnreachable(
                "Another communes command is working on the database.",
                "Wait until it ends, then try again.",
            )
    close_folders()


def close_folders() -> None:
    """Make the folders of the database, and close them to other accounts of the machine.

    They hold password hashes and drafts; buildout makes them open to all. What this process and
    those it starts write from now on is closed too: a new database makes its blob folder anew.
    """
    os.umask(0o077)
    for name in ("filestorage", "blobstorage"):
        folder = environment.var() / name
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)


def _leave(users: IO[str]) -> bool:
    """Give up our use; stop the server we or others started, if nobody else uses it."""
    fcntl.flock(users, fcntl.LOCK_UN)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    _stop()
    fcntl.flock(users, fcntl.LOCK_UN)
    return True


def _open(name: str) -> IO[str]:
    folder = environment.var()
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / name).open("a")


@contextmanager
def _mutex() -> Iterator[None]:
    with _open("zeo.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _marker() -> Path:
    """Return the file that holds the pid of a server started by a command."""
    return environment.var() / "zeo.temporary"


def _start(where: str | tuple[str, int]) -> None:
    conf = environment.zeo_conf()
    if conf is None:
        raise DatabaseUnreachable(
            f"The database does not answer at {where}, and it is not this machine's to start.",
            "Start the ZEO server there, then try again.",
        )
    close_folders()
    log = environment.var() / "log" / "zeo.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("a") as output:
        server = subprocess.Popen(  # noqa: S603 our own interpreter, our own configuration
            [sys.executable, "-m", "ZEO.runzeo", "-C", str(conf)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # Ctrl-C is for the command: the server must outlive its last transaction.
            start_new_session=True,
        )
    _marker().write_text(str(server.pid))
    deadline = time.monotonic() + PATIENCE
    while not answers(where):
        if server.poll() is not None or time.monotonic() > deadline:
            _stop()
            raise DatabaseUnreachable(
                "The database could not be opened.", f"The last lines of {log} say why."
            )
        time.sleep(0.05)


def _stop() -> None:
    """Stop the server that a command started, if there is one."""
    marker = _marker()
    try:
        pid = int(marker.read_text())
    except (FileNotFoundError, ValueError):
        return
    if _is_zeo(pid):
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while _is_zeo(pid) and time.monotonic() < deadline:
            _reap(pid)
            time.sleep(0.02)
    marker.unlink(missing_ok=True)


def _is_zeo(pid: int) -> bool:
    """Tell whether `pid` is still a ZEO server: a pid may have been given to another program."""
    try:
        return b"ZEO.runzeo" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


def _reap(pid: int) -> None:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        # Started by another command: it is not ours to wait for.
        return
