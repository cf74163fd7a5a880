"""@@shared-pack: contents that go together, as everyone may read them."""

from communesplone.core.sharing.audience import SIZES
from communesplone.core.sharing.records import Pack
from communesplone.hub.browser.adopting import Adopting
from communesplone.hub.browser.base import HubPage
from functools import cached_property
from typing import Any
from zExceptions import NotFound


class SharedPackView(Adopting, HubPage):
    """One pack: its contents in order, whom it is for."""

    library_view = "library-pack"
    place = "place-library"

    @cached_property
    def pack(self) -> Pack:
        """What the library says of it.

        :raises NotFound: it is not in the library.
        """
        found = self.library.pack(self.given("urn", 45)) if self.kept is not None else None
        if found is None:
            raise NotFound("urn")
        return found

    @property
    def page_title(self) -> str:
        return self.pack.summary.title

    def rows(self) -> list[dict[str, Any]]:
        return [self.shown(one) for one in self.pack.rows]

    @property
    def day(self) -> str:
        return self.day_of(self.pack.summary.accepted)

    @property
    def using(self) -> tuple[tuple[str, str], ...]:
        return self.pack.adopters

    def audience(self) -> str:
        """Return whom it is for, empty for every commune."""
        size = self.pack.audience.get("sizes")
        said = [self.say(SIZES[size])] if size in SIZES else []
        return ", ".join([*said, *self.pack.audience.get("provinces", ())])
