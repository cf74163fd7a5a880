"""What accounts add to the back office: the place of the bar, and the card of invitations."""

from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.core import _
from communesplone.core.interfaces import ICard
from communesplone.core.interfaces import IOfficePlace
from communesplone.core.records import WorkRow
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


MANAGE = "communesplone.accounts: Manage teams"


class OfWebmasters:
    """For those who keep the accounts of the site."""

    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.site = site
        self.request = request

    def available(self) -> bool:
        return store(self.site) is not None and bool(
            api.user.has_permission(MANAGE, obj=self.site)
        )


@implementer(IOfficePlace)
class TeamsPlace(OfWebmasters):
    """Teams, in the bar."""

    title = _("Teams")
    order = 70

    @property
    def url(self) -> str:
        return f"{self.site.absolute_url()}/@@teams"

    @property
    def count(self) -> int:
        """How many invitations expired without an answer."""
        now = utc_now()
        return sum(1 for one in store(self.site).invitations.values() if one.expires <= now)


@implementer(ICard)
class InvitationsCard(OfWebmasters):
    """Invitations that nobody accepted in time."""

    title = _("Invitations")
    description = _("Invitations that nobody accepted in time.")
    group = "decide"

    def rows(self, most: int) -> list[WorkRow]:
        """Return the expired ones, the oldest first."""
        now, url = utc_now(), f"{self.site.absolute_url()}/@@teams"
        found = sorted(
            (one for one in store(self.site).invitations.values() if one.expires <= now),
            key=lambda one: one.expires,
        )
        return [
            WorkRow(
                title=one.address,
                url=url,
                why=_("The invitation expired; nobody came."),
                verb=_("Send again"),
                act_url=url,
                urgency="late",
                due=one.expires,
            )
            for one in found[:most]
        ]
