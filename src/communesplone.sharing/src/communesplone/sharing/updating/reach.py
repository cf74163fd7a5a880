"""Which of the updates of a site are for the person who is here."""

from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.reach import within_reach
from communesplone.sharing.store import Store
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFPlone.Portal import PloneSite


#: So many updates are looked at: a list is for people.
LOOKED_AT = 200


def for_me(site: PloneSite, kept: Store, most: int) -> Iterator[tuple[str, DexterityContent]]:
    """Yield UID and item of at most `most` updates of pages that this person may edit."""
    return _mine(site, kept.pending, most)


def adopted_for_me(
    site: PloneSite, kept: Store, most: int
) -> Iterator[tuple[str, DexterityContent]]:
    """Yield UID and item of at most `most` adopted pages that this person may edit."""
    return _mine(site, kept.bases, most)


def proposed_to_me(
    site: PloneSite, kept: Store, most: int
) -> Iterator[tuple[str, DexterityContent]]:
    """Yield UID and item of at most `most` own pages that others propose something for."""
    return _mine(site, (uid for uid, waiting in kept.proposals.items() if waiting), most)


def answered_for_me(
    site: PloneSite, kept: Store, most: int
) -> Iterator[tuple[str, DexterityContent]]:
    """Yield UID and item of at most `most` pages whose author has answered a proposal of mine."""
    told = (uid for uid, one in kept.proposed.items() if one.state != "sent")
    return _mine(site, told, most)


def behind_for_me(
    site: PloneSite, kept: Store, most: int
) -> Iterator[tuple[str, DexterityContent]]:
    """Yield UID and item of at most `most` translations that may be behind, and are mine."""
    return _mine(site, kept.behind, most)


def _mine(
    site: PloneSite, tree: Iterable[str], most: int
) -> Iterator[tuple[str, DexterityContent]]:
    uids = [uid for _number, uid in zip(range(LOOKED_AT), tree, strict=False)]
    if not uids:
        return
    brains = site.portal_catalog.searchResults(UID=uids, show_inactive=True, sort_on="modified")
    for brain, item in within_reach(brains, ModifyPortalContent, most):
        yield brain.UID, item
