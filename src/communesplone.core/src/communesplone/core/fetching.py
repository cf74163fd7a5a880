"""Asking another site over HTTP: within bounds, and never anything of the inner network.

A name is resolved once, within the time of a step; each of its addresses must be allowed, and
the connection goes to one of those that were looked at, so that a name that answers otherwise the
second time leads nowhere else. Each redirect is checked like the first address. Nothing is asked
within a page of citizens.

    answer = fetch(url, Manners(agent="CommunesPlone-feeds/1"), most=500_000)

The certificate of https is always checked.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.resolving import addresses
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from http.client import HTTPConnection
from http.client import HTTPException
from http.client import HTTPResponse
from ipaddress import ip_address
from threading import Timer
from typing import NamedTuple
from urllib.parse import quote
from urllib.parse import SplitResult
from urllib.parse import urljoin
from urllib.parse import urlsplit
from zope.i18n import interpolate
from zope.i18nmessageid import Message
import os
import socket
import ssl


REDIRECTS = frozenset({301, 302, 303, 307, 308})
DEFAULT_PORTS = {"http": 80, "https": 443}
CHUNK = 65_536
SAFE = "/%:=&?~#+!$,;'@()*[]"
#: Of the addresses of a host so many are tried.
TRIED = 2
#: Whether an address may be asked: host as it was written, port, numeric address.
Allowed = Callable[[str, int, str], bool]


class FetchError(CommunesError):
    """Why there is no answer, in a sentence; `message` can be translated."""

    def __init__(self, message: Message, **mapping: str) -> None:
        self.message = Message(message, mapping={name: one[:200] for name, one in mapping.items()})
        super().__init__(interpolate(self.message.default or message, self.message.mapping))


class NotOfTheWeb(FetchError):
    """No address of http or https, one with a password in it, or at a port that is not asked."""


class InnerAddress(FetchError):
    """The name leads to an address that may not be asked."""


class NoHost(FetchError):
    """The name leads nowhere; the cause is the error of the resolver."""


class NoAnswer(FetchError):
    """Nobody answers, too slowly, or not in HTTP; the cause is the error of the connection."""


class TooLarge(FetchError):
    """The answer has more bytes than were asked for."""


class TooFar(FetchError):
    """One redirect after the other."""


class OtherType(FetchError):
    """The answer is of a type that was not asked for."""


def is_public(address: str) -> bool:
    """Tell whether a numeric address is one of the public internet."""
    found = ip_address(address.partition("%")[0])
    # An IPv6 address may carry one of IPv4 inside, to which a gateway would lead
    found = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    # Reserved is also what leads through a gateway to an IPv4 address (RFC 6052)
    return found.is_global and not found.is_multicast and not found.is_reserved


def public_only(host: str, port: int, address: str) -> bool:
    """Allow addresses of the public internet."""
    return is_public(address)


def public_or_named(variable: str) -> Allowed:
    """Allow the public internet, and what the operator names in an environment variable."""

    def allowed(host: str, port: int, address: str) -> bool:
        return is_public(address) or is_named(variable, host, port)

    return allowed


def is_named(variable: str, host: str, port: int) -> bool:
    """Tell whether an environment variable holds "host:port", among others parted by blanks."""
    return f"{host}:{port}".lower() in os.environ.get(variable, "").lower().split()


@dataclass(frozen=True)
class Manners:
    """How other sites are asked.

    :param agent: who asks, as `User-Agent`.
    :param allowed: which addresses may be asked.
    :param ports: which ports; None for any.
    :param seconds: how long one step may take: to know the address of a name, to connect, to send,
        to get the next bytes.
    :param patience: seconds for one answer in all: a server may send a byte a second.
    :param redirects: how many are followed.
    :param authorities: path of a file with the only authorities that are trusted (PEM); empty for
        those of the machine.
    """

    agent: str
    allowed: Allowed = public_only
    ports: frozenset[int] | None = None
    seconds: float = 20.0
    patience: float = 120.0
    redirects: int = 5
    authorities: str = ""


@dataclass(frozen=True)
class Asked:
    """What is sent: method, headers beside those of `Manners`, a body."""

    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True)
class Answer:
    """What came: the address after redirects, status, headers by lower-case name, bytes."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The type as it was sent: "text/html; charset=utf-8"."""
        return self.headers.get("content-type", "")

    @property
    def media_type(self) -> str:
        """The type alone, in lower case."""
        return self.kind.partition(";")[0].strip().lower()


class Place(NamedTuple):
    """Scheme, host and port of an address: who gets what is sent there."""

    scheme: str
    host: str
    port: int


def place_of(url: str) -> Place | None:
    """Return scheme, host and port of an address; None for none of the web."""
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    return Place(parts.scheme, parts.hostname.lower(), port) if parts.hostname else None


def fetch(
    url: str,
    manners: Manners,
    most: int,
    headers: Callable[[str], Mapping[str, str]] = lambda url: {},
    types: tuple[str, ...] = (),
) -> Answer:
    """Return what an address gives, whatever its status, after redirects.

    :param most: bytes; more is an error.
    :param headers: gives those of each address, so that a password goes to no other host.
    :param types: media types of an answer of 200 that may come; empty for any.
    :raises FetchError: there is no answer that may be used.
    """
    for _step in range(manners.redirects + 1):
        with opened(url, manners, Asked(headers=headers(url))) as response:
            to = response.leads_to
            if to is None:
                return response.read(most, types)
        url = to
    raise TooFar(_("${url} leads from one address to the next."), url=url)


