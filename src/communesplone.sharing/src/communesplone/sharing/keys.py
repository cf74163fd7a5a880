"""The keys of a commune, as `communesplone.core.sharing.keys` makes and changes them."""

from communesplone.core import jobs
from communesplone.core.sharing import keys
from communesplone.core.sharing.interfaces import IKeyring
from communesplone.core.sharing.records import Ring
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


INTRODUCE = "communesplone.sharing.introduce"


def ring_of(site: PloneSite, kept: Store) -> Ring:
    """Return the public keys of a site, signed; only for who writes anyway."""
    return keys.ring_of(site, kept.keys)


def rotate(site: PloneSite, kept: Store) -> Ring:
    """Take a new key and tell the library; what was signed with the former one stays good."""
    jobs.add(INTRODUCE, site=site)
    return keys.rotate(site, kept.keys)


def revoke(site: PloneSite, kept: Store) -> Ring:
    """Take a new key and tell the library: nothing of the former one is believed any more."""
    jobs.add(INTRODUCE, site=site)
    return keys.revoke(site, kept.keys)


@implementer(IKeyring)
class Keyring:
    """See IKeyring."""

    def __init__(self, site: PloneSite, kept: Store) -> None:
        self.site = site
        self.kept = kept
        self.keys = kept.keys

    def ring(self) -> Ring:
        """See IKeyring."""
        return ring_of(self.site, self.kept)

    def rotate(self) -> Ring:
        """See IKeyring."""
        return rotate(self.site, self.kept)

    def revoke(self) -> Ring:
        """See IKeyring."""
        return revoke(self.site, self.kept)


@implementer(IKeyring)
@adapter(IPloneSiteRoot)
def keyring(site: PloneSite) -> Keyring | None:
    """Return the keys of a site, None where the add-on is not installed."""
    kept = store(site)
    return None if kept is None else Keyring(site, kept)
