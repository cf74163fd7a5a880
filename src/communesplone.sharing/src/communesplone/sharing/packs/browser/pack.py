"""@@library-pack: contents that go together, what of them is here, what has changed since."""

from communesplone.core import _
from communesplone.core.sharing.audience import SIZES
from communesplone.core.sharing.records import Pack
from communesplone.sharing.browser.base import SharingView
from communesplone.sharing.browser.users import WithUsers
from communesplone.sharing.identities import URN_LENGTH
from communesplone.sharing.packs.adopting import has_changed
from communesplone.sharing.packs.adopting import note_pack
from communesplone.sharing.packs.choosing import Choice
from communesplone.sharing.packs.choosing import choice
from communesplone.sharing.places import ADOPT
from communesplone.sharing.store import KnownPack
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized


class OfOnePack(SharingView):
    """A page about one pack, named by `urn` in its address."""

    @cached_property
    def urn(self) -> str:
        return self.text("urn", URN_LENGTH)

    @cached_property
    def pack(self) -> Pack:
        """What the library says of it.

        :raises NotFound: it says nothing.
        """
        found = self.library.pack(self.urn) if self.library is not None else None
        if found is None:
            raise NotFound(self.urn)
        return found

    @cached_property
    def choice(self) -> Choice:
        return choice(self.pack, self.kept)

    @property
    def adopt_url(self) -> str:
        return self.page("library-pack-adopt", urn=self.urn)

    @property
    def page_url(self) -> str:
        return self.page("library-pack", urn=self.urn)


class LibraryPackView(WithUsers, OfOnePack):
    """Contents in order, facts, one button for all."""

    preview = _("Preview")

    @property
    def page_title(self) -> str:
        return self.pack.summary.title

    @cached_property
    def adopted(self) -> KnownPack | None:
        """What was adopted of it, None for nothing."""
        return self.kept.packs.get(self.urn)

    def rows(self) -> list[dict[str, Any]]:
        """Return its contents; what came into the pack since it was adopted is `added`."""
        before = self.adopted.urns if self.adopted else None
        foreign = {one.urn for one in self.choice.foreign}
        return [
            {
                **self.row(one),
                "added": before is not None and one.urn not in before,
                "foreign": one.urn in foreign,
                "preview_url": self.page("library-preview", urn=one.urn, pack=self.urn),
            }
            for one in self.pack.rows
        ]

    @property
    def changed(self) -> bool:
        """Whether it has changed since it was adopted."""
        return self.adopted is not None and (
            has_changed(self.adopted) or self.adopted.revision != self.pack.summary.revision
        )

    def changes(self) -> list[dict[str, str]]:
        """Return what the hub said of each revision since it was adopted, the latest first."""
        since = self.adopted.revision if self.adopted else 0
        return [
            {"word": word, "day": self.day(moment)}
            for number, moment, word in self.pack.revisions
            if number > since
        ]

    @property
    def many(self) -> int:
        """How many contents would be adopted."""
        return len(self.choice.new)

    @property
    def day_of_change(self) -> str:
        return self.day(self.pack.summary.accepted)

    def audience(self) -> str:
        """Return whom it is for, empty for every commune."""
        size = self.pack.audience.get("sizes")
        said = [self.say(SIZES[size])] if size in SIZES else []
        return ", ".join([*said, *self.pack.audience.get("provinces", ())])

    @property
    def users(self) -> tuple[tuple[str, str], ...]:
        return self.pack.adopters

    def post(self) -> str | None:
        """Take note of a changed pack of which nothing new is wanted."""
        if self.text("act", 20) != "seen" or self.adopted is None:
            raise BadRequest("act: none of this page")
        if not api.user.has_permission(ADOPT, obj=self.site):
            raise Unauthorized(ADOPT)
        note_pack(self.pack, self.kept)
        return self.page_url
