"""Every shared test layer, declared once; each add-on's tests/conftest.py picks its own."""

from communesplone.core.testing import layers
from pytest_plone import fixtures_factory
import pytest


ADD_ONS = ("core", "directory", "policy", "theme")
LAYERS = {
    f"{add_on}_{kind}": getattr(made, kind)
    for add_on in ADD_ONS
    for made in [layers(f"communesplone.{add_on}")]
    for kind in ("integration", "functional", "server")
}

globals().update(
    fixtures_factory(((layer, name) for name, layer in LAYERS.items()), keep_session=False)
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell zope.pytestlayer which layer a test needs, so that tests of one layer share it."""
    for item in items:
        for name in getattr(item, "fixturenames", ()):
            if name in LAYERS:
                item.layer = LAYERS[name]
