"""A commune that follows another: the statement of the former one, and its texts taken over."""

from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.identity import identity
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.interfaces import ISucceeding
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.origins import written
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.statements import succession
from communesplone.core.sharing.succeeding import follows
from communesplone.sharing.client import library
from communesplone.sharing.delivering import ready
from communesplone.sharing.identities import let_go
from communesplone.sharing.keys import ring_of
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.component.hooks import getSite
from zope.interface import implementer
import logging


SUCCEED = "communesplone.sharing.succeed"
logger = logging.getLogger(__name__)


@implementer(ISucceeding)
class ByKey:
    """See ISucceeding: signed with the key of this site, delivered by a job."""

    def __init__(self, site: PloneSite, kept: Store) -> None:
        self.site = site
        self.store = kept

    def follow(self, issuer: str, successor: str) -> None:
        by = public_key(self.store.keys.private)
        if issuer == successor or by not in self._keys_of(issuer):
            raise SharingError(_("This site does not have the key of the former commune."))
        moment = utc_now().isoformat()
        signature = sign(succession(issuer, successor, moment), self.store.keys.private)
        jobs.add(SUCCEED, issuer, successor, moment, by, signature, site=self.site)

    def _keys_of(self, issuer: str) -> list[str]:
        """Return the keys of a commune that hold, as the library knows them, else this site."""
        found = library(self.site)
        known = found.keys(issuer) if found is not None else None
        ring = known or ring_of(self.site, self.store)
        return [one.key for one in ring.keys if not one.revoked and ring.issuer == issuer]


@implementer(ISucceeding)
@adapter(IPloneSiteRoot)
def by_key(site: PloneSite) -> ByKey | None:
    """Return it for a site that shares, None for any other."""
    kept = store(site)
    return None if kept is None else ByKey(site, kept)


def tell_succession(
    site: PloneSite, issuer: str, successor: str, moment: str, by: str, signature: str
) -> None:
    """Job: have the library take note that a commune follows another."""
    way = ready(site, SUCCEED, issuer, successor, moment, by, signature)
    if way is None:
        return
    try:
        way[1].succeed(Succession(issuer, successor, moment, by, signature), site.getId())
    except SharingError as error:
        logger.warning(
            "%s: that %s follows %s is refused: %s", site.getId(), successor, issuer, error
        )


def can_take_over(item: DexterityContent, kept: Store, found: ILibrary | None) -> bool:
    """Tell whether an item was written by a commune that this one follows."""
    shared, ours = kept.items.get(item.UID()), issuer_id(identity(getSite()))
    if shared is None or shared.role == "copy" or found is None:
        return False
    former = str(shared.issuer.get("id", ""))
    return former != ours and follows(found, former, ours)


def take_over(item: DexterityContent, kept: Store, found: ILibrary | None) -> Shared:
    """Make a text of a commune that this one follows its own: same urn, next revision, both named.

    :raises SharingError: this commune does not follow its author.
    """
    if not can_take_over(item, kept, found):
        raise SharingError(_("Your commune does not follow the author of this text."))
    uid = item.UID()
    former = kept.items[uid]
    made = Shared(
        "original",
        former.urn,
        former.group,
        issuer(identity(getSite()), public_key(kept.keys.private)),
    )
    made.seed = former.seed
    standing = found.standing(former.urn)
    made.revision = max(former.revision, standing.summary.revision if standing else 0)
    made.licence, made.audience, made.note = former.licence, former.audience, former.note
    if standing is not None:
        made.state, made.accepted = "accepted", made.revision
    made.moment = utc_now().isoformat()
    made.origin = written(
        former.urn, former.revision, former.issuer, former.licence, former.origin
    )
    let_go(uid, former, kept)
    kept.put(uid, made)
    return made
