"""The guide for webmasters, as one add-on offers it and others show it."""

from dataclasses import dataclass
from zope.interface import Interface


@dataclass(frozen=True)
class GuideTopic:
    """A topic of the guide: `summary` is a sentence, `pictures` are (file, what it shows)."""

    name: str
    title: str
    summary: str
    pictures: tuple[tuple[str, str], ...] = ()


class IGuide(Interface):
    """A utility: the guide for webmasters, written in French; absent without editing."""

    def topic(name: str) -> GuideTopic | None:
        """Return what a topic is about, None for none of that name."""

    def html(name: str, base: str) -> str:
        """Return a topic as HTML, without its title.

        :param base: the address below which other topics and the pictures are found.
        :raises KeyError: there is no such topic.
        """

    def picture(name: str) -> bytes | None:
        """Return a picture of the guide (PNG), None for none of that name."""
