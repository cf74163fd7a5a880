"""What of news and of events the other communes can take."""

from communesplone.core import _
from communesplone.core.sharing import Shareable


NEWS = Shareable(kind="news", title=_("News"), syndicated=frozenset())
EVENT = Shareable(
    kind="event",
    title=_("Event"),
    local=frozenset({"sync_uid", "booking_url", "capacity"}),
    asked=("start", "end", "location"),
    each=frozenset({"start", "end", "location"}),
    # Whoever shows an event says where it is and where to book; whom to call stays at home
    syndicated=frozenset(
        [
            *("street", "number", "postal_code", "locality", "latitude", "longitude"),
            *("event_url", "booking_url", "capacity"),
        ]
    ),
)
