"""What the hub keeps of packs; each is a row of the library like any other."""

from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.sharing.audience import audience_facets
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Summary
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import now
from communesplone.hub.spreading import spread
from communesplone.hub.spreading import spread_end
from dataclasses import dataclass
from dataclasses import field
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from uuid import uuid4


FEWEST, MOST = 2, 40
LONGEST_TITLE, LONGEST_TEXT, LONGEST_WORD = 160, 600, 300


@dataclass(frozen=True)
class Contents:
    """What reviewers write of a pack; `urns` of its contents in order, `audience` as envelopes."""

    title: str
    description: str
    language: str
    urns: tuple[str, ...]
    audience: dict[str, Any] = field(default_factory=dict)


class KeptPack(Persistent):
    """A pack: what it says now, its revisions (number, moment, word), who adopted it."""

    withdrawn = False

    def __init__(self, number: int, urn: str) -> None:
        self.number = number
        self.urn = urn
        self.contents = Contents("", "", "fr", ())
        self.revisions: tuple[tuple[int, str, str], ...] = ()
        #: Ids of the communes that adopted it
        self.adopters = OOTreeSet()

    @property
    def accepted(self) -> int:
        """Its current revision, 0 for none."""
        return self.revisions[-1][0] if self.revisions else 0


def put(site: PloneSite, urn: str, contents: Contents, word: str) -> KeptPack:
    """Make a pack, or give one another content, and tell who adopted it.

    :param urn: of the pack that changes; empty for a new one.
    :param word: what changed, for those who adopted it.
    :raises SharingError: says what is missing.
    """
    kept = catalogue(site)
    _check(kept, contents, word)
    found = kept.packs.get(urn)
    if found is None:
        found = KeptPack(kept.next_number(), f"urn:uuid:{uuid4()}")
        kept.packs[found.urn] = found
    if found.contents == contents and not found.withdrawn:
        raise SharingError(_("Nothing of this pack has changed."))
    found.contents, found.withdrawn = contents, False
    found.revisions = (*found.revisions, (found.accepted + 1, now(), word.strip()))
    index(kept, found)
    spread(site, found)
    return found


def _check(kept: Catalogue, contents: Contents, word: str) -> None:
    if not contents.title or len(contents.title) > LONGEST_TITLE:
        raise SharingError(_("Give the pack a title of at most 160 characters."))
    if len(contents.description) > LONGEST_TEXT or len(word) > LONGEST_WORD:
        raise SharingError(_("This is too long: say it in two sentences."))
    if not FEWEST <= len(contents.urns) <= MOST:
        raise SharingError(_("Put between 2 and 40 contents into the pack."))
    if any(row_of(kept, urn) is None for urn in contents.urns):
        raise SharingError(_("One of these contents is no longer in the library: take it out."))


def withdraw(site: PloneSite, urn: str) -> None:
    """Take a pack out of the library; its contents stay, and so does what was adopted.

    :raises SharingError: there is none.
    """
    kept = catalogue(site)
    found = kept.packs.get(urn)
    if found is None or found.withdrawn:
        raise SharingError(_("This pack is no longer in the library."))
    found.withdrawn = True
    kept.index.drop(found.number)
    spread_end(site, found)


def row_of(kept: Catalogue, urn: str) -> Summary | None:
    """Return the row of a content that is in the library."""
    offer = kept.offers.get(urn)
    return kept.index.rows.get(offer.number) if offer is not None else None


def rows_of(kept: Catalogue, pack: KeptPack) -> Iterator[Summary]:
    """Yield the rows of what a pack holds, in its order; what was withdrawn is passed over."""
    for urn in pack.contents.urns:
        row = row_of(kept, urn)
        if row is not None:
            yield row


def index(kept: Catalogue, pack: KeptPack) -> None:
    """Write a pack into the search of the library."""
    contents, rows = pack.contents, list(rows_of(kept, pack))
    row = Summary(
        urn=pack.urn,
        revision=pack.accepted,
        title=contents.title,
        description=contents.description,
        portal_type="",
        kind=PACK,
        language=contents.language,
        licence="",
        issuer="",
        issuer_name="",
        accepted=pack.revisions[-1][1],
        adopters=len(pack.adopters),
        contents=len(rows),
    )
    facets = {("kind", PACK), ("language", row.language), *audience_facets(contents.audience)}
    for urn in contents.urns:
        number = kept.offers[urn].number
        _words, told = kept.index.known.get(number, ((), ()))
        facets |= {one for one in told if one[0] == "theme"}
    text = " ".join([row.title, row.description, *(one.title for one in rows)])
    kept.index.put(pack.number, row, text, facets)


def recount(kept: Catalogue, urn: str) -> None:
    """Write the packs again that hold a content which left the library."""
    for pack in kept.packs.values():
        if urn in pack.contents.urns and not pack.withdrawn:
            index(kept, pack)
