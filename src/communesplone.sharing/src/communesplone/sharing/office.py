"""What sharing adds to the back office: its place in the bar, and what the hub sent back."""

from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.interfaces import ICard
from communesplone.core.interfaces import IOfficePlace
from communesplone.core.records import WorkRow
from communesplone.core.roles import ITeamRight
from communesplone.sharing.store import store
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


READ = "communesplone.sharing: Read the library"
OFFER = "communesplone.sharing: Offer to the library"
#: Records that the card looks through at most.
LOOKED_AT = 2000


class _OfCommunes:
    """For the people of a commune; the hub has pages of its own."""

    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.site = site
        self.request = request

    def available(self) -> bool:
        return (
            store(self.site) is not None
            and identity(self.site).kind != "hub"
            and bool(api.user.has_permission(READ, obj=self.site))
        )


@implementer(IOfficePlace)
class LibraryPlace(_OfCommunes):
    """The library, in the bar."""

    title = _("Library")
    order = 30
    count = 0

    @property
    def url(self) -> str:
        return f"{self.site.absolute_url()}/@@library"


@implementer(ITeamRight)
class Adopts(_OfCommunes):
    """Who may adopt, among the teams."""

    title = _("Adopts")
    permission = "communesplone.sharing: Adopt from the library"
    order = 10


@implementer(ICard)
class SentBackCard(_OfCommunes):
    """Offers that the hub sent back, or took out of the library, with a reason."""

    title = _("Sent back by the hub")
    description = _("Offers to the library, with the reason of the reviewers.")
    group = "mend"

    def rows(self, most: int) -> list[WorkRow]:
        """Return the offers that this person may see, those of others left out."""
        back = {
            uid: shared
            for _number, (uid, shared) in zip(
                range(LOOKED_AT), store(self.site).items.items(), strict=False
            )
            if shared.state in ("sent_back", "taken_out")
        }
        brains = self.site.portal_catalog.searchResults(UID=list(back)) if back else ()
        return [
            WorkRow(
                title=brain.Title,
                url=brain.getURL(),
                why=back[brain.UID].word,
                verb=_("Read the reason"),
                act_url=f"{brain.getURL()}/@@offer",
                urgency="soon",
            )
            for brain in brains[:most]
        ]
