"""Real sites, made once by the one call that makes every site: Namur, Sankt Vith, the hub."""

from .revisions import revise
from .revisions import TEXT
from .revisions import urn_of
from collections.abc import Callable
from collections.abc import Iterator
from communesplone.core import jobs
from communesplone.core.hosts import set_hosts
from communesplone.core.interfaces import IJob
from communesplone.core.memory import forget
from communesplone.core.reference import find
from communesplone.policy.sites import create_commune
from communesplone.policy.sites import create_hub
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.client import library
from communesplone.sharing.interfaces import ISharingLayer
from communesplone.sharing.store import store
from contextlib import contextmanager
from persistent import Persistent
from plone import api
from plone.app.testing import FunctionalTesting
from plone.app.testing import login
from plone.app.testing import PLONE_FIXTURE
from plone.app.textfield.value import RichTextValue
from plone.dexterity.schema import SCHEMA_CACHE
from plone.testing import Layer
from plone.testing import zca
from plone.testing import zodb
from plone.testing.zope import zopeApp
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.plan import CatalogPlan
from pytest_plone import fixtures_factory
from webtest import TestApp
from ZODB.Connection import Connection
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.configuration import xmlconfig
from zope.globalrequest import getRequest
from zope.interface import alsoProvides
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import communesplone.policy
import pytest


class SitesOfPolicy(Layer):
    """The hub, Namur with its drafts, Sankt Vith as a demonstration."""

    defaultBases = (PLONE_FIXTURE,)

    def setUp(self) -> None:
        self["zodbDB"] = zodb.stackDemoStorage(self.get("zodbDB"), name="Sites")
        zca.pushGlobalRegistry()
        self["configurationContext"] = zca.stackConfigurationContext(
            self.get("configurationContext")
        )
        xmlconfig.file(
            "configure.zcml", communesplone.policy, context=self["configurationContext"]
        )
        with zopeApp() as app:
            create_hub(app)
            create_commune(app, find("92094"))
            create_commune(app, find("63067"), demo=True)
            app.acl_users.userFolderAddUser("root", "correct horse", ["Manager"], [])
            for site_id in ("hub", "namur", "st-vith"):
                set_hosts(app, site_id, [f"{site_id}.localhost"])

    def tearDown(self) -> None:
        del self["configurationContext"]
        zca.popGlobalRegistry()
        self["zodbDB"].close()
        del self["zodbDB"]


# zope.pytestlayer wants a module that can be imported, which a conftest is not.
FIXTURE = SitesOfPolicy(name="SitesOfPolicy", module="communesplone.core.testing")
LAYER = FunctionalTesting(
    bases=(FIXTURE,), name="SitesOfPolicy:functional", module="communesplone.core.testing"
)
globals().update(fixtures_factory(((LAYER, "sites"),), keep_session=False))


@pytest.fixture
def app(sites):
    return sites["app"]


@pytest.fixture
def enter(app) -> Iterator[Callable[[str], PloneSite]]:
    """`enter("namur")`: make that site the current one and return it."""

    def go(site_id: str) -> PloneSite:
        setSite(app[site_id])
        SCHEMA_CACHE.clear()
        # Of each request plone.app.uuid knows one catalog; here one goes through several sites
        request = getRequest()
        if request is not None:
            vars(request).pop("_catalog", None)
        return app[site_id]

    yield go
    setSite(None)
    SCHEMA_CACHE.clear()


@pytest.fixture
def namur(enter) -> PloneSite:
    return enter("namur")


@pytest.fixture
def st_vith(enter) -> PloneSite:
    return enter("st-vith")


@pytest.fixture
def hub(enter) -> PloneSite:
    return enter("hub")


@pytest.fixture
def member() -> Callable[..., str]:
    """`member("Editors")`: log in as somebody of those groups, or with those roles."""

    def join(*groups: str, roles: tuple[str, ...] = ()) -> str:
        name = "-".join(("somebody", *groups, *roles)).lower()
        site = api.portal.get()
        if api.user.get(username=name) is None:
            with api.env.adopt_roles(["Manager"]):
                api.user.create(
                    email="a@example.example", username=name, password="quatre mots sans rapport"
                )
                api.user.grant_roles(username=name, roles=["Member", *roles])
                for group in groups:
                    api.group.add_user(groupname=group, username=name)
        login(site, name)
        return name

    return join


