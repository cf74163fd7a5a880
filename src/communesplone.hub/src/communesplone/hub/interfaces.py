"""What the rest of the site may rely on."""

from __future__ import annotations

from communesplone.core.interfaces import ICommunesLayer
from typing import TYPE_CHECKING
from zope.interface import Attribute
from zope.interface import Interface


if TYPE_CHECKING:
    from communesplone.hub.records import Row


class IHubToolsLayer(ICommunesLayer):
    """Browser layer of the site where communesplone.hub is installed."""


class IHubPlace(Interface):
    """A named adapter of (site, request): an entry of the hub's own navigation.

    Its name is what a page of the hub gives as `place` to be marked there; never that of a view,
    which it would hide. `communesplone.hub.places.Place` is a base.
    """

    title = Attribute("One or two words, a message id.")
    order = Attribute("Number by which the navigation is sorted; the home is 0.")
    url = Attribute("Where it leads.")
    count = Attribute("How many things wait there for this person; 0 shows no number.")

    def available() -> bool:
        """Tell whether this person may go there. What is not theirs is absent, not greyed."""

    def find(text: str, most: int) -> list[Row]:
        """Return at most `most` rows for the search of the home, the best first.

        Only what this person may read; by index, as every search of the home asks every place.
        """


class IHubSection(Interface):
    """A named adapter of (site, request): a block of the hub's home. Without rows it is absent.

    Its name is never that of a view. `communesplone.hub.places.Section` is a base.
    """

    title = Attribute("Its name, a message id or text.")
    text = Attribute("What it gathers, a short sentence; a message id or text.")
    order = Attribute("Number by which the home is sorted; what a person must decide is below 50.")

    lead = Attribute("A sentence for the top of the home on what waits; empty for nothing.")

    aside = Attribute("Whether it stands beside the others: a few words and one button.")

    def rows(most: int) -> list[Row]:
        """Return at most `most` rows, the most pressing first; only what this person may read."""
