"""What is counted, beside the blocks of the home."""

from communesplone.core import _
from communesplone.hub.catalogue import Catalogue
from zope.i18nmessageid import Message


def totals(kept: Catalogue) -> list[tuple[Message, int]]:
    """Return the sums that stand on the home."""
    there = [issuer for issuer in kept.communes if issuer not in kept.former]
    return [
        (_("Member communes"), len(there)),
        (_("Contents shared"), kept.index.contents()),
        (_("Adoptions"), kept.figures.total("adopted")),
        (_("Improvements given back to the author"), kept.figures.total("proposed")),
    ]
