"""Asking another site whether a page is there: politely, briefly, and never inside the house."""

from collections.abc import Callable
from communesplone.core.fetching import Asked
from communesplone.core.fetching import FetchError
from communesplone.core.fetching import InnerAddress
from communesplone.core.fetching import is_public
from communesplone.core.fetching import Manners
from communesplone.core.fetching import NotOfTheWeb
from communesplone.core.fetching import opened
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
import errno
import socket
import time


PROJECT = "CommunesPlone"
PATIENCE = 8.0
#: An address and all that its answers lead on to.
LONGEST = 20.0
MOST_BYTES = 65_536
MOST_REDIRECTS = 4
#: What some sites answer to whoever asks for no body: asked again for the page itself.
DISLIKES_HEAD = frozenset({400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503})
GONE = frozenset({404, 410})
PORTS = frozenset({80, 443, 8080, 8443})
#: Errors that tell of this machine rather than of the other.
OURS = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EMFILE, socket.EAI_AGAIN})
HEADERS = {"Accept": "text/html, */*;q=0.5", "Connection": "close"}
Answer = Literal["yes", "no", "refused"]


@dataclass(frozen=True)
class Door:
    """How other sites are asked: who asks, and which addresses may be."""

    site_url: str
    allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = PORTS

    @property
    def agent(self) -> str:
        number = version("communesplone.editing")
        return f"{PROJECT}-links/{number} (+{self.site_url})"

    @property
    def manners(self) -> Manners:
        return Manners(
            self.agent,
            allowed=lambda host, port, address: self.allowed(address),
            ports=self.ports,
            seconds=PATIENCE,
            patience=PATIENCE,
        )


def host_of(url: str) -> str:
    """Return the host of an address, by which politeness is counted."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def ask(url: str, door: Door) -> Answer:
    """Return whether a page is there: HEAD, then GET where HEAD is not liked.

    "refused" is all that says nothing of the page: robots.txt forbids to ask, a password is
    wanted, the host is no public one. Whatever happens takes LONGEST seconds at most, one answer
    more at the worst.
    """
    end = time.monotonic() + LONGEST
    try:
        for _step in range(MOST_REDIRECTS + 1):
            if not _may_ask(url, door):
                return "refused"
            status, to = _status(url, door)
            if to is None:
                return _meaning(status)
            if time.monotonic() > end:
                return "refused"
            url = to
    except (InnerAddress, NotOfTheWeb):
        return "refused"
    except FetchError as error:
        # Without a network of our own nothing is learnt of others. What is no HTTP cannot be
        # read by citizens either.
        return "refused" if getattr(error.__cause__, "errno", None) in OURS else "no"
    return "refused"


def _meaning(status: int) -> Answer:
    if 200 <= status < 400:
        return "yes"
    return "no" if status in GONE or status >= 500 else "refused"


def _status(url: str, door: Door) -> tuple[int, str | None]:
    """Return the status of an answer, and the address that it leads to."""
    for method in ("HEAD", "GET"):
        with opened(url, door.manners, Asked(method, HEADERS)) as response:
            found = (response.status, response.leads_to)
        if found[0] not in DISLIKES_HEAD:
            break
    return found


def _may_ask(url: str, door: Door) -> bool:
    """Tell whether robots.txt of the host lets us ask; a host without one does (RFC 9309)."""
    robots = urlsplit(url)._replace(path="/robots.txt", query="", fragment="")
    with opened(robots.geturl(), door.manners, Asked(headers=HEADERS)) as response:
        if response.status != 200:
            # RFC 9309, 2.3.1.4: while it cannot be told, nothing is asked.
            return response.status < 500
        body = response.beginning(MOST_BYTES)
    parser = RobotFileParser()
    parser.parse(body.decode("utf-8", "replace").splitlines())
    return parser.can_fetch(door.agent, url)
