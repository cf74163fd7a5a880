"""Entries that serve as templates: a recycling park reads much the same everywhere."""

from communesplone.core import _
from communesplone.core.sharing import Shareable


WHERE = ("street", "number", "postal_code", "locality", "phone", "email", "opening_hours")
EACH = frozenset(WHERE) - {"postal_code", "locality"}
#: An entry that others show is that of its own commune: it says where that is.
SHOWN = frozenset([*WHERE, "latitude", "longitude", "website"])
PLACE = Shareable(kind="entry", title=_("Place"), asked=WHERE, each=EACH, syndicated=SHOWN)
SERVICE = Shareable(
    kind="entry",
    title=_("Service"),
    local=frozenset({"main_desk"}),
    asked=WHERE,
    each=EACH,
    syndicated=SHOWN,
)
