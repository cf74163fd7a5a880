"""A film: drawn here, played elsewhere, asked for by a click."""

from communesplone.core import _
from communesplone.core.images import images
from communesplone.core.sections import Html
from communesplone.core.sections import ISection
from communesplone.core.sections import Reference
from communesplone.core.sections import Section
from communesplone.pages.kinds import STATIC
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit
from zope import schema
import re


class NotAFilm(schema.ValidationError):
    __doc__ = _(
        "Write the address of a film on YouTube, Vimeo or a PeerTube, such as "
        "https://www.youtube.com/watch?v=…, https://vimeo.com/… or https://tube.example/w/…"
    )


YOUTUBE = ("www.youtube.com", "youtube.com", "m.youtube.com", "www.youtube-nocookie.com")
VIMEO = ("vimeo.com", "www.vimeo.com", "player.vimeo.com")
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
YOUTUBE_ID = re.compile(r"[\w-]{6,20}")
VIMEO_ID = re.compile(r"\d{4,14}")
PEERTUBE = re.compile(r"/(?:w|videos/watch|videos/embed)/([\w-]{8,60})")


@dataclass(frozen=True)
class Film:
    """Where a film is: the page for people, the player without cookies, and its host."""

    provider: str
    page: str
    player: str

    @property
    def origin(self) -> str:
        return "https://" + urlsplit(self.player).netloc


def read_film(address: str) -> Film:
    """Return the film of an address that people copy.

    :raises NotAFilm: for any other address.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise NotAFilm(address) from error
    if parts.scheme not in ("http", "https") or port or not HOST.fullmatch(host):
        raise NotAFilm(address)
    if host in YOUTUBE or host == "youtu.be":
        return _youtube(address, host, parts.path, parts.query)
    if host in VIMEO:
        found = VIMEO_ID.search(parts.path)
        if not found:
            raise NotAFilm(address)
        number = found.group()
        player = f"https://player.vimeo.com/video/{number}?dnt=1"
        return Film("Vimeo", f"https://vimeo.com/{number}", player)
    found = PEERTUBE.fullmatch(parts.path.rstrip("/"))
    if not found:
        raise NotAFilm(address)
    page, key = f"https://{host}/w/{found.group(1)}", found.group(1)
    return Film(host, page, f"https://{host}/videos/embed/{key}?p2p=0")


def _youtube(address: str, host: str, path: str, query: str) -> Film:
    last = path.rstrip("/").rpartition("/")[2]
    key = last if host == "youtu.be" or last != "watch" else parse_qs(query).get("v", [""])[0]
    if not YOUTUBE_ID.fullmatch(key):
        raise NotAFilm(address)
    player = f"https://www.youtube-nocookie.com/embed/{key}?rel=0"
    return Film("YouTube", f"https://www.youtube.com/watch?v={key}", player)


def is_film(address: str) -> bool:
    return bool(read_film(address))


class IVideo(ISection):
    title = schema.TextLine(
        title=_("Title of the film"),
        description=_("What the film shows; it is read before it is started."),
        max_length=200,
        required=True,
    )
    address = schema.TextLine(
        title=_("Address of the film"),
        description=_("YouTube, Vimeo or PeerTube; shown only when a visitor asks for it."),
        constraint=is_film,
        max_length=300,
        required=True,
    )
    duration = schema.TextLine(
        title=_("How long it lasts"),
        description=_("Minutes and seconds: 3:20"),
        max_length=40,
        required=False,
    )
    image = Reference(
        title=_("Picture"),
        description=_(
            "Shown before the film starts: nothing is asked of the other site until then."
        ),
        types=("Image",),
        required=False,
    )
    transcript = Html(
        title=_("What is said and shown"),
        description=_("For those who cannot hear or see it."),
        required=False,
    )


class Video(Section):
    """A placeholder of our own with a link; a script makes it a player on the spot."""

    kinds = ("Image",)
    styles = (STATIC.path("pages.css"),)
    scripts = (STATIC.path("video.js"),)
    in_margin = False

    @cached_property
    def film(self) -> Film:
        return read_film(self.data["address"])

    @property
    def picture(self) -> dict[str, Any] | None:
        brain = self.targets.get(self.data.get("image"))
        return images(brain) if brain is not None else None