class Browser(TestApp):
    """A browser at one host; never raises for a status."""

    def __init__(self, host: str) -> None:
        super().__init__(HTTPExceptionHandler(publish_module), lint=False)
        self.host = host

    def do_request(self, req, status=None, expect_errors=None):
        # plone.app.testing leaves its own site the current one; a client begins with none
        setSite(None)
        req.environ["HTTP_HOST"] = self.host
        req.environ.setdefault("REMOTE_ADDR", "127.0.0.1")
        req.environ.setdefault("HTTP_ACCEPT", "text/html")
        return super().do_request(req, status, expect_errors=True)


@pytest.fixture
def visit(sites) -> Callable[[str], Browser]:
    """`visit("namur")`: a citizen's browser at that site; "zope": the operator's."""
    return lambda site_id: Browser(f"{site_id}.localhost")


@pytest.fixture
def loaded(sites, monkeypatch) -> Callable[[Browser, str], set[bytes]]:
    """`loaded(visit("namur"), "/dechets")`: the oids of what a page loads when no cache has any.

    What is kept in RAM was made just before. A catalog asks its indexes in the order of the times
    that each took, and stops at the first without a result: here it always asks in the same order.
    """
    monkeypatch.setattr(CatalogPlan, "plan", lambda self: None)

    def look(browser: Browser, path: str) -> set[bytes]:
        found = set()
        original = Connection.setstate

        def noting(connection: Connection, ghost: Persistent) -> None:
            found.add(ghost._p_oid)
            original(connection, ghost)

        forget()
        browser.get(path)
        sites["app"]._p_jar.db().cacheMinimize()
        with monkeypatch.context() as patch:
            patch.setattr(Connection, "setstate", noting)
            assert browser.get(path).status_int == 200
        assert found
        return found

    return look


@pytest.fixture
def at(enter) -> Callable:
    """`with at("namur") as site`: work in a site, as somebody who may do everything there."""

    @contextmanager
    def inside(site_id: str):
        site = enter(site_id)
        with api.env.adopt_roles(["Manager"]):
            yield site

    return inside


@pytest.fixture
def run_ours() -> Callable[[PloneSite], None]:
    """`run_ours(site)`: run its jobs of sharing; others have all of a site to read."""

    def run(site: PloneSite) -> None:
        waiting = jobs.outbox(site).waiting
        for key, entry in list(waiting.items()):
            if entry.name.startswith(("communesplone.sharing.", "communesplone.hub.")):
                del waiting[key]
                getUtility(IJob, entry.name)(site, *entry.args)

    return run


@pytest.fixture
def work(at, run_ours) -> Callable[[], None]:
    """`work()`: do what waits in all sites, as the worker does, until nothing is left."""

    def run() -> None:
        for _round in range(2):
            for site_id in ("namur", "hub", "st-vith"):
                with at(site_id) as site:
                    run_ours(site)

    return run


@pytest.fixture
def original(at, work):
    """A page of Namur that the library has."""
    with at("namur") as site:
        page = api.content.create(site, "Document", "poubelle", title="Commander une poubelle")
        page.text = RichTextValue(TEXT, "text/html", "text/x-html-safe")
    revise(at, work, page)
    return page


@pytest.fixture
def adopted(at, work, original):
    """The same page at Sankt Vith."""
    with at("st-vith") as site:
        envelope = believed(library(site), urn_of(original))
        made = adopt(site["fr"], envelope, {}, {}, {}, store(site))
    work()
    return made


@pytest.fixture
def view():
    """`view(context, "updates")`: a page as somebody who may do everything sees it."""

    def of(context, name):
        site = api.portal.get()
        alsoProvides(site.REQUEST, ISharingLayer)
        return api.content.get_view(name, context, site.REQUEST)

    return of
