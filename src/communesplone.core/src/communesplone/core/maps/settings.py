"""Whose map a commune shows: a tile server, named in its registry."""

from communesplone.core import _
from urllib.parse import urlsplit
from zope import schema
from zope.interface import Interface
from zope.schema import ValidationError
import re


PLACEHOLDERS = frozenset({"{z}", "{x}", "{y}", "{s}", "{r}"})
#: Nothing that could end a directive of the Content-Security-Policy.
HOST = re.compile(r"(?:\{s\}\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")
HERE = re.compile(r"(?:localhost|127\.0\.0\.1)(?::\d{1,5})?")


class NotATileServer(ValidationError):
    __doc__ = _(
        "Write the address of the pictures of a map as its server gives it: https, with {z}, {x} "
        "and {y} for zoom, column and row."
    )


class NotAnAddress(ValidationError):
    __doc__ = _("Write a whole address, such as https://example.be/page.")


def tile_host(template: str) -> str:
    """Return the source that a Content-Security-Policy names for a tile server.

    :raises NotATileServer: when the template is no https address of tiles; http is for a server
        on this machine.
    """
    parts = urlsplit(template)
    asked = set(re.findall(r"\{[^}]*\}", template))
    netloc = parts.netloc.lower()
    secure = parts.scheme == "https" or (parts.scheme == "http" and HERE.fullmatch(netloc))
    if (
        not secure
        or not HOST.fullmatch(netloc)
        or not {"{z}", "{x}", "{y}"} <= asked <= PLACEHOLDERS
        or re.search(r"[\s\"'<>\\;]", template)
    ):
        raise NotATileServer(template)
    return f"{parts.scheme}://{netloc.replace('{s}', '*')}"


def is_tile_template(value: str) -> bool:
    """Accept what `tile_host` reads."""
    return bool(tile_host(value))


def is_web_address(value: str) -> bool:
    """Accept an address of the web, nothing that runs."""
    if not re.fullmatch(r"https?://[^\s\"'<>]+", value):
        raise NotAnAddress(value)
    return True


class IMapSettings(Interface):
    """The map that visitors see when they ask for one."""

    tiles = schema.TextLine(
        title=_("Address of the pictures"),
        description=_(
            "The address template of the tile server. A visitor's browser asks it for pictures "
            "only after a press on “Show the map”."
        ),
        constraint=is_tile_template,
        default="https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        required=True,
    )
    provider = schema.TextLine(
        title=_("Name of the map"),
        description=_("It stands on the button, so that visitors know whom they ask."),
        default="OpenStreetMap",
        required=True,
    )
    attribution = schema.TextLine(
        title=_("Attribution"),
        description=_("What the licence of the map wants to be read on it."),
        default="© OpenStreetMap",
        required=True,
    )
    attribution_url = schema.TextLine(
        title=_("Address of the attribution"),
        constraint=is_web_address,
        default="https://www.openstreetmap.org/copyright",
        required=False,
    )
    max_zoom = schema.Int(title=_("Largest zoom"), min=10, max=22, default=19, required=True)
