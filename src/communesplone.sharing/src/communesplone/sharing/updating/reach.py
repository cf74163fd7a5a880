"""Which of the updates of a site are for the person who is here.

A site may have one for each page that it adopted, and those of an editor are anywhere among them:
all rows are looked at, and only what is shown is woken.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.reach import permitted
from communesplone.core.reach import rows_within_reach
from communesplone.sharing.store import Store
from communesplone.sharing.updating.translating import is_late
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any


Mine = Iterator[tuple[str, DexterityContent]]


def for_me(site: PloneSite, kept: Store, most: int) -> Mine:
    """Yield UID and item of at most `most` updates of pages that this person may edit."""
    return editable(_rows(site, kept.pending), most)


def adopted_rows(site: PloneSite, kept: Store) -> list[AbstractCatalogBrain]:
    """Return the rows of adopted pages that this person may be able to edit, by title."""
    followed = (uid for uid in kept.bases if not kept.items[uid].detached)
    return sorted(_rows(site, followed), key=lambda row: row.Title.lower())


def proposed_to_me(site: PloneSite, kept: Store, most: int) -> Mine:
    """Yield UID and item of at most `most` own pages that others propose something for."""
    waiting = (uid for uid, ones in kept.proposals.items() if ones)
    return editable(_rows(site, waiting), most)


def answered_for_me(site: PloneSite, kept: Store, since: str, most: int) -> Mine:
    """Yield UID and item of at most `most` pages whose author has answered a proposal of mine.

    :param since: a moment as ISO.
    """
    told = (
        uid for uid, one in kept.proposed.items() if one.state != "sent" and one.moment > since
    )
    return editable(_rows(site, told), most)


def behind_for_me(site: PloneSite, kept: Store, most: int) -> Mine:
    """Yield UID and item of at most `most` translations that are behind, and are mine."""
    rows = _rows(site, kept.behind)
    late = (row for row in rows if is_late(row.UID, row.modified, kept))
    return editable(late, most)


def gone_for_me(site: PloneSite, kept: Store, most: int) -> Mine:
    """Yield UID and item of at most `most` pages that no author keeps up any more."""
    alone = (uid for uid in kept.gone if uid in kept.items and not kept.items[uid].detached)
    return editable(_rows(site, alone), most)


def taken_for_me(site: PloneSite, moments: dict[str, Any], most: int) -> Mine:
    """Yield UID and item of at most `most` pages of which something was taken, the last first.

    :param moments: when, by UID.
    """
    rows = sorted(_rows(site, moments), key=lambda row: moments[row.UID], reverse=True)
    return editable(rows, most)


def _rows(site: PloneSite, uids: Iterable[str]) -> Iterator[AbstractCatalogBrain]:
    """Yield rows of which this person may be more than an onlooker, the oldest change first."""
    wanted = list(uids)
    if not wanted:
        return iter(())
    # The catalog leaves out what this person may not see
    found = site.portal_catalog.searchResults(UID=wanted, show_inactive=True, sort_on="modified")
    return rows_within_reach(found, len(wanted), len(wanted))


def editable(rows: Iterable[AbstractCatalogBrain], most: int) -> Mine:
    """Yield UID and item of at most `most` rows that this person may edit."""
    for row, item in permitted(rows, ModifyPortalContent, most):
        yield row.UID, item
