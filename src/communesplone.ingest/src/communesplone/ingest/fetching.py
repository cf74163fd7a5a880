"""Asking an old site over HTTP: politely, bounded, and never anything of the inner network."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.fetching import Answer
from communesplone.core.fetching import fetch
from communesplone.core.fetching import FetchError
from communesplone.core.fetching import InnerAddress
from communesplone.core.fetching import is_named
from communesplone.core.fetching import Manners
from communesplone.core.fetching import place_of
from communesplone.core.fetching import public_or_named
from communesplone.ingest.interfaces import InnerNetwork
from communesplone.ingest.interfaces import Refused
from communesplone.ingest.interfaces import Unreachable
from contextlib import contextmanager
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
import time


AGENT = "CommunesPlone-ingest/1 (+https://www.communesplone.org)"
PAUSE = 0.5
#: Hosts of the inner network that the operator allows, as "host:port" parted by blanks.
ALLOWED = "COMMUNES_INGEST_HOSTS"
MANNERS = Manners(AGENT, public_or_named(ALLOWED))


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
        """Return the answer of an address, or of where it leads.

        :raises Unreachable: it is none of 200.
        """

        def headers(each: str) -> dict[str, str]:
            self._wait(each)
            return {"Accept": accept, **self._credentials(each)}

        try:
            with _said():
                answer = fetch(url, MANNERS, most, headers)
        finally:
            self._last = time.monotonic()
        if answer.status in (401, 403) and self._credentials(answer.url):
            raise Refused(_("The old site does not accept this account."))
        if answer.status != 200:
            mapping = {"url": answer.url[:200], "status": str(answer.status)}
            raise Unreachable(_("${url} answers ${status}.", mapping=mapping))
        return answer

    def _wait(self, url: str) -> None:
        """Leave a pause between two requests, but for a host that the operator named."""
        if not _is_named(url):
            time.sleep(max(0.0, self._last + self.pause - time.monotonic()))
        self._last = time.monotonic()

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

    def _credentials(self, url: str) -> Mapping[str, str]:
        """Return the header of the account, for its own host: a redirect takes it nowhere else."""
        if self._trusted is None or place_of(url) != self._trusted:
            return {}
        return {"Authorization": self.secret}


@contextmanager
def _said() -> Iterator[None]:
    """Say what went wrong in the words of an import."""
    try:
        yield
    except InnerAddress as error:
        raise InnerNetwork(error.message) from error
    except FetchError as error:
        raise Unreachable(error.message) from error


def is_safe(url: str) -> bool:
    """Tell whether a password may go to an address: by https, or where the operator allowed it."""
    place = place_of(url)
    return place is not None and (place.scheme == "https" or _is_named(url))


def _is_named(url: str) -> bool:
    place = place_of(url)
    return place is not None and is_named(ALLOWED, place.host, place.port)
