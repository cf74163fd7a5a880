"""Asking another site whether a page is there: politely, briefly, and never inside the house.

Every name is resolved here and each of its addresses must be public; the connection goes to the
address that was looked at, so that a name that changes its mind meanwhile leads nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from http.client import HTTPException
from http.client import HTTPResponse
from importlib.metadata import version
from ipaddress import ip_address
from typing import Literal
from urllib.parse import quote
from urllib.parse import SplitResult
from urllib.parse import urljoin
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
import errno
import socket
import ssl
import time


PROJECT = "CommunesPlone"
PATIENCE = 8.0
#: An address and all that its answers lead on to.
LONGEST = 20.0
MOST_BYTES = 65_536
MOST_REDIRECTS = 4
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: What some sites answer to whoever asks for no body: asked again for the page itself.
DISLIKES_HEAD = frozenset({400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503})
GONE = frozenset({404, 410})
PORTS = frozenset({80, 443, 8080, 8443})
#: Errors that tell of this machine rather than of the other.
OURS = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EMFILE, socket.EAI_AGAIN})
Answer = Literal["yes", "no", "refused"]


class NotPublic(OSError):
    """The name leads to no public address."""


def is_public(address: str) -> bool:
    """Tell whether a numeric address is one of the public internet."""
    found = ip_address(address.partition("%")[0])
    # An IPv6 address may carry one of IPv4 inside, to which a gateway would lead
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    found = mapped or found
    return found.is_global and not found.is_multicast and not found.is_reserved


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


def host_of(url: str) -> str:
    """Return the host of an address, by which politeness is counted."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def ask(url: str, door: Door) -> Answer:
    """Return whether a page is there: HEAD, then GET of its beginning where HEAD is not liked.

    "refused" is all that says nothing of the page: robots.txt forbids to ask, a password is
    wanted, the host is no public one. Whatever happens takes LONGEST seconds at most, one answer
    more at the worst.
    """
    end = time.monotonic() + LONGEST
    try:
        for _step in range(MOST_REDIRECTS + 1):
            parts = _web_address(url, door)
            if parts is None or not _may_ask(parts, door):
                return "refused"
            status, location = _status(parts, door)
            if status not in REDIRECTS or not location:
                return _meaning(status)
            if time.monotonic() > end:
                return "refused"
            url = urljoin(url, location)
    except NotPublic:
        return "refused"
    except OSError as error:
        # Without a network of our own nothing is learnt of others.
        return "refused" if error.errno in OURS else "no"
    except (HTTPException, ValueError):
        # What is no HTTP cannot be read by citizens either.
        return "no"
    return "refused"


def _meaning(status: int) -> Answer:
    if 200 <= status < 400:
        return "yes"
    return "no" if status in GONE or status >= 500 else "refused"


def _web_address(url: str, door: Door) -> SplitResult | None:
    """Return the parts of an address that may be asked; None for any other."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if parts.scheme not in ("http", "https") or not parts.hostname or port not in door.ports:
        return None
    return None if parts.username or parts.password else parts


def _status(parts: SplitResult, door: Door) -> tuple[int, str]:
    """Return status and location of the answer."""
    status, location, _body = _request("HEAD", parts, door)
    if status in DISLIKES_HEAD:
        status, location, _body = _request("GET", parts, door)
    return status, location


def _may_ask(parts: SplitResult, door: Door) -> bool:
    """Tell whether robots.txt of the host lets us ask; a host without one does (RFC 9309)."""
    robots = parts._replace(path="/robots.txt", query="", fragment="")
    status, _location, body = _request("GET", robots, door)
    if status != 200:
        # RFC 9309, 2.3.1.4: while it cannot be told, nothing is asked.
        return status < 500
    parser = RobotFileParser()
    parser.parse(body.decode("utf-8", "replace").splitlines())
    return parser.can_fetch(door.agent, parts.geturl())


def _request(method: str, parts: SplitResult, door: Door) -> tuple[int, str, bytes]:
    """Return status, location and the beginning of the body of one answer.

    :raises NotPublic: when the name leads inside. :raises OSError: when nobody answers.
    """
    connection = _Connection(parts, door)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    headers = {"User-Agent": door.agent, "Accept": "text/html, */*;q=0.5", "Connection": "close"}
    try:
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        body = _beginning(answer) if method == "GET" and answer.status == 200 else b""
        return answer.status, answer.getheader("Location") or "", body
    finally:
        connection.close()


def _beginning(answer: HTTPResponse) -> bytes:
    """Read at most MOST_BYTES, for at most PATIENCE seconds, however slowly they come."""
    end, found = time.monotonic() + PATIENCE, b""
    while len(found) < MOST_BYTES and time.monotonic() < end:
        piece = answer.read1(MOST_BYTES - len(found))
        if not piece:
            break
        found += piece
    return found


class _Connection(HTTPConnection):
    """A connection to the very address that was found to be allowed."""

    def __init__(self, parts: SplitResult, door: Door) -> None:
        self.secure = parts.scheme == "https"
        self.door = door
        port = parts.port or (443 if self.secure else 80)
        super().__init__(parts.hostname or "", port, timeout=PATIENCE)

    def connect(self) -> None:
        """Connect to a vetted address of the host.

        :raises NotPublic: when one of its addresses is none of the public internet.
        """
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not addresses or not all(map(self.door.allowed, addresses)):
            raise NotPublic(self.host)
        self.sock = _connected(addresses[:2], self.port)
        if self.secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _connected(addresses: list[str], port: int) -> socket.socket:
    """Return a connection to the first address that takes one.

    :raises OSError: that of the last one.
    """
    *others, last = addresses
    for address in others:
        try:
            return socket.create_connection((address, port), PATIENCE)
        except OSError:
            continue
    return socket.create_connection((last, port), PATIENCE)