@contextmanager
def opened(url: str, manners: Manners, asked: Asked) -> Iterator["Response"]:
    """Ask an address, without following it elsewhere; its body is still to be read.

    :raises FetchError: it may not be asked, or nobody answers.
    """
    connection = _Connection(_checked(url, manners), manners)
    # Bytes that drip one by one, in headers too, are cut off at the end of all patience
    watch = Timer(manners.patience, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        with _answering(url):
            response = connection.answer(asked)
        yield Response(url, response, connection)
    finally:
        watch.cancel()
        connection.close()


@contextmanager
def _answering(url: str) -> Iterator[None]:
    try:
        yield
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(_("${url} does not answer."), url=url) from error


class Response:
    """An answer whose body is still to be read."""

    def __init__(self, url: str, response: HTTPResponse, connection: "_Connection") -> None:
        self.url = url
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self._response = response
        self._connection = connection

    @property
    def leads_to(self) -> str | None:
        """The address that it redirects to, None when it does not.

        :raises NotOfTheWeb: it cannot be read.
        """
        where = self.headers.get("location", "")
        if self.status not in REDIRECTS or not where:
            return None
        try:
            return urljoin(self.url, where)
        except ValueError as error:
            raise NotOfTheWeb(_("${url} is no address of the web."), url=where) from error

    def read(self, most: int, types: tuple[str, ...] = ()) -> Answer:
        """Return the whole answer.

        :param types: media types of an answer of 200 that may come; empty for any.
        :raises TooLarge: it has more bytes than `most`.
        :raises OtherType: said before what nobody can use is read.
        :raises NoAnswer: it ends before its end.
        """
        bare = Answer(self.url, self.status, self.headers, b"")
        if types and self.status == 200 and bare.media_type not in types:
            raise OtherType(_("${url} is of another type."), url=self.url)
        body = self.beginning(most + 1)
        if len(body) > most:
            raise TooLarge(_("${url} is too large."), url=self.url)
        with _answering(self.url):
            if self._response.length or self._connection.is_cut:
                raise TimeoutError
        return replace(bare, body=body)

    def beginning(self, most: int) -> bytes:
        """Return the first bytes of the body, `most` of them at most.

        :raises NoAnswer: nothing comes any more.
        """
        parts, size = [], 0
        with _answering(self.url):
            while size < most and (chunk := self._response.read1(min(CHUNK, most - size))):
                parts.append(chunk)
                size += len(chunk)
        return b"".join(parts)


def _checked(url: str, manners: Manners) -> SplitResult:
    """Return the parts of an address that may be asked, as far as it tells by itself.

    :raises NotOfTheWeb: for any other.
    """
    place = place_of(url)
    allowed = place is not None and (manners.ports is None or place.port in manners.ports)
    parts = urlsplit(url) if allowed else None
    if parts is None or parts.username is not None or parts.password is not None:
        raise NotOfTheWeb(_("${url} is no address of the web."), url=url)
    return parts


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", SAFE)
    return f"{path}?{quote(parts.query, SAFE)}" if parts.query else path


def _addresses(host: str, port: int, manners: Manners) -> list[str]:
    """Return the numeric addresses of a host.

    :raises NoHost: it has none. :raises InnerAddress: one of them may not be asked.
    :raises TimeoutError: nobody says within the time of a step.
    """
    try:
        # glibc does not know names below localhost, which RFC 6761 gives to the loopback.
        name = "localhost" if host.endswith(".localhost") else host
        found = addresses(name, port, min(manners.seconds, manners.patience))
    except TimeoutError:
        raise
    except (OSError, ValueError) as error:
        raise NoHost(_("There is no host ${host}."), host=host) from error
    if not all(manners.allowed(host, port, one) for one in found):
        raise InnerAddress(
            _(
                "${host} is an address of an inner network, which is not asked. An operator can "
                "allow it."
            ),
            host=host,
        )
    return found


class _Connection(HTTPConnection):
    """A connection to the very address that was checked; with TLS, for the name that was asked."""

    def __init__(self, parts: SplitResult, manners: Manners) -> None:
        self.secure = parts.scheme == "https"
        self.manners = manners
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        # What `Host` says leaves the usual port of https out, too
        self.default_port = DEFAULT_PORTS[parts.scheme]
        super().__init__(parts.hostname or "", port, timeout=manners.seconds)
        self.path = _path(parts)
        #: Kept apart: `sock` is gone as soon as an answer says that it is the last.
        self.wire: socket.socket | None = None
        self.is_cut = False

    def answer(self, asked: Asked) -> HTTPResponse:
        """Send what is asked and return the answer.

        :raises OSError: or one of http.client, when there is none.
        """
        polite = {"User-Agent": self.manners.agent, "Accept-Encoding": "identity"}
        self.request(asked.method, self.path, asked.body, polite | dict(asked.headers))
        return self.getresponse()

    def connect(self) -> None:
        """Connect to one of the checked addresses of the host."""
        found = _addresses(self.host, self.port, self.manners)[:TRIED]
        if self.is_cut:
            raise TimeoutError
        self.sock = self.wire = _connected(found, self.port, self.manners.seconds)
        if self.secure:
            context = ssl.create_default_context(cafile=self.manners.authorities or None)
            self.sock = self.wire = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()
        if self.is_cut:
            raise TimeoutError

    def cut(self) -> None:
        """End it from another thread: whoever waits for bytes gets no more of them."""
        self.is_cut = True
        with suppress(OSError):
            if self.wire is not None:
                self.wire.shutdown(socket.SHUT_RDWR)


def _connected(addresses: list[str], port: int, seconds: float) -> socket.socket:
    """Return a connection to the first address that takes one.

    :raises OSError: that of the last one.
    """
    *others, last = addresses
    for address in others:
        try:
            return socket.create_connection((address, port), seconds)
        except OSError:
            continue
    return socket.create_connection((last, port), seconds)
