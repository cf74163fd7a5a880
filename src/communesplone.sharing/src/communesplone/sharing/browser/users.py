"""Who uses something of the library, on a page about it: names, and which of them are like us."""

from collections.abc import Sequence
from communesplone.sharing.browser.base import SharingView
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


MOST_NAMES = 12


class WithUsers(SharingView):
    """A page that says who uses what it is about."""

    #: What it says of those that are like us; nothing when there are none.
    alike = ViewPageTemplateFile("alike.pt")

    @property
    def users(self) -> Sequence[tuple[str, str]]:
        """The communes that use it, as (id, name)."""
        raise NotImplementedError

    def adopters(self) -> str:
        """Return the names of those who use it, the first ones."""
        return ", ".join(sorted(name for _id, name in self.users)[:MOST_NAMES])

    @property
    def more_adopters(self) -> int:
        return max(0, len(self.users) - MOST_NAMES)

    @cached_property
    def alike_names(self) -> list[str]:
        """The names of communes like ours that use it."""
        names = dict(self.users)
        return sorted(names[one] for one in self.like_us.among(names))

    @property
    def alike_apart(self) -> bool:
        """Whether the names of all who use it do not say as much."""
        return len(self.alike_names) < len(self.users) or len(self.alike_names) > MOST_NAMES
