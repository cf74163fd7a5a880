"""What the hub answered to requests for tools, on the dashboard."""

from AccessControl import getSecurityManager
from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.records import WorkRow
from communesplone.core.tool import tools
from communesplone.sharing.asking.asked import asked
from communesplone.sharing.asking.states import STATES
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from datetime import datetime
from datetime import timedelta


OFFER = "communesplone.sharing: Offer to the library"
#: How long an answer stays on the dashboard.
LASTS = timedelta(days=30)


class Answers(Card):
    """Requests that the hub answered in the last days."""

    title = _("Tools asked for")
    description = _("What the hub answered")
    group = "heard"

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@ask-tool"

    def available(self) -> bool:
        may = getSecurityManager().checkPermission(OFFER, self.site)
        return store(self.site) is not None and bool(may)

    def rows(self, most: int) -> list[WorkRow]:
        since = utc_now() - LASTS
        known = {tool.name: tool.title for tool in tools()}
        return [
            WorkRow(
                self.words(known.get(one.tool, one.tool)),
                f"{self.more_url}?name={one.tool}",
                one.answer or self.words(STATES[one.state][0]),
                _("See"),
                f"{self.more_url}?name={one.tool}",
            )
            for one in asked(self.site)
            if one.decided and datetime.fromisoformat(one.decided) > since
        ][:most]
