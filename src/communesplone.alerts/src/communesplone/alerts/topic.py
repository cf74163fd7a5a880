"""Alerts as something that citizens can be told of by mail."""

from collections.abc import Iterable
from communesplone.alerts import board
from communesplone.alerts import facts
from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.core.records import TopicEntry
from datetime import datetime
from datetime import UTC
from plone.api.portal import get_current_language
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


TOPIC = "alerts"


@implementer(ISubscriptionTopic)
@adapter(IPloneSiteRoot)
class AlertsTopic:
    """See the interface. Alerts go out at once, so there is no digest of them."""

    title = _("Alerts")
    description = _("Dangers, cuts of water or power, closed roads: told at once.")
    digest = False

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The postal codes of the commune, where it has several."""
        codes = identity(self.site).postal_codes
        return tuple((code, code) for code in codes) if len(codes) > 1 else ()

    def entries(
        self, since: datetime, until: datetime, choice: str | None
    ) -> Iterable[TopicEntry]:
        """Return the alerts that began in a period, in the language of the reader."""
        brains = board.in_language(board.search(self.site), get_current_language())
        found = sorted(map(facts.load, brains), key=lambda known: known.start)
        for known in found:
            concerned = choice is None or not known.postal_codes or choice in known.postal_codes
            if since <= known.start < until and concerned:
                yield TopicEntry(known.uid, known.title, known.url, known.instruction)

    def is_current(self, key: str) -> bool:
        """Tell whether the alert still holds."""
        brains = board.search(self.site, UID=key.partition(".")[0])
        return bool(brains) and facts.load(brains[0]).in_force(datetime.now(UTC))
