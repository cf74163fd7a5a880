"""The Content-Security-Policy of pages: only one with a map lets the tile server in."""

from communesplone.core.maps.settings import IMapSettings
from communesplone.core.maps.settings import NotATileServer
from communesplone.core.maps.settings import tile_host
from communesplone.core.settings import settings
from Products.CMFPlone.Portal import PloneSite
from ZPublisher.HTTPResponse import HTTPResponse


#: What every drawn map has in its HTML, also one that came out of a memory, and one to choose on.
MARKS = (b"data-communes-map=", b"data-communes-picker=")


def image_sources(response: HTTPResponse, site: PloneSite) -> str:
    """Return from where a finished page shows pictures.

    Read from the page itself, so that it holds however the page came about. A 304 names no policy:
    browsers and proxies keep the one that came with the page, and a change of the tile server is a
    change of the site, after which there is no 304.
    """
    own = "'self' data:"
    body = response.body
    if not isinstance(body, bytes) or not any(mark in body for mark in MARKS):
        return own
    try:
        return f"{own} {tile_host(settings(IMapSettings, site).tiles)}"
    except (KeyError, NotATileServer):
        return own
