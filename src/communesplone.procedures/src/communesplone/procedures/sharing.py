"""What of a procedure the other communes can take, and what each fills in itself."""

from communesplone.core import _
from communesplone.core.sharing import Shareable
from communesplone.core.sharing.registration import TO_FILL


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
    example={
        "tariffs": [{"label": TO_FILL, "price": {"value": None, "unit": TO_FILL}, "delay": ""}],
        "channels": [
            {"channel": {"kind": "desk", "state": "yes"}, "text": TO_FILL, "url": "", "link": ""}
        ],
    },
)
