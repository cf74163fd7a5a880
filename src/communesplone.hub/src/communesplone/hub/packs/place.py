"""What packs add to the navigation of the hub, for those who keep the library."""

from communesplone.core import _
from communesplone.hub.places import Place
from communesplone.hub.places import REVIEW
from plone import api


class PacksPlace(Place):
    """Packs, beside the queue; nothing of them waits."""

    title = _("Packs")
    order = 91
    view = "packs"

    def available(self) -> bool:
        """See IHubPlace."""
        return super().available() and bool(api.user.has_permission(REVIEW, obj=self.site))
