"""Two communes side by side, behind the real host map and the filter of every client."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Callable
from communesplone.accounts import attempts
from communesplone.core.hosts import set_hosts
from communesplone.core.reference import find
from communesplone.core.wsgi import guard
from communesplone.policy.sites import create_commune
from DateTime import DateTime
from io import BytesIO
from PIL.PngImagePlugin import PngInfo
from plone import api
from plone.app.testing import PLONE_FIXTURE
from plone.app.textfield import RichTextValue
from plone.dexterity.content import Container as Folder
from plone.namedfile import NamedBlobFile
from plone.namedfile import NamedBlobImage
from plone.testing import Layer
from plone.testing import zca
from plone.testing import zodb
from plone.testing.zope import FunctionalTesting
from plone.testing.zope import zopeApp
from Products.CMFPlone.Portal import PloneSite
from pytest_plone import fixtures_factory
from webtest import TestApp
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.configuration import xmlconfig
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import communesplone.policy
import PIL.Image
import pytest
import transaction


CITIZEN = "198.51.100.7"
COMMUNES = ("namur", "durbuy")
#: What everything planted in a commune says; what is not for citizens says more.
MARKERS = {"namur": "zqxjnam", "durbuy": "zqxjdur"}
SECRET = "vault"
PASSWORD = "correct horse battery"


def plant(site: PloneSite) -> None:
    """Fill a site with what nobody outside may read: its marker, in every place we know of."""
    setSite(site)
    newSecurityManager(None, system)
    word = MARKERS[site.getId()] + SECRET
    for number, role in enumerate(("Member", "Editor", "Site Administrator")):
        user = api.user.create(
            email=f"user{number}-{word}@example.org",
            username=f"{role.lower().replace(' ', '')}-{word}",
            password=PASSWORD,
            properties={"fullname": f"Person {word}", "home_page": f"https://{word}.example"},
        )
        api.user.grant_roles(user=user, roles=[role])
    vault = api.content.create(site, "Folder", f"vault-{word}", title=f"Vault {word}")
    texts = {
        "title": f"Title {word}",
        "description": f"Description {word}",
        "subject": (f"Keyword {word}",),
        "contributors": (f"Contributor {word}",),
        "rights": f"Rights {word}",
        "text": RichTextValue(f"<p>Text {word}</p>", "text/html", "text/x-html-safe"),
        "location": f"Place {word}",
        "contact_name": f"Contact {word}",
        "remoteUrl": f"https://{word}.example",
        "file": NamedBlobFile(word.encode(), "text/plain", f"file-{word}.txt"),
        "image": NamedBlobImage(_picture(word), "image/png", f"image-{word}.png"),
        "image_caption": f"Caption {word}",
    }
    for kind in ("Document", "News Item", "Event", "Link", "File", "Image", "Service"):
        made = api.content.create(vault, kind, f"{kind.lower().replace(' ', '-')}-{word}", **texts)
        made.reindexObject()
    _publish_beside(site, vault, word, texts)


def _publish_beside(site: PloneSite, vault: Folder, word: str, texts: dict) -> None:
    """Publish what touches the secret: a relation, a page in a private folder, one not yet due."""
    secret = vault[f"document-{word}"]
    related = api.content.create(
        site, "Document", "public-page", title=f"Public {MARKERS[site.getId()]}"
    )
    relation = RelationValue(getUtility(IIntIds).getId(secret))
    related.relatedItems = [relation]
    notify(ObjectModifiedEvent(related))
    inner = api.content.create(vault, "Document", "public-inner", title="Public inner page")
    planned = api.content.create(site, "News Item", "planned", **texts)
    expired = api.content.create(site, "Event", "expired", **texts)
    for content in (related, inner, planned, expired):
        api.content.transition(content, to_state="published")
    planned.effective_date = DateTime() + 10
    expired.expiration_date = DateTime() - 10
    for content in (planned, expired):
        notify(ObjectModifiedEvent(content))
        content.reindexObject()


def _picture(word: str) -> bytes:
    """Return a picture that carries the word outside its pixels."""
    text = PngInfo()
    text.add_text("Comment", word)
    written = BytesIO()
    PIL.Image.new("RGB", (64, 64)).save(written, "png", pnginfo=text)
    return written.getvalue()


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
        with zopeApp() as app:
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
