"""A wire between two machines that can be held in the middle of a transfer."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from threading import Event
from threading import Thread
from typing import Literal
import socket


#: Bytes of a request after which it is a transfer.
MUCH = 300_000
CHUNK = 65_536


class Relay:
    """Carries bytes from a port of this machine to another one."""

    def __init__(self, port: int, target: int) -> None:
        self.target = target
        self.holding: Literal["", "request", "answer"] = ""
        self.held, self.released = Event(), Event()
        self._door = socket.create_server(("127.0.0.1", port))
        Thread(target=self._serve, daemon=True).start()

    @contextmanager
    def hold(self, what: Literal["request", "answer"]) -> Iterator[None]:
        """For the block, hold a large request in its middle, or the answer to it, once it came."""
        self.held.clear()
        self.released.clear()
        self.holding = what
        try:
            yield
        finally:
            self.holding = ""
            self.released.set()

    def stop(self) -> None:
        self._door.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._door.accept()
                Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            near.close()
            return
        sent = [0]
        Thread(target=self._pump, args=(near, far, "request", sent), daemon=True).start()
        self._pump(far, near, "answer", sent)

    def _pump(self, source: socket.socket, to: socket.socket, what: str, sent: list[int]) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if what == "request":
                    sent[0] += len(data)
                if self.holding == what and sent[0] > MUCH:
                    self.held.set()
                    self.released.wait()
                to.sendall(data)
        for one in (source, to):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
