"""Who is on another cluster: known by an address and a key that people told one another.

An operator adds a peer with its key; the rest (name, ring of keys) it says itself. From then on
its ring changes only by a key that is known.
"""

from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.sharing.calling import is_safe
from communesplone.core.sharing.calling import Line
from communesplone.core.sharing.envelopes import LONGEST_NAME
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.keys import Keys
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import canonical
from communesplone.core.sharing.signing import is_ring_signed
from communesplone.core.sharing.signing import is_signed
from communesplone.core.sharing.signing import sign
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from Products.CMFPlone.Portal import PloneSite


@dataclass(frozen=True)
class Identified:
    """What a site says of itself to other clusters, signed with the current key of its ring.

    The ring alone proves little: anybody may put the key of another first and sign with their own.
    """

    name: str
    province: str
    language: str
    ring: Ring
    signature: str = ""

    @property
    def said(self) -> bytes:
        """The bytes that are signed."""
        told = asdict(self)
        del told["signature"]
        return canonical(told)


@dataclass(frozen=True)
class Peer:
    """A hub or commune of another cluster; `address` has no slash at its end."""

    address: str
    name: str
    province: str
    ring: Ring

    @property
    def issuer(self) -> str:
        return self.ring.issuer


def identified(site: PloneSite, keys: Keys) -> Identified | None:
    """Return what a site says of itself; None before it has put its keys together."""
    who = identity(site)
    if keys.ring is None:
        return None
    told = Identified(who.name, who.province, who.language, keys.ring)
    return replace(told, signature=sign(told.said, keys.private))


def ask_who(address: str, service: str, key: str) -> Peer:
    """Return who answers at an address, with the key that is expected there.

    :param service: "@library/v1" of a hub, "@inbox/v1" of a commune.
    :raises SharingError: nobody, or somebody with another key.
    :raises Silence: it does not answer.
    """
    address = address.rstrip("/")
    if not is_safe(address):
        raise SharingError(
            _("${address} does not begin with https.", mapping={"address": address[:200]})
        )
    told = Line(f"{address}/{service}").read(Identified, "")
    if told is None or not told.name.isprintable() or len(told.name) > LONGEST_NAME:
        raise SharingError(_("Nobody shares at this address."))
    if not (
        is_ring_signed(told.ring)
        and told.ring.keys[0].key == key
        and is_signed(told.said, told.signature, key)
    ):
        raise SharingError(_("Whoever answers there has another key."))
    return Peer(address, told.name, told.province, told.ring)
