"""Two communes side by side, behind the real host map and the filter of every client."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Callable
from communesplone.core.hosts import set_hosts
from communesplone.core.wsgi import guard
from plone.app.testing import PLONE_FIXTURE
from plone.dexterity.schema import SCHEMA_CACHE
from plone.testing import Layer
from plone.testing import zca
from plone.testing import zodb
from plone.testing.zope import zopeApp
from Products.CMFPlone.factory import addPloneSite
from pytest_plone import fixtures_factory
from webtest import TestApp
from zope.component.hooks import setSite
from zope.configuration import xmlconfig
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import communesplone.core
import pytest


CITIZEN = "198.51.100.7"
COMMUNES = ("namur", "durbuy")
PROFILES = (
    "plone.app.contenttypes:default",
    "plone.restapi:default",
    "plonetheme.barceloneta:default",
    "communesplone.core:default",
)


class CommunesSideBySide(Layer):
    """Namur and Durbuy in one database, each on its host."""

    defaultBases = (PLONE_FIXTURE,)

    def setUp(self) -> None:
        self["zodbDB"] = zodb.stackDemoStorage(self.get("zodbDB"), name="Communes")
        zca.pushGlobalRegistry()
        self["configurationContext"] = zca.stackConfigurationContext(
            self.get("configurationContext")
        )
        xmlconfig.file("configure.zcml", communesplone.core, context=self["configurationContext"])
        with zopeApp() as app:
            newSecurityManager(None, system.__of__(app.acl_users))
            app.acl_users.userFolderAddUser("root", "correct horse", ["Manager"], [])
            for name in COMMUNES:
                addPloneSite(app, name, title=name.title(), extension_ids=PROFILES)
                set_hosts(app, name, (f"{name}.localhost", f"www.{name}.localhost"))
                SCHEMA_CACHE.clear()
            noSecurityManager()
            setSite(None)

    def tearDown(self) -> None:
        del self["configurationContext"]
        zca.popGlobalRegistry()
        self["zodbDB"].close()
        del self["zodbDB"]


# zope.pytestlayer wants a module that can be imported, which a conftest is not.
LAYER = CommunesSideBySide(name="CommunesSideBySide", module="communesplone.core.testing")
globals().update(fixtures_factory(((LAYER, "communes"),), keep_session=False))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell zope.pytestlayer which layer these tests need."""
    for item in items:
        if "communes" in getattr(item, "fixturenames", ()):
            item.layer = LAYER


@pytest.fixture(scope="session")
def pipeline():
    """The WSGI pipeline of a client, without its log."""
    return guard(HTTPExceptionHandler(publish_module))


class Browser(TestApp):
    """A browser at one host; never raises for a status."""

    def __init__(self, pipeline: Callable, host: str, user: tuple[str, str] | None) -> None:
        super().__init__(pipeline, {"REMOTE_ADDR": CITIZEN}, lint=False)
        self.host = host
        if user:
            self.authorization = ("Basic", user)

    def do_request(self, req, status=None, expect_errors=None):
        req.environ["HTTP_HOST"] = self.host
        req.environ.setdefault("HTTP_ACCEPT", "text/html")
        return super().do_request(req, status, expect_errors=True)


@pytest.fixture
def visit(communes, pipeline) -> Callable[..., Browser]:
    """`visit("namur")`: a citizen's browser at that commune, or that of a user."""

    def browse(host: str, user: tuple[str, str] | None = None) -> Browser:
        return Browser(pipeline, host if "." in host else f"{host}.localhost", user)

    return browse
