"""Meeting points of sharing: what a type declares, what a library and a commune answer."""

from __future__ import annotations

from collections.abc import Mapping
from communesplone.core.interfaces import CommunesError
from communesplone.core.jobs import NotYet
from typing import Any
from typing import TYPE_CHECKING
from zope.i18n import interpolate
from zope.i18nmessageid import Message
from zope.interface import Attribute
from zope.interface import Interface


if TYPE_CHECKING:
    from communesplone.core.sharing.peers import Peer
    from communesplone.core.sharing.records import Found
    from communesplone.core.sharing.records import Pack
    from communesplone.core.sharing.records import Query
    from communesplone.core.sharing.records import Report
    from communesplone.core.sharing.records import Ring
    from communesplone.core.sharing.records import Standing
    from communesplone.core.sharing.records import Succession
    from communesplone.core.tool_requests import ToolRequest


class Worded(Exception):
    """An error in a sentence; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))


class SharingError(Worded, CommunesError):
    """What cannot be shared or believed."""


class Full(Worded, NotYet):
    """Whoever is told has no room for more of this now; the sentence is for who told it.

    It is no refusal: a job that lets it pass is done again later, as for any other silence.
    """


class IShareable(Interface):
    """A named utility, by portal type: items of this type can be shared.

    `communesplone.core.sharing.Shareable` makes one. All fields of the type's schemas are shared
    but those named here and those that are local everywhere (contact, address, owner, dates of
    publication).
    """

    kind = Attribute('What people filter by: "procedure", "page", "news"…')
    title = Attribute("The kind in words, a message id.")
    local = Attribute("Names of the fields that stay with the commune.")
    asked = Attribute("Those of them that an adopting commune is asked for, in this order.")
    each = Attribute("Those of them that are another for each content: a pack asks them apart.")
    syndicated = Attribute(
        "Names of the local fields that go along when others show the item itself, as the place "
        "of an event; None for a type that is never shown by others."
    )
    example = Attribute(
        "What stands for an asked field in a preview while nobody filled it in, by name, as the "
        "item keeps it; `registration.TO_FILL` in its texts is marked there. For fields that are "
        "no plain text."
    )


class ISyndicated(Interface):
    """Marks an item that another site keeps up and this one shows; see `sharing.syndicated`."""


class ILibrary(Interface):
    """An adapter of a site: the hub's library, as communes call it. Plain data in and out.

    Between clusters a client over HTTPS has the same methods. Envelopes are those of
    `communesplone.core.sharing.envelopes`.
    """

    def introduce(ring: Ring, sender: str) -> None:
        """Take note of the public keys of a commune.

        :param sender: where answers go: id of its site on this cluster, its address elsewhere.
        :raises SharingError: they are not signed by a key that is known, nor from the same site.
        """

    def receive(envelope: Mapping[str, Any], files: Mapping[str, bytes], sender: str) -> None:
        """Take an offer in, once: another with the same urn and revision changes nothing.

        :param files: bytes by their digest.
        :raises SharingError: what is wrong with the signature, a digest or the size; or its urn is
            another's.
        :raises Full: its commune has no room for it now.
        """

    def withdraw(urn: str, signature: str, sender: str) -> None:
        """Take an item of its own out of the library; who adopted it keeps it.

        :param signature: that of the bytes "withdraw " + urn by a key of the issuer.
        """

    def propose(envelope: Mapping[str, Any], files: Mapping[str, bytes], sender: str) -> None:
        """Take in what a commune proposes for another's item, for a job to hand to its author.

        :param envelope: with the urn and the revision that it began with.
        :raises SharingError: what is wrong with the signature, a digest or the size.
        :raises Full: many of its commune are on their way already.
        """

    def answer(
        urn: str,
        commune: str,
        revision: int,
        taken: bool,
        word: str,
        signature: str,
        sender: str,
    ) -> None:
        """Tell a commune what the author of an item made of its proposal; count what was taken.

        :param commune: the id of who proposed.
        :param revision: the one that the proposal began with.
        :param word: what the author says about it, at most 600 characters.
        :param signature: that of `statements.answer` by a key of the author.
        """

    def adopted(urn: str, revision: int, commune: str) -> None:
        """Take note that a commune uses a revision of an item, or adopted a pack, once."""

    def released(urn: str, commune: str) -> None:
        """Take note that a commune does not use an item any more."""

    def ask_tool(issuer: str, tool: str, word: str, signature: str, sender: str) -> None:
        """Take note that a commune asks for a tool; its last word counts.

        :param tool: name of the distribution.
        :param signature: that of `signing.told_asking(issuer, tool, word)` by a key of the issuer.
        :raises SharingError: another site says it, or there is no such tool to ask for.
        """

    def report(report: Report, signature: str, sender: str) -> None:
        """Take note of what a commune says of itself; the last word counts.

        :param signature: that of `signing.told(report)` by a key of the issuer.
        :raises SharingError: another site says it, or the signature is not the commune's.
        """

    def members() -> tuple[Report, ...]:
        """Return the last report of each commune that takes part, by name."""

    def search(query: Query) -> Found:
        """Return what was accepted, a page of it, with counts by facet and who uses its rows."""

    def envelope(urn: str, revision: int | None = None) -> Mapping[str, Any] | None:
        """Return an accepted revision, the latest one by default; None for none."""

    def standing(urn: str) -> Standing | None:
        """Return what the library knows of an accepted item; None for none."""

    def pack(urn: str) -> Pack | None:
        """Return contents that go together; None for none, or once it was taken away."""

    def file(digest: str) -> bytes | None:
        """Return the bytes of a file of an accepted item; None for none."""

    def keys(issuer: str) -> Ring | None:
        """Return the public keys of a commune; they stay when it is gone."""

    def succeed(succession: Succession, sender: str) -> None:
        """Take note that a commune follows another, once: it may revise what that one wrote.

        :param succession: signed by a key of the former commune.
        :raises SharingError: it is not, or another commune follows already.
        """

    def successions(issuer: str) -> tuple[Succession, ...]:
        """Return who followed a commune, and who followed that one; empty for nobody."""


class ICommuneInbox(Interface):
    """An adapter of a site: what the hub tells a commune. None where nothing is shared."""

    def decided(urn: str, revision: int, state: str, word: str, moment: str) -> None:
        """Take note of what became of an offer.

        :param state: "accepted", "sent_back", or "taken_out" of the library later.
        :param word: what the reviewer wrote.
        :param moment: aware, as ISO.
        """

    def revised(urn: str, revision: int) -> None:
        """Take note of a new revision of an item or a pack that was adopted, once."""

    def withdrawn(urn: str) -> None:
        """Take note that something that was adopted left the library."""

    def tool_decided(answer: ToolRequest) -> None:
        """Take note of what the hub answered to a request for a tool, once."""

    def proposed(envelope: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        """Take in what another commune proposes for an own item; its last word counts.

        The commune verifies it itself, by the keys that the library knows.

        :raises Full: many wait here already.
        """

    def answered(urn: str, taken: bool, word: str, moment: str) -> None:
        """Take note of what an author made of a proposal of this commune.

        :param moment: aware, as ISO.
        """


class ISucceeding(Interface):
    """A named adapter of a site: says that one commune follows another.

    "key": in the site that has the key of the former commune. "library": in the hub, by whoever
    runs it, when that key is lost.
    """

    def follow(issuer: str, successor: str) -> None:
        """Have the library take note of it.

        :raises SharingError: says what does not hold.
        """


class IKeyring(Interface):
    """A named adapter of a site: its keys, as an operator minds them. The name is the add-on."""

    keys = Attribute(
        "The `communesplone.core.sharing.keys.Keys` that all of its add-ons sign with."
    )

    def ring() -> Ring:
        """Return the public keys of the site; for who may write."""

    def rotate() -> Ring:
        """Take a new key; what was signed with the former one stays good."""

    def revoke() -> Ring:
        """Take a new key; nothing that was signed with the former one is believed any more."""


class IPeers(Interface):
    """A named adapter of a site: with whom of other clusters it shares. The name is the add-on."""

    def known() -> tuple[Peer, ...]:
        """Return them."""

    def add(address: str, key: str) -> Peer:
        """Share with who answers at an address, or know again who lost a key.

        :param key: its public key, as its operator told it.
        :raises SharingError: nobody answers there, or somebody with another key.
        """

    def remove(address: str) -> None:
        """Share with it no more.

        :raises KeyError: no such peer is known.
        """
