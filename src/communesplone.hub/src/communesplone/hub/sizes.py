"""How large a commune is, in the three sizes for which contents are offered."""

from communesplone.core import _
from zope.i18nmessageid import Message


#: People of the smallest commune of middle size, and of the largest.
MIDDLE, LARGE = 10_000, 50_000
SIZES: dict[str, Message] = {
    "small": _("communes of fewer than 10 000 people"),
    "middle": _("communes of 10 000 to 50 000 people"),
    "large": _("communes of more than 50 000 people"),
}
#: The same as choices of a filter.
SIZE_CHOICES: dict[str, Message] = {
    "small": _("Fewer than 10 000"),
    "middle": _("10 000 to 50 000"),
    "large": _("More than 50 000"),
}


def size_of(population: int | None) -> str:
    """Return the size of a commune, empty while nobody said how many people live there."""
    if population is None:
        return ""
    if population < MIDDLE:
        return "small"
    return "middle" if population <= LARGE else "large"
