"""A browser layer that a profile declares is not registered: its pages answer 404."""

from collections.abc import Iterator
from communesplone.cli.doctor.declared import declared
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from OFS.Application import Application
from plone.browserlayer.utils import register_layer
from plone.browserlayer.utils import registered_layers
from Products.CMFPlone.Portal import PloneSite
from zope.dottedname.resolve import resolve
from zope.interface.interface import InterfaceClass


class Layers(SiteCheck):
    """Compares the registered layers with the browserlayer.xml of each installed profile."""

    name = "layers"
    cost = "at once; the add-on's own pages answer again"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        for name in _missing(site):
            yield self.finding(f"the browser layer of {name} is missing", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        missing = _missing(site)
        for name, layer in missing.items():
            register_layer(layer, name)
        return f"{site.getId()}: layers of {', '.join(missing)} registered."


def _missing(site: PloneSite) -> dict[str, InterfaceClass]:
    known = {layer.__identifier__ for layer in registered_layers()}
    found = declared(site, "browserlayer.xml", "/layers/layer[not(@remove)]")
    return {
        layer.get("name"): resolve(layer.get("interface"))
        for _, layer in found
        if layer.get("interface") not in known
    }
