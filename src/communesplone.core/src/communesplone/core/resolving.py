"""Names as addresses, within a time.

The resolver of the system waits as long as it is configured to, which may be minutes, and cannot
be stopped. It is asked in a thread of its own; whoever asked goes on when the time is over.
Threads that still wait are bounded in number and end by themselves, and with the process.
"""

from concurrent.futures import Future
from threading import BoundedSemaphore
from threading import Thread
import socket
import time


#: Names that are asked for at once. A name whose server hangs takes one place until it is given
#: up; others go on with the rest.
MOST = 16
PLACES = BoundedSemaphore(MOST)


def addresses(host: str, port: int, seconds: float) -> list[str]:
    """Return the numeric addresses of a host, each once.

    :raises TimeoutError: they are not known within that time.
    :raises OSError: there are none, or ValueError for what is no name.
    """
    until = time.monotonic() + seconds
    places = PLACES
    if not places.acquire(timeout=seconds):
        raise TimeoutError(f"Too many names are asked for to know {host}.")
    answer: Future[list[str]] = Future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.set_result(list(dict.fromkeys(str(one[4][0]) for one in found)))
        except (OSError, ValueError) as error:
            answer.set_exception(error)
        finally:
            places.release()

    try:
        # As a daemon: a process that ends does not wait for a server of names
        Thread(target=ask, name=f"resolving {host}", daemon=True).start()
    except RuntimeError:
        places.release()
        raise
    return answer.result(max(0.0, until - time.monotonic()))
