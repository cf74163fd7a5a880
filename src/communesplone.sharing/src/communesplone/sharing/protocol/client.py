"""The library of a hub on another cluster, as an `ILibrary`."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.fetching import Manners
from communesplone.core.hosts import site_url
from communesplone.core.identity import identity
from communesplone.core.sharing.calling import Line
from communesplone.core.sharing.calling import Silence
from communesplone.core.sharing.envelopes import DIGEST
from communesplone.core.sharing.envelopes import LARGEST_FILES
from communesplone.core.sharing.envelopes import URN
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.peers import Peer
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Found
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.request_signing import NotBelieved
from communesplone.sharing.store import Store
from dataclasses import asdict
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from urllib.parse import quote
from zope.interface import implementer


SERVICE = "@library/v1"
FILE_TYPES = ("application/octet-stream",)


@implementer(ILibrary)
class RemoteLibrary:
    """See ILibrary. Each method may raise `Silence`; a job that does is done again later."""

    def __init__(self, line: Line, address: str) -> None:
        """Call a library.

        :param address: that of the commune, to which answers go.
        """
        self.line = line
        self.address = address

    def introduce(self, ring: Ring, sender: str) -> None:
        """See ILibrary. A hub that does not know us yet is told again later."""
        try:
            self.line.call("introduce", ring=ring, sender=self.address)
        except NotBelieved as error:
            raise Silence(error.message) from error

    def receive(
        self, envelope: Mapping[str, Any], files: Mapping[str, bytes], sender: str
    ) -> None:
        """See ILibrary."""
        self.line.call("receive", envelope=envelope, files=files)

    def withdraw(self, urn: str, signature: str, sender: str) -> None:
        """See ILibrary."""
        self.line.call("withdraw", urn=urn, signature=signature)

    def propose(
        self, envelope: Mapping[str, Any], files: Mapping[str, bytes], sender: str
    ) -> None:
        """See ILibrary."""
        self.line.call("propose", envelope=envelope, files=files)

    def answer(
        self,
        urn: str,
        commune: str,
        revision: int,
        taken: bool,
        word: str,
        signature: str,
        sender: str,
    ) -> None:
        """See ILibrary."""
        told = {"urn": urn, "commune": commune, "revision": revision, "taken": taken, "word": word}
        self.line.call("answer", **told, signature=signature)

    def succeed(self, succession: Succession, sender: str) -> None:
        """See ILibrary."""
        self.line.call("succeed", succession=succession)

    def adopted(self, urn: str, revision: int, commune: str) -> None:
        """See ILibrary."""
        self.line.call("adopted", urn=urn, revision=revision)

    def released(self, urn: str, commune: str) -> None:
        """See ILibrary."""
        self.line.call("released", urn=urn)

    def ask_tool(self, issuer: str, tool: str, word: str, signature: str, sender: str) -> None:
        """See ILibrary."""
        self.line.call("ask_tool", issuer=issuer, tool=tool, word=word, signature=signature)

    def report(self, report: Report, signature: str, sender: str) -> None:
        """See ILibrary."""
        self.line.call("report", report=report, signature=signature)

    def members(self) -> tuple[Report, ...]:
        """See ILibrary: the hub tells its members alone."""
        return self.line.ask(tuple[Report, ...], "members")

    def search(self, query: Query) -> Found:
        """See ILibrary."""
        found = self.line.read(Found, "items", **asdict(query))
        if found is None:
            raise Silence(_("Nobody shares at this address."))
        return found

    def envelope(self, urn: str, revision: int | None = None) -> Mapping[str, Any] | None:
        """See ILibrary."""
        if not URN.fullmatch(urn):
            return None
        number = "latest" if revision is None else revision
        return self.line.read(Envelope, f"items/{urn}/revisions/{number}")

    def standing(self, urn: str) -> Standing | None:
        """See ILibrary."""
        return self.line.read(Standing, f"items/{urn}") if URN.fullmatch(urn) else None

    def pack(self, urn: str) -> Pack | None:
        """See ILibrary."""
        return self.line.read(Pack, f"packs/{urn}") if URN.fullmatch(urn) else None

    def successions(self, issuer: str) -> tuple[Succession, ...]:
        """See ILibrary."""
        way = f"communes/{quote(issuer, safe='')}/successions"
        return self.line.read(tuple[Succession, ...], way) or ()

    def file(self, digest: str) -> bytes | None:
        """See ILibrary."""
        if not DIGEST.fullmatch(digest):
            return None
        return self.line.get(f"files/{digest}", LARGEST_FILES, FILE_TYPES)

    def keys(self, issuer: str) -> Ring | None:
        """See ILibrary."""
        return self.line.read(Ring, f"communes/{quote(issuer, safe='')}/keys")


def remote_library(site: PloneSite, kept: Store, hub: Peer, manners: Manners) -> RemoteLibrary:
    """Return the library of a hub, called as the commune of a site."""
    who = issuer_id(identity(site))
    line = Line(f"{hub.address}/{SERVICE}", who, kept.keys.private, manners)
    return RemoteLibrary(line, site_url(site.getPhysicalRoot(), site.getId()))
