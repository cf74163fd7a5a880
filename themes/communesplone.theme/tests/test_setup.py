from communesplone.theme.interfaces import IThemeLayer
from plone.app.testing import applyProfile
from plone.browserlayer.utils import registered_layers
from Products.CMFPlone.utils import getFSVersionTuple


def test_the_layer_is_installed(integration):
    assert IThemeLayer in registered_layers()
    assert getFSVersionTuple()[0] == 6


def test_uninstalling_leaves_no_trace(integration):
    portal = integration["portal"]
    applyProfile(portal, "communesplone.theme:uninstall")
    registry = portal.portal_registry
    assert IThemeLayer not in registered_layers()
    assert not [name for name in registry.records if "communes-" in name]
    assert not [name for name in registry.records if name.startswith("communesplone.theme")]
    assert "home_view" not in portal.portal_types["Plone Site"].view_methods
    configlets = [action.id for action in portal.portal_controlpanel.listActions()]
    assert "communesplone.theme" not in configlets
