"""The communes in the navigation and in the search of the hub."""

from communesplone.core import _
from communesplone.core.reference import slug
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes.members import members
from communesplone.hub.places import Place
from communesplone.hub.records import Row


class CommunesPlace(Place):
    """Who takes part."""

    title = _("Communes")
    order = 30
    view = "communes"

    def find(self, text: str, most: int) -> list[Row]:
        """Return communes whose name has every word of the text."""
        words = slug(text).split("-")
        return [
            Row(
                title=one.name,
                url=self.address("commune", id=one.issuer),
                text=one.province,
                kind=_("Commune"),
            )
            for one in members(catalogue(self.site))
            if words != [""] and all(word in slug(one.name) for word in words)
        ][:most]
