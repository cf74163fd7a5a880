"""Child processes that live and die with the command that started them."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core.interfaces import CommunesError
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
import ctypes
import os
import signal
import socket
import subprocess
import time


PR_SET_PDEATHSIG = 1
STOP_SECONDS = 15
POLL_SECONDS = 0.1


class ProcessError(CommunesError):
    """A child did not start, or stopped by itself."""


@dataclass
class Child:
    """A running child: its name for people, its process and where it writes."""

    name: str
    process: subprocess.Popen
    log: Path


@dataclass
class Processes:
    """Children started in order, stopped in the opposite order, each by its pid.

    :param log_directory: each child's output goes to ``<name>.log`` in it.
    """

    log_directory: Path
    children: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str] | None = None,
        ready: Callable[[], bool] | None = None,
        timeout: float = 120,
    ) -> Child:
        """Start `command` and wait until `ready()` is true.

        :param timeout: seconds to wait for `ready`.
        :raises ProcessError: when it ends first, or is not ready in time.
        """
        self.log_directory.mkdir(parents=True, exist_ok=True)
        log = self.log_directory / f"{name}.log"
        with log.open("ab") as output:
            process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
                [str(part) for part in command],
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        child = Child(name, process, log)
        self.children.append(child)
        if ready is not None:
            self._wait(child, ready, timeout)
        return child

    def _wait(self, child: Child, ready: Callable[[], bool], timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise ProcessError(
                    f"{child.name} is not ready after {timeout:.0f} seconds. "
                    f"Its last words are in {child.log}."
                )
            time.sleep(POLL_SECONDS)

    def check(self) -> None:
        """Raise ProcessError when a child has ended."""
        for child in self.children:
            code = child.process.poll()
            if code is not None:
                raise ProcessError(
                    f"{child.name} stopped by itself (code {code}). "
                    f"Its last words are in {child.log}."
                )

    def stop(self) -> None:
        """Stop every child, the last started first."""
        while self.children:
            stop(self.children.pop().process)


def stop(process: subprocess.Popen, signum: int = signal.SIGTERM) -> None:
    """Ask a process to end; kill it when it has not after 15 seconds."""
    if process.poll() is not None:
        return
    process.send_signal(signum)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def listens(address: tuple[str, int] | Path) -> bool:
    """Whether something accepts connections at `(host, port)` or on a Unix socket."""
    family = socket.AF_UNIX if isinstance(address, Path) else socket.AF_INET
    target = str(address) if isinstance(address, Path) else address
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex(target) == 0


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server may listen on `port`."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _die_with_parent() -> None:
    # Without this a killed parent would leave its servers running.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
