"""The hub's keys, and the communes of other clusters, as an operator minds them."""

from communesplone.core import _
from communesplone.core.changes import touch
from communesplone.core.sharing import keys
from communesplone.core.sharing.interfaces import IKeyring
from communesplone.core.sharing.interfaces import IPeers
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.peers import ask_who
from communesplone.core.sharing.peers import Peer
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import follows
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from communesplone.hub.catalogue import now
from communesplone.hub.communes.people import group_id
from communesplone.hub.communes.people import make_group
from communesplone.hub.protocol.client import SERVICE
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


@implementer(IPeers)
class Communes:
    """See IPeers. One that is removed is known by its keys still: what it wrote stays provable."""

    def __init__(self, site: PloneSite, kept: Catalogue) -> None:
        self.site = site
        self.kept = kept

    def known(self) -> tuple[Peer, ...]:
        """See IPeers."""
        far = [one for one in self.kept.communes.values() if one.is_far]
        return tuple(Peer(one.site, one.name, one.province, one.ring) for one in far)

    def add(self, address: str, key: str) -> Peer:
        """See IPeers. A commune that moved away from this cluster is known by its issuer."""
        found = ask_who(address, SERVICE, key)
        self._check(found)
        told = Commune(found.ring, found.address, found.name, found.province)
        self.kept.communes[found.issuer] = told
        make_group(self.site, told)
        keys.ring_of(self.site, self.kept.keys)
        touch(self.site)
        return found

    def _check(self, found: Peer) -> None:
        """Accept who answers, unless it takes the place of a commune that is somebody else.

        What an issuer is called it says itself. With other keys it is the same commune only at
        the same address, or once an operator has removed the former one.

        :raises SharingError: it is not.
        """
        known = self.kept.communes.get(found.issuer)
        others = {group_id(one) for one in self.kept.communes if one != found.issuer}
        same = known is None or known.site in ("", found.address) or _has_key_of(found, known)
        if not same or group_id(found.issuer) in others:
            raise SharingError(
                _(
                    "${name} is known already, with other keys at another place.",
                    mapping={"name": found.issuer},
                )
            )

    def remove(self, address: str) -> None:
        """See IPeers."""
        for one in list(self.kept.communes.values()):
            if one.is_far and one.site == address.rstrip("/"):
                self.kept.communes[one.ring.issuer] = Commune(one.ring, "", one.name, one.province)
                self.kept.former[one.ring.issuer] = now()
                touch(self.site)
                return
        raise KeyError(address)


def _has_key_of(found: Peer, known: Commune) -> bool:
    """Tell whether a ring is that of a known commune, or one that its keys let in."""
    return found.ring == known.ring or follows(found.ring, known.ring)


@implementer(IPeers)
@adapter(IPloneSiteRoot)
def communes(site: PloneSite) -> Communes | None:
    """Return the communes of a hub, None where the add-on is not installed."""
    kept = catalogue(site)
    return None if kept is None else Communes(site, kept)


@implementer(IKeyring)
class Keyring:
    """See IKeyring. Communes learn a new key with the next word of the hub."""

    def __init__(self, site: PloneSite, kept: Catalogue) -> None:
        self.site = site
        self.keys = kept.keys

    def ring(self) -> Ring:
        """See IKeyring."""
        return keys.ring_of(self.site, self.keys)

    def rotate(self) -> Ring:
        """See IKeyring."""
        touch(self.site)
        return keys.rotate(self.site, self.keys)

    def revoke(self) -> Ring:
        """See IKeyring."""
        touch(self.site)
        return keys.revoke(self.site, self.keys)


@implementer(IKeyring)
@adapter(IPloneSiteRoot)
def keyring(site: PloneSite) -> Keyring | None:
    """Return the keys of a hub, None where the add-on is not installed."""
    kept = catalogue(site)
    return None if kept is None else Keyring(site, kept)
