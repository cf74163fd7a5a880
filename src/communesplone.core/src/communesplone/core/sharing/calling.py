"""The client's side of the protocol: reading from another cluster, and signed calls to it.

What a job asks may take its time (`WORKING`), what a page asks may not (`READING`); the files of
an adoption, which somebody waits for, are in between (`BRINGING`). A side that was silent is left
alone for a while, so that jobs and pages do not wait for it one after the other.
"""

from collections import OrderedDict
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.fetching import Answer
from communesplone.core.fetching import Asked
from communesplone.core.fetching import fetch
from communesplone.core.fetching import FetchError
from communesplone.core.fetching import is_named
from communesplone.core.fetching import Manners
from communesplone.core.fetching import opened
from communesplone.core.fetching import Place
from communesplone.core.fetching import place_of
from communesplone.core.fetching import public_or_named
from communesplone.core.jobs import NotYet
from communesplone.core.sharing import wire
from communesplone.core.sharing.envelopes import LARGEST
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.interfaces import Worded
from communesplone.core.sharing.request_signing import message_to
from communesplone.core.sharing.request_signing import NotBelieved
from communesplone.core.sharing.request_signing import signed_headers
from dataclasses import dataclass
from dataclasses import replace
from typing import Any
from typing import ClassVar
from urllib.parse import urlencode
from zope.i18nmessageid import Message
import os
import time


AGENT = "CommunesPlone-sharing/1"
#: Hosts of the inner network that the operator allows, as "host:port" parted by blanks.
ALLOWED = "COMMUNES_SHARING_HOSTS"
#: A file with the authorities (PEM) that sign certificates between the clusters.
AUTHORITIES = "COMMUNES_SHARING_CA"
#: How many seconds a job waits for the next bytes.
SECONDS = float(os.environ.get("COMMUNES_SHARING_SECONDS") or 15)
WORKING = Manners(AGENT, public_or_named(ALLOWED), seconds=SECONDS, patience=120, redirects=0)
READING = replace(WORKING, seconds=2, patience=5)
BRINGING = replace(READING, patience=30)
JSON = ("application/json",)
#: Bytes of an answer of JSON. An envelope grows by what escapes in it.
LARGEST_ANSWER = 2 * LARGEST
LARGEST_WORD = 2000
#: Answers that are kept to be asked for again by their ETag: how many, how large each.
MOST_KEPT, LARGEST_KEPT = 200, 100_000


class Silence(Worded, NotYet):
    """The other side does not answer now, or nothing that can be read."""


class Rest:
    """How long a side that was silent is left alone: longer each time, in this process."""

    SHORTEST, LONGEST = 5.0, 300.0

    def __init__(self) -> None:
        self._silent: dict[Place | None, tuple[int, float]] = {}

    def check(self, place: Place | None) -> None:
        """Let a side be asked that was not silent just now.

        :raises Silence: it was.
        """
        if time.monotonic() < self._silent.get(place, (0, 0.0))[1]:
            raise Silence(_("The other side did not answer a moment ago."))

    def note_silence(self, place: Place | None) -> None:
        """Leave a side alone for a while."""
        times = self._silent.get(place, (0, 0.0))[0]
        pause = min(self.SHORTEST * 2**times, self.LONGEST)
        self._silent[place] = (min(times + 1, 10), time.monotonic() + pause)

    def note_answer(self, place: Place | None) -> None:
        """Ask a side whenever there is something to ask."""
        self._silent.pop(place, None)


REST = Rest()


