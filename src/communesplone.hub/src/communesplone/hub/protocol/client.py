"""The inbox of a commune on another cluster, as an `ICommuneInbox`."""

from collections.abc import Mapping
from communesplone.core.sharing.calling import Line
from communesplone.core.sharing.interfaces import ICommuneInbox
from communesplone.core.sharing.keys import Keys
from communesplone.core.sharing.keys import ring_of
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.request_signing import NotBelieved
from communesplone.core.tool_requests import ToolRequest
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.interface import implementer


SERVICE = "@inbox/v1"


@implementer(ICommuneInbox)
class RemoteInbox:
    """See ICommuneInbox. Each method may raise `Silence`: the job is done again later."""

    def __init__(self, line: Line, ring: Ring) -> None:
        self.line = line
        self.ring = ring

    def decided(self, urn: str, revision: int, state: str, word: str, moment: str) -> None:
        """See ICommuneInbox."""
        told = {"urn": urn, "revision": revision, "state": state, "word": word, "moment": moment}
        self._tell("decided", **told)

    def revised(self, urn: str, revision: int) -> None:
        """See ICommuneInbox."""
        self._tell("revised", urn=urn, revision=revision)

    def withdrawn(self, urn: str) -> None:
        """See ICommuneInbox."""
        self._tell("withdrawn", urn=urn)

    def proposed(self, envelope: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        """See ICommuneInbox."""
        self._tell("proposed", envelope=envelope, files=files)

    def answered(self, urn: str, taken: bool, word: str, moment: str) -> None:
        """See ICommuneInbox."""
        self._tell("answered", urn=urn, taken=taken, word=word, moment=moment)

    def tool_decided(self, answer: ToolRequest) -> None:
        """See ICommuneInbox."""
        self._tell("tool_decided", answer=answer)

    def _tell(self, name: str, **arguments: Any) -> None:
        """Call it; who does not know our key yet is first told how it followed from the former."""
        try:
            self.line.call(name, **arguments)
        except NotBelieved:
            self.line.call("introduce", ring=self.ring)
            self.line.call(name, **arguments)


def remote_inbox(hub: PloneSite, keys: Keys, address: str) -> RemoteInbox:
    """Return the inbox of a commune at an address, called as the hub; only for who may write."""
    ring = ring_of(hub, keys)
    return RemoteInbox(Line(f"{address}/{SERVICE}", ring.issuer, keys.private), ring)
