"""Every shared test layer, declared once; each add-on's tests/conftest.py picks its own.

A test marked `needs("program")` is skipped where the program is missing, with the name of
the Debian package that has it. Under STRICT=1 every skip is a failure.
"""

import os


# Read when zope.i18n is imported: registering catalogues compiles them.
os.environ.setdefault("zope_i18n_compile_mo_files", "1")

from checks.house import add_ons
from collections.abc import Generator
from communesplone.core.testing import layers
from pathlib import Path
from plone.app.testing import IntegrationTesting
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing import Layer
from plone.testing.zope import Browser
from pytest_plone import fixtures_factory
from zope.pytestlayer.fixture import LAYERS as FIXTURES
from zope.pytestlayer.plugin import gather_layers
import pytest
import shutil


HOME = Path(__file__).parent
STRICT = os.environ.get("STRICT") == "1"
DEBIAN_PACKAGES = {"varnishd": "varnish", "initdb": "postgresql"}
PROGRAM_PATH = os.pathsep.join(
    [
        os.environ.get("PATH", ""),
        "/usr/sbin",
        *(str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"))),
    ]
)
LAYERS = {
    f"{add_on.short}_{kind}": getattr(made, kind)
    for add_on in add_ons(HOME)
    if add_on.has_profile
    for made in [layers(add_on.name)]
    for kind in ("integration", "functional", "server")
}
# Every add-on is there and none is installed.
LAYERS["bare_integration"] = IntegrationTesting(
    bases=(layers("communesplone.policy", profile="").fixture,),
    name="bare:integration",
    module="communesplone.core.testing",
)

globals().update(
    fixtures_factory(((layer, name) for name, layer in LAYERS.items()), keep_session=False)
)


@pytest.fixture
def visitor(functional: Layer) -> Browser:
    """A browser of nobody in particular, which shows errors as a visitor sees them."""
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    return browser


@pytest.fixture
def webmaster(functional: Layer) -> Browser:
    """A browser of the owner of the site, which shows errors as they see them."""
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell zope.pytestlayer and pytest-xdist what tests share.

    Tests of one layer share it; tests of one folder share their servers, so that they run in
    one process.
    """
    for item in items:
        folder = item.path.relative_to(HOME).parts[:2]
        item.add_marker(pytest.mark.xdist_group("/".join(folder)))
        layer = layer_of(item)
        if layer is not None:
            item.layer = layer


def layer_of(item: pytest.Item) -> Layer | None:
    """Return the most specific layer among the fixtures of a test."""
    wanted = getattr(item, "fixturenames", ())
    found = [layer for layer, names in FIXTURES.items() if names.get("function") in wanted]
    return max(found, key=height, default=None)


def height(layer: Layer) -> int:
    """Return how many layers a layer stands on, itself included."""
    below: list[Layer] = []
    gather_layers(layer, below)
    return len(below)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a program that is not here, naming its Debian package."""
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if shutil.which(program, path=PROGRAM_PATH) is None:
                pytest.skip(f"needs Debian's {DEBIAN_PACKAGES.get(program, program)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, object, pytest.TestReport]:
    """Under STRICT=1 a skip is a failure."""
    report = yield
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped under STRICT=1: {report.longrepr}"
    return report