@dataclass(frozen=True)
class Line:
    """The way to one side of another cluster.

    :param base: address of its service: "https://hub.example.be/@library/v1".
    :param issuer: who calls.
    :param private: its key; empty for who only reads.
    """

    base: str
    issuer: str = ""
    private: bytes = b""
    manners: Manners = WORKING
    _kept: ClassVar[OrderedDict[str, tuple[str, bytes]]] = OrderedDict()

    def read(self, kind: Any, path: str, **query: Any) -> Any:
        """Return what an address below the base says, as a value of a type; None for nothing.

        :raises Silence: it does not answer.
        """
        body = self.get(path, LARGEST_ANSWER, JSON, **query)
        try:
            return None if body is None else wire.read(kind, body)
        except wire.Unreadable as error:
            raise Silence(error.message) from error

    def get(self, path: str, most: int, types: tuple[str, ...], **query: Any) -> bytes | None:
        """Return the bytes of an address below the base; None for what is not there.

        :raises Silence: it does not answer.
        """
        asked = urlencode({name: one for name, one in query.items() if one}, doseq=True)
        url = f"{self.base}/{path}".rstrip("/") + (f"?{asked}" if asked else "")
        tag, known = self._kept.get(url, ("", b""))
        headers = {"Accept": "application/json"} | ({"If-None-Match": tag} if tag else {})
        with _Asking(url):
            answer = fetch(url, self._manners(), most, lambda _url: headers, types)
            if answer.status == 304 and tag:
                return known
            if answer.status == 404 and answer.media_type in JSON:
                return None
            if answer.status != 200:
                raise _refused(answer)
        self._keep(url, answer)
        return answer.body

    def ask(self, kind: Any, name: str, **arguments: Any) -> Any:
        """Return what the other side answers to us alone, as a value of a type.

        :raises SharingError: see `call`.
        """
        body = self.call(name, **arguments)
        try:
            return wire.read(kind, body)
        except wire.Unreadable as error:
            raise Silence(error.message) from error

    def call(self, name: str, **arguments: Any) -> bytes:
        """Have the other side do something, once; return its answer, empty for none.

        :raises SharingError: it refuses; says why.
        :raises NotBelieved: it does not know our key.
        :raises Full: it has no room for more of this now.
        :raises Silence: it does not answer, or not that it is done.
        """
        url, body = f"{self.base}/{name}", wire.written(arguments)
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            **signed_headers(message_to("POST", url, body), self.issuer, self.private),
        }
        with _Asking(url):
            with opened(url, self._manners(), Asked("POST", headers, body)) as response:
                answer = response.read(LARGEST_ANSWER)
            if answer.status not in (200, 204):
                raise _refused(answer)
        return answer.body

    def _manners(self) -> Manners:
        return replace(self.manners, authorities=os.environ.get(AUTHORITIES, ""))

    def _keep(self, url: str, answer: Answer) -> None:
        tag = answer.headers.get("etag", "")
        self._kept.pop(url, None)
        if tag and len(answer.body) <= LARGEST_KEPT:
            self._kept[url] = (tag, answer.body)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


class _Asking:
    """Asks a side that is not resting; whatever keeps it from answering is its silence."""

    def __init__(self, url: str) -> None:
        self.place = place_of(url)

    def __enter__(self) -> None:
        REST.check(self.place)

    def __exit__(self, kind: Any, error: BaseException | None, traceback: Any) -> None:
        if isinstance(error, FetchError):
            REST.note_silence(self.place)
            raise Silence(error.message) from error
        if isinstance(error, Silence):
            REST.note_silence(self.place)
        else:
            REST.note_answer(self.place)


#: What an answer with a sentence means, by its status.
REFUSALS = {400: SharingError, 401: NotBelieved, 413: SharingError, 422: SharingError, 429: Full}


def _refused(answer: Answer) -> Worded:
    """Return what an answer that is no success means."""
    if answer.status in REFUSALS and answer.media_type in JSON:
        return REFUSALS[answer.status](_word(answer.body))
    mapping = {"url": answer.url[:200], "status": str(answer.status)}
    return Silence(_("${url} answers ${status}.", mapping=mapping))


def _word(body: bytes) -> Message:
    """Return why the other side refused, so that it can be said in the reader's language."""
    try:
        told = wire.read(dict[str, Any], body)
    except wire.Unreadable:
        told = {}
    words, mapping = str(told.get("message") or "")[:LARGEST_WORD], told.get("mapping")
    if not words:
        return _("The other side refused it.")
    plain: Mapping[str, Any] = mapping if isinstance(mapping, dict) else {}
    return Message(
        words,
        domain="communesplone",
        mapping={str(name): str(one)[:LARGEST_WORD] for name, one in list(plain.items())[:20]},
    )


def is_safe(address: str) -> bool:
    """Tell whether an address may be shared with: by https, or where the operator allowed it."""
    place = place_of(address)
    return place is not None and (
        place.scheme == "https" or is_named(ALLOWED, place.host, place.port)
    )
