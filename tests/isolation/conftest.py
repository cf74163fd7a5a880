"""Two communes side by side, behind the real host map and the filter of every client."""

from .planting import MARKERS
from .planting import PASSWORD
from .planting import plant
from .planting import SECRET
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Callable
from communesplone.accounts import attempts
from communesplone.core.hosts import set_hosts
from communesplone.core.reference import find
from communesplone.core.wsgi import guard
from communesplone.policy.sites import create_commune
from plone.app.testing import PLONE_FIXTURE
from plone.testing import Layer
from plone.testing import zca
from plone.testing import zodb
from plone.testing.zope import FunctionalTesting
from plone.testing.zope import zopeApp
from Products.CMFPlone.Portal import PloneSite
from pytest_plone import fixtures_factory
from Testing.makerequest import makerequest
from webtest import TestApp
from zope.component.hooks import setSite
from zope.configuration import xmlconfig
from zope.globalrequest import clearRequest
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import communesplone.policy
import pytest
import transaction


CITIZEN = "198.51.100.7"
COMMUNES = ("namur", "durbuy")


class CommunesSideBySide(Layer):
    """Namur and Durbuy in one database, each on its host."""

    defaultBases = (PLONE_FIXTURE,)

    def setUp(self) -> None:
        self["zodbDB"] = zodb.stackDemoStorage(self.get("zodbDB"), name="Communes")
        zca.pushGlobalRegistry()
        self["configurationContext"] = zca.stackConfigurationContext(
            self.get("configurationContext")
        )
        xmlconfig.file(
            "configure.zcml", communesplone.policy, context=self["configurationContext"]
        )
        with zopeApp() as root:
            app = makerequest(root)
            newSecurityManager(None, system.__of__(app.acl_users))
            app.acl_users.userFolderAddUser("root", "correct horse", ["Manager"], [])
            transaction.commit()
            for name in COMMUNES:
                create_commune(app, find(name), demo=True)
                set_hosts(app, name, (f"{name}.localhost", f"www.{name}.localhost"))
                transaction.commit()
                plant(app[name])
                transaction.commit()
            noSecurityManager()
            setSite(None)
            clearRequest()

    def tearDown(self) -> None:
        del self["configurationContext"]
        zca.popGlobalRegistry()
        self["zodbDB"].close()
        del self["zodbDB"]


# zope.pytestlayer wants a module that can be imported, which a conftest is not.
MODULE = "communesplone.core.testing"
FIXTURE = CommunesSideBySide(name="CommunesSideBySide", module=MODULE)
LAYER = FunctionalTesting(bases=(FIXTURE,), name="communes:functional", module=MODULE)
globals().update(fixtures_factory(((LAYER, "communes"),), keep_session=False))


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
    """`visit("namur")`: a citizen's browser at that commune, or that of a user.

    Nobody has failed to log in before: who crawls a neighbour does, and all come from one address.
    """
    attempts.forget_memory()

    def browse(host: str, user: tuple[str, str] | None = None) -> Browser:
        return Browser(pipeline, host if "." in host else f"{host}.localhost", user)

    return browse


@pytest.fixture
def markers() -> dict[str, str]:
    """The word that stands in all that was planted in each commune."""
    return MARKERS


@pytest.fixture
def secrets() -> dict[str, str]:
    """The word that stands in what no citizen may read."""
    return {commune: word + SECRET for commune, word in MARKERS.items()}


@pytest.fixture
def account() -> Callable[[str, str], tuple[str, str]]:
    """`account("namur", "Editor")`: login name and password."""

    def find_account(commune: str, role: str) -> tuple[str, str]:
        return f"{role.lower().replace(' ', '')}-{MARKERS[commune]}{SECRET}", PASSWORD

    return find_account


@pytest.fixture
def site(communes) -> Callable[[str], PloneSite]:
    """`site("namur")`: the site itself, to see what is in it."""

    def open_site(name: str) -> PloneSite:
        transaction.begin()
        return communes["app"][name]

    return open_site
