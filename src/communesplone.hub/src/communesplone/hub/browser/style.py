"""The style of the hub's pages, addressed by what is in it so that it may be kept for long."""

from hashlib import sha256
from importlib.resources import files
from Products.CMFPlone.Portal import PloneSite


VERSION = sha256(files(__package__).joinpath("static", "hub.css").read_bytes()).hexdigest()[:10]


def stylesheet(site: PloneSite) -> str:
    """Return the address of the style of the hub."""
    return f"{site.absolute_url()}/++plone++communesplone.hub/hub.css?v={VERSION}"
