"""The files of the hub's pages, addressed by what is in them so that they may be kept for long."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from Products.CMFPlone.Portal import PloneSite


STATIC = files(__package__).joinpath("static")


@cache
def version_of(name: str) -> str:
    """Return what is new whenever the bytes of a file are."""
    return sha256(STATIC.joinpath(name).read_bytes()).hexdigest()[:10]


def address_of(site: PloneSite, name: str) -> str:
    """Return the address of a file of the hub."""
    return f"{site.absolute_url()}/++plone++communesplone.hub/{name}?v={version_of(name)}"


def stylesheet(site: PloneSite) -> str:
    """Return the address of the style of the hub."""
    return address_of(site, "hub.css")
