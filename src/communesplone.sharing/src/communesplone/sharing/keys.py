"""The keys of a site: made when it is installed, changed, and taken back when they leaked.

The private key is an attribute of the store, in the site's annotations: Plone, its REST services
and the management pages show no annotations, and `communes export` leaves it behind. Backups of
the database have it, as they have the passwords. Who may have read it asks for `revoke`.
"""

from communesplone.core.identity import identity
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed_ring
from communesplone.sharing.store import Store
from communesplone.sharing.store import utc_now
from dataclasses import replace
from Products.CMFPlone.Portal import PloneSite


def ring_of(site: PloneSite, kept: Store) -> Ring:
    """Return the public keys of a site, signed; the first time they are put together.

    Only for who writes anyway.
    """
    who = issuer_id(identity(site))
    found = kept.keys.ring
    if found is None or found.issuer != who:
        mine = PublicKey(public_key(kept.keys.private), _now())
        kept.keys.ring = found = signed_ring(Ring(who, 1, (mine,)), kept.keys.private)
    return found


def rotate(site: PloneSite, kept: Store) -> Ring:
    """Take a new key; what was signed with the former one stays good."""
    return _change(site, kept, revoked=False)


def revoke(site: PloneSite, kept: Store) -> Ring:
    """Take a new key, because somebody else may have the former one: nothing of it is believed.

    A library that knows the site by its place on the same cluster takes the new ring. Another one
    needs a word between people: the leaked key could sign just as well.
    """
    return _change(site, kept, revoked=True)


def _change(site: PloneSite, kept: Store, revoked: bool) -> Ring:
    ring, now, before = ring_of(site, kept), _now(), kept.keys.private
    former = [
        replace(one, until=one.until or now, revoked=one.revoked or (now if revoked else ""))
        if one.key == public_key(before)
        else one
        for one in ring.keys
    ]
    kept.keys.private = new_key()
    mine = PublicKey(public_key(kept.keys.private), now)
    kept.keys.ring = signed_ring(Ring(ring.issuer, ring.serial + 1, (mine, *former)), before)
    return kept.keys.ring


def _now() -> str:
    return utc_now().isoformat()
