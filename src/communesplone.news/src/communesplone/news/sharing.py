"""What of news and of events the other communes can take."""

from communesplone.core import _
from communesplone.core.sharing import Shareable


NEWS = Shareable(kind="news", title=_("News"))
EVENT = Shareable(
    kind="event",
    title=_("Event"),
    local=frozenset({"sync_uid", "booking_url", "capacity"}),
    asked=("start", "end", "location"),
    each=frozenset({"start", "end", "location"}),
)
