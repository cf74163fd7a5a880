"""The Content-Security-Policy of pages: only one with a map lets the tile server in."""

from communesplone.core.maps.settings import IMapSettings
from communesplone.core.maps.settings import NotATileServer
from communesplone.core.maps.settings import tile_host
from communesplone.core.settings import settings
from Products.CMFPlone.Portal import PloneSite
from ZPublisher.HTTPResponse import HTTPResponse


#: What every drawn map has in its HTML, also one that came out of a memory.
MARK = b"data-communes-map="


def image_sources(response: HTTPResponse, site: PloneSite) -> str:
    """Return from where a finished page shows pictures.

    Read from the page itself, so that it holds however the page came about. A 304 names no policy:
    browsers and proxies keep the one that came with the page, and a change of the tile server is a
    change of the site, after which there is no 304.
    """
    own = "'self' data:"
    if not isinstance(response.body, bytes) or MARK not in response.body:
        return own
    try:
        return f"{own} {tile_host(settings(IMapSettings, site).tiles)}"
    except (KeyError, NotATileServer):
        return own
