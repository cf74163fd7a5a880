"""The view that draws maps in other pages, and the control panel of the tile server."""

from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.core.maps.drawing import drawing
from communesplone.core.maps.geojson import collection
from communesplone.core.maps.geojson import dump
from communesplone.core.maps.geojson import geometry
from communesplone.core.maps.geojson import Point
from communesplone.core.maps.geojson import positions
from communesplone.core.maps.settings import IMapSettings
from communesplone.core.settings import settings
from hashlib import sha256
from importlib.resources import files
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component.hooks import getSite


STATIC = files(__package__).joinpath("static")
VERSION = sha256(
    b"".join(STATIC.joinpath(name).read_bytes() for name in ("maps.css", "maps.js", "picker.js"))
).hexdigest()[:10]


def base_address() -> str:
    """Return where the files of maps are served."""
    return f"{getSite().absolute_url()}/++plone++communesplone.core"


class MapView(BrowserView):
    """Found by templates as @@communes_map; it has nothing to publish."""

    template = ViewPageTemplateFile("map.pt")

    def __call__(self) -> str:
        return ""

    def draw(
        self, points: Sequence[Point], listed: bool = True, source: str = "", drawn: str = ""
    ) -> str:
        """Return the HTML of a map: a drawing, a button that shows the real one, and a list.

        Nobody is contacted before the button is pressed. The HTML may be kept: the page opens
        its security policy to the tile server by what it holds.

        :param points: dicts of title, url, text, latitude and longitude, or of a GeoJSON geometry
            in place of these two; those without a place are listed, not drawn.
        :param listed: whether the list that says the same in words follows; False where the page
            has it already.
        :param source: address of a GeoJSON FeatureCollection on this site, for many points:
            then their data are not in the page.
        :param drawn: an SVG in place of the usual drawing.
        """
        placed = [point for point in points if geometry(point) is not None]
        rows = list(points) if listed else []
        if not placed and not source:
            return self.template(data=None, rows=rows, drawn="").strip()
        return self.template(data=self._data(placed, source), rows=rows, drawn=drawn).strip()

    def _data(self, placed: Sequence[Point], source: str) -> dict[str, Any]:
        known = settings(IMapSettings, getSite())
        return {
            "base": base_address(),
            "version": VERSION,
            "features": "" if source else dump(collection(placed)),
            "source": source or None,
            "drawing": drawing(placed),
            "tiles": known.tiles,
            "provider": known.provider,
            "attribution": known.attribution,
            "attribution_url": known.attribution_url,
            "max_zoom": known.max_zoom,
            "elsewhere": _on_openstreetmap(placed),
        }


def _on_openstreetmap(placed: Sequence[Point]) -> str:
    """Return the address of the only point on openstreetmap.org: without script, a link is it."""
    shape = geometry(placed[0]) if len(placed) == 1 else None
    if shape is None:
        return ""
    longitude, latitude = positions(shape["coordinates"])[0]
    marker = f"mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
    return f"https://www.openstreetmap.org/?{marker}"


class MapForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = IMapSettings
    schema_prefix = IMapSettings.__identifier__
    label = _("Map")
    description = _(
        "Where the background of the maps comes from. Visitors ask for it by a button only."
    )


class MapSettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = MapForm
