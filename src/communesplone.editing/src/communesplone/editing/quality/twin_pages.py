"""Which other pages of a site have the paragraphs of a page, or nearly.

The index is asked first; the few pages that it names are then read, since keys may lie.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.quality import Subject
from communesplone.core.quality import subject_of
from communesplone.core.quality import Twin
from communesplone.editing.quality.likeness import ALIKE
from communesplone.editing.quality.likeness import keys
from communesplone.editing.quality.likeness import likeness
from communesplone.editing.quality.likeness import shingles
from communesplone.editing.quality.places import is_hidden
from communesplone.editing.quality.store import Store
from communesplone.editing.quality.twins import MOST_LIKE
from communesplone.editing.quality.twins import texts
from dataclasses import dataclass
from dataclasses import replace
from itertools import chain
from itertools import islice
from operator import itemgetter
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain


#: Pages that are read for one page, and looked at for one of its paragraphs.
MOST_READ, MOST_HOLDERS = 8, 3


def twins_of(site: PloneSite, subject: Subject, kept: Store) -> dict[str, Twin]:
    """Return another page for each paragraph of this one that stands there too, by digest."""
    mine = texts(subject)
    same = {name: uid for name in mine for uid in islice(_holders(kept, (name,), subject), 1)}
    like = {
        name: list(islice(_holders(kept, keys(text), subject), MOST_HOLDERS))
        for name, text in list(mine.items())[:MOST_LIKE]
        if name not in same
    }
    pages = _pages(site, {*same.values(), *chain.from_iterable(like.values())})
    found = {
        name: replace(pages[uid].twin, words=mine[name])
        for name, uid in same.items()
        if uid in pages
    }
    read: dict[str, list[Twin]] = {}
    for name, uids in like.items():
        others: list[Twin] = []
        for uid in uids:
            if uid in pages and (uid in read or len(read) < MOST_READ):
                others += read.setdefault(uid, pages[uid].paragraphs())
        if (twin := _nearest(mine[name], others)) is not None:
            found[name] = twin
    return found


def _holders(kept: Store, names: Iterable[str], subject: Subject) -> Iterator[str]:
    """Yield the other pages that the index has under these names, each once."""
    seen = {subject.uid}
    for name in names:
        for uid in kept.twins.get(name, ()):
            if uid not in seen:
                seen.add(uid)
                yield uid


@dataclass(frozen=True)
class Page:
    """Another page, as this person may know it, and how it is read."""

    twin: Twin
    brain: AbstractCatalogBrain

    def paragraphs(self) -> list[Twin]:
        """Return the page once for each of its long paragraphs."""
        # Unrestricted: what this person may not see is compared, and no word of it is shown.
        content = self.brain._unrestrictedGetObject()
        found = texts(subject_of(content)).values()
        return [replace(self.twin, words=words, same=False) for words in found]


def _pages(site: PloneSite, uids: set[str]) -> dict[str, Page]:
    """Return pages by UID, nameless where this person may not look."""
    chosen = sorted(uids)
    if not chosen:
        return {}
    catalog = getToolByName(site, "portal_catalog")
    visible = {brain.UID for brain in catalog.searchResults(UID=chosen, show_inactive=True)}
    found = {}
    # Unrestricted: that there is such a page is told, never which.
    for brain in catalog.unrestrictedSearchResults(UID=chosen):
        twin = Twin(brain.UID, online=not is_hidden(brain))
        if brain.UID in visible:
            twin = replace(twin, title=brain.Title or brain.getId, url=brain.getURL())
        found[brain.UID] = Page(twin, brain)
    return found


def _nearest(text: str, others: list[Twin]) -> Twin | None:
    """Return what is most like a text; None when nothing is."""
    mine = shingles(text)
    compared = [(likeness(mine, shingles(one.words)), one) for one in others]
    alike = [pair for pair in compared if pair[0] >= ALIKE]
    return max(alike, key=itemgetter(0))[1] if alike else None
