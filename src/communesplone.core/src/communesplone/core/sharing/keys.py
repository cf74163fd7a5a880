"""The keys of a site: made when it is installed, changed, and taken back when they leaked.

The private key is an attribute in the site's annotations: Plone, its REST services and the
management pages show no annotations, and `communes export` leaves it behind. Backups of the
database have it, as they have the passwords. Who may have read it asks for `revoke`.
"""

from communesplone.core.identity import identity
from communesplone.core.sharing.interfaces import IKeyring
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import linked
from communesplone.core.sharing.signing import MOST_LINKS
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed_ring
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from zope.component import getAdapters


class Keys(Persistent):
    """The private key of a site, and the ring of its public ones.

    No page, no REST service and no export reads `private`; whoever has the database has it.
    """

    ring: Ring | None = None

    def __init__(self) -> None:
        self.private = new_key()


def keys_for(site: PloneSite) -> Keys:
    """Return the keys for an add-on that is being installed: a site has but one pair.

    Those that another add-on of the site signs with, new ones when there is none.
    """
    for _name, found in getAdapters((site,), IKeyring):
        return found.keys
    return Keys()


def ring_of(site: PloneSite, keys: Keys) -> Ring:
    """Return the public keys of a site, signed; the first time they are put together.

    Only for who writes anyway.
    """
    who = issuer_id(identity(site))
    if keys.ring is None or keys.ring.issuer != who:
        mine = PublicKey(public_key(keys.private), _now())
        keys.ring = signed_ring(Ring(who, 1, (mine,)), keys.private)
    return keys.ring


def rotate(site: PloneSite, keys: Keys) -> Ring:
    """Take a new key; what was signed with the former one stays good."""
    return _change(site, keys, revoked="")


def revoke(site: PloneSite, keys: Keys) -> Ring:
    """Take a new key, because somebody else may have the former one: nothing of it is believed.

    Whoever has the leaked key could sign a change just as well: should they have been faster,
    those who know the site from another cluster need a word between people.
    """
    return _change(site, keys, revoked=_now())


def _change(site: PloneSite, keys: Keys, revoked: str) -> Ring:
    ring, now, before = ring_of(site, keys), _now(), keys.private
    serial = ring.serial + 1
    former = [
        replace(one, until=one.until or now, revoked=one.revoked or revoked)
        if one.key == public_key(before)
        else one
        for one in ring.keys
    ]
    keys.private = new_key()
    mine = PublicKey(public_key(keys.private), now)
    # What a key says that leaked is no way to the next one
    new = () if revoked else (linked(ring.issuer, serial, mine.key, before),)
    links = (*ring.links, *new)[-MOST_LINKS:]
    keys.ring = signed_ring(Ring(ring.issuer, serial, (mine, *former), links=links), before)
    return keys.ring


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
