"""The server's side of the protocol: services that answer reads, and signed calls.

A library and a commune each register a class of these; `docs/contributor/protocol.md` is the
specification.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing import wire
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.interfaces import Worded
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.request_signing import check
from communesplone.core.sharing.request_signing import claim_of
from communesplone.core.sharing.request_signing import Message
from communesplone.core.sharing.request_signing import Nonces
from communesplone.core.sharing.request_signing import NotBelieved
from communesplone.core.sharing.signing import follows
from datetime import datetime
from datetime import UTC
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from typing import Any
from typing import Self
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest
import transaction


VERSION = "v1"
#: Bytes of a call: an envelope and its files in base64.
LARGEST_CALL = 45_000_000
LARGEST_RING = 100_000
DEEPEST = 6
SIGNED_HEADERS = ("Content-Digest", "Signature-Input", "Signature")


@implementer(IPublishTraverse)
class ProtocolService(Service):
    """A service whose parts follow its version: /@library/v1/items/…"""

    open_to_anonymous = True

    def __init__(self, context: Any, request: HTTPRequest) -> None:
        self.context = context
        self.request = request
        self.way: list[str] = []

    def publishTraverse(self, request: HTTPRequest, name: str) -> Self:
        if len(self.way) >= DEEPEST:
            raise NotFound(name)
        self.way.append(name)
        return self

    @property
    def asked(self) -> tuple[str, ...]:
        """What is asked for after the version.

        :raises NotFound: there is no such version.
        """
        if not self.way or self.way[0] != VERSION:
            raise NotFound("/".join(self.way))
        return tuple(self.way[1:])


class CallService(ProtocolService):
    """A signed call, by POST: once, from whom it says, or not at all."""

    #: Names of calls with their arguments.
    calls: Mapping[str, wire.Arguments] = {}

    def ring(self, issuer: str) -> Ring:
        """Return the keys of who may call.

        :raises NotBelieved: nobody of that id may.
        """
        raise NotImplementedError

    def nonces(self) -> Nonces:
        """Return what was accepted of late."""
        raise NotImplementedError

    def perform(self, name: str, arguments: dict[str, Any], issuer: str) -> Any:
        """Do what was asked; return what there is to answer, None for nothing.

        :raises SharingError: says why not.
        """
        raise NotImplementedError

    def reply(self) -> Any:
        """Answer what was asked for, 204 when that is nothing, or why not."""
        alsoProvides(self.request, IDisableCSRFProtection)
        name = "/".join(self.asked)
        if name not in self.calls:
            raise NotFound(name)
        # What was written before a refusal is taken back
        before = transaction.savepoint(optimistic=True)
        try:
            answer = self._do(name)
        except (SharingError, Full) as error:
            before.rollback()
            return self._refuse(error)
        return self.reply_no_content() if answer is None else wire.to_json(answer)

    def _do(self, name: str) -> Any:
        now, expected = datetime.now(UTC), self.calls[name]
        claim = claim_of({one: self.request.getHeader(one) or "" for one in SIGNED_HEADERS})
        known = self.ring(claim.issuer)
        message = self._message(self._body())
        if self.request.getHeader("Content-Digest") != message.digest:
            raise NotBelieved(_("This request is not signed."))
        # What nobody signed is not even read, but for a ring, which is small
        ring = self._followed(known, expected, message.body) if "ring" in expected else known
        check(claim, message, ring, now)
        self.nonces().use(claim, now)
        return self.perform(name, wire.arguments(expected, message.body), claim.issuer)

    def _followed(self, known: Ring, expected: wire.Arguments, body: bytes) -> Ring:
        """Return a new ring: who changes keys signs the request with the new one.

        :raises NotBelieved: those who know the former keys did not let the new one in.
        """
        if len(body) > LARGEST_RING:
            raise TooLarge(_("This content is too large to be shared."))
        new: Ring = wire.arguments(expected, body)["ring"]
        if new != known and not follows(new, known):
            raise NotBelieved(_("The keys of this commune are not signed by those known."))
        return new

    def _body(self) -> bytes:
        source = self.request.get("BODYFILE")
        source.seek(0)
        body = source.read(LARGEST_CALL + 1)
        if len(body) > LARGEST_CALL:
            raise TooLarge(_("This content is too large to be shared."))
        return body

    def _message(self, body: bytes) -> Message:
        environ = self.request.environ
        return Message(
            self.request.method,
            environ.get("HTTP_HOST", "").lower(),
            environ.get("PATH_INFO", ""),
            body,
        )

    def _refuse(self, error: Worded) -> dict[str, Any]:
        status = next(code for kind, code in STATUSES if isinstance(error, kind))
        self.request.response.setStatus(status)
        message = error.message
        return {
            "type": type(error).__name__,
            "message": str(message),
            "mapping": {name: str(one) for name, one in (message.mapping or {}).items()},
        }


class TooLarge(SharingError):
    """More than one call may bring."""


#: The first that fits is answered.
STATUSES: tuple[tuple[type[Worded], int], ...] = (
    (NotBelieved, 401),
    (wire.Unreadable, 400),
    (TooLarge, 413),
    (Full, 429),
    (SharingError, 422),
)
