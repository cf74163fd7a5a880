"""Asking an old site over HTTP: politely, bounded, and never anything of the inner network.

The address that was checked is the one that is connected to: a name that answers otherwise the
second time leads nowhere else.
"""

from communesplone.core import _
from communesplone.ingest.interfaces import InnerNetwork
from communesplone.ingest.interfaces import Refused
from communesplone.ingest.interfaces import Unreachable
from dataclasses import dataclass
from http.client import HTTPConnection
from http.client import HTTPException
from http.client import HTTPSConnection
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote
from urllib.parse import urljoin
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
import os
import socket
import ssl
import time


AGENT = "CommunesPlone-ingest/1 (+https://www.communesplone.org)"
SECONDS = 20
#: Seconds that one answer may take in all: a server may send a byte a second.
PATIENCE = 120
PAUSE = 0.5
MOST_REDIRECTS = 5
CHUNK = 65536
#: Hosts of the inner network that the operator allows, as "host:port" parted by blanks.
ALLOWED = "COMMUNES_INGEST_HOSTS"
SAFE = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True)
class Answer:
    """What came: the address after redirects, the type as it was sent, the bytes."""

    url: str
    kind: str
    body: bytes


class Fetcher:
    """Asks for addresses of one old site, one after the other."""

    def __init__(self, pause: float = PAUSE, secret: str = "", site: str = "") -> None:
        """Ask as anybody, or with an account.

        :param pause: seconds between two requests; none between two to an allowed host.
        :param secret: what is sent as `Authorization`, to the host of `site` alone.
        """
        self.pause = pause
        self.secret = secret
        self._trusted = place_of(site) if secret else None
        self._robots: dict[str, RobotFileParser | None] = {}
        self._last = 0.0

    def get(self, url: str, most: int, accept: str = "*/*") -> Answer:
        """Return what an address gives.

        :param most: bytes; more is an error.
        :raises Unreachable: when it gives nothing, too much, or may not be asked.
        """
        if not self._may(url):
            raise Unreachable(
                _("The old site asks programs not to read ${url}", mapping={"url": url[:200]})
            )
        return self._follow(url, most, accept)

    def _follow(self, url: str, most: int, accept: str) -> Answer:
        for _step in range(MOST_REDIRECTS + 1):
            answer = self._ask(url, most, accept)
            if isinstance(answer, Answer):
                return answer
            try:
                url = urljoin(url, answer)
            except ValueError as error:
                raise Unreachable(
                    _("${url} is no address of the web.", mapping={"url": answer[:200]})
                ) from error
        raise Unreachable(
            _("${url} leads from one address to the next.", mapping={"url": url[:200]})
        )

    def _may(self, url: str) -> bool:
        """Tell whether the site's robots.txt lets us in."""
        try:
            parts = urlsplit(url)
        except ValueError:
            # Asking it says what is wrong with it.
            return True
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            rules: RobotFileParser | None = RobotFileParser()
            try:
                text = self._follow(f"{host}/robots.txt", 500_000, "text/plain").body
            except Unreachable:
                rules = None
            else:
                rules.parse(text.decode("utf-8", "replace").splitlines())
            self._robots[host] = rules
        rules = self._robots[host]
        return rules is None or rules.can_fetch(AGENT, url)

    def _ask(self, url: str, most: int, accept: str) -> Answer | str:
        """Return the answer, or where it sends."""
        connection, path, allowed = _connection(url)
        if not allowed:
            time.sleep(max(0.0, self._last + self.pause - time.monotonic()))
        try:
            connection.request(
                "GET",
                path,
                headers={
                    "User-Agent": AGENT,
                    "Accept": accept,
                    "Accept-Encoding": "identity",
                    **self._credentials(url),
                },
            )
            response = connection.getresponse()
            if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
                return response.getheader("Location", "")
            if response.status in (401, 403) and self._credentials(url):
                raise Refused(_("The old site does not accept this account."))
            if response.status != 200:
                mapping = {"url": url[:200], "status": str(response.status)}
                raise Unreachable(_("${url} answers ${status}.", mapping=mapping))
            return Answer(url, response.getheader("Content-Type", ""), _body(response, url, most))
        except (OSError, HTTPException, ssl.SSLError, ValueError) as error:
            raise Unreachable(_("${url} does not answer.", mapping={"url": url[:200]})) from error
        finally:
            self._last = time.monotonic()
            connection.close()

    def _credentials(self, url: str) -> dict[str, str]:
        """Return the header of the account, for its own host: a redirect takes it nowhere else."""
        if self._trusted is None or place_of(url) != self._trusted:
            return {}
        return {"Authorization": self.secret}


def place_of(url: str) -> tuple[str, str, int] | None:
    """Return scheme, host and port of an address; None for none of the web."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    except (ValueError, KeyError):
        return None
    return (parts.scheme, (parts.hostname or "").lower(), port)


def is_safe(url: str) -> bool:
    """Tell whether a password may go to an address: by https, or where the operator allowed it."""
    place = place_of(url)
    return place is not None and (place[0] == "https" or _is_allowed(place[1], place[2]))


def _is_allowed(host: str, port: int) -> bool:
    return f"{host}:{port}".lower() in os.environ.get(ALLOWED, "").lower().split()


def _body(response: Any, url: str, most: int) -> bytes:
    end, parts, size = time.monotonic() + PATIENCE, [], 0
    while chunk := response.read1(CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > most:
            raise Unreachable(_("${url} is too large.", mapping={"url": url[:200]}))
        if time.monotonic() > end:
            raise Unreachable(_("${url} does not answer.", mapping={"url": url[:200]}))
    return b"".join(parts)


def _connection(url: str) -> tuple[HTTPConnection, str, bool]:
    """Return a connection to a checked address, the path to ask, whether it is an allowed host.

    :raises Unreachable: for an address of the inner network, or none of the web.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise Unreachable(_("${url} is no address of the web.", mapping={"url": url[:200]}))
    port = port or (443 if parts.scheme == "https" else 80)
    allowed = _is_allowed(host, port)
    address = _address(host, port, allowed)
    path = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
    if parts.scheme == "https":
        return _Secure(host, port, address), path, allowed
    return _Plain(host, port, address), path, allowed


def _address(host: str, port: int, allowed: bool) -> str:
    """Return the IP address of a host.

    :raises Unreachable: when it has none, or one of its addresses is not public.
    """
    try:
        # glibc does not know names below localhost, which RFC 6761 gives to the loopback.
        name = "localhost" if host.endswith(".localhost") else host
        found = [one[4][0] for one in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Unreachable(_("There is no host ${host}.", mapping={"host": host[:100]})) from error
    if allowed:
        return found[0]
    if not all(_is_public(str(one)) for one in found):
        raise InnerNetwork(
            _(
                "${host} is an address of an inner network, which is not asked. An operator can "
                "allow it.",
                mapping={"host": host[:100]},
            )
        )
    return str(found[0])


def _is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if mapped is not None:
        found = mapped
    # Reserved is also what leads through a gateway to an IPv4 address (RFC 6052)
    return found.is_global and not found.is_multicast and not found.is_reserved


class _Plain(HTTPConnection):
    """Connects to the address that was checked."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _Secure(HTTPSConnection):
    """Connects to the address that was checked, and asks for the certificate of its name."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self.secured = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS, context=self.secured)
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = self.secured.wrap_socket(plain, server_hostname=self.host)
