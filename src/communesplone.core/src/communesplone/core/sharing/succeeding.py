"""Which commune may revise what another wrote: one that follows it, each step provable."""

from collections.abc import Sequence
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.signing import is_signed
from communesplone.core.sharing.statements import succession


#: Mergers of mergers that are followed.
LONGEST = 10


def is_stated(told: Succession, ring: Ring | None) -> bool:
    """Tell whether a succession was signed by a key of the former commune.

    :param ring: its keys; a key that was taken back states nothing.
    """
    if ring is None or ring.issuer != told.issuer:
        return False
    known = any(one.key == told.by and not one.revoked for one in ring.keys)
    said = succession(told.issuer, told.successor, told.moment)
    return known and is_signed(said, told.signature, told.by)


def follows(library: ILibrary, issuer: str, successor: str) -> bool:
    """Tell whether a commune follows another, by whatever number of steps.

    A step that nobody signed is the word of who keeps the library, which is believed as its word
    about keys is.
    """
    return successor in [one.successor for one in believed(library, issuer)]


def believed(library: ILibrary, issuer: str) -> Sequence[Succession]:
    """Return the steps from a commune on, up to the first that does not hold."""
    found: list[Succession] = []
    at = issuer
    for one in library.successions(issuer)[:LONGEST]:
        holds = one.issuer == at and (not one.by or is_stated(one, library.keys(at)))
        if not holds:
            break
        found.append(one)
        at = one.successor
    return found
