"""What of a procedure the other communes can take, and what each fills in itself."""

from communesplone.core import _
from communesplone.core.sharing import Shareable


PROCEDURE = Shareable(
    kind="procedure",
    title=_("Procedure"),
    local=frozenset(
        [
            "service",
            "contacts",
            "channels",
            "tariffs",
            "price_note",
            "where_note",
            "status",
            "unavailable_until",
            "unavailable_reason",
        ]
    ),
    asked=("service", "tariffs", "channels"),
    each=frozenset({"tariffs", "channels"}),
)
