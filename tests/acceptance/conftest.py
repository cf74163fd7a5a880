"""Real communes, served over HTTP to Debian's Chromium."""

from .builds import each_build
from .playground import clear
from .playground import furnish
from .playground import Mailbox
from .playground import PASSWORD
from .playground import PATIENCE
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from aiosmtpd.controller import Controller
from collections.abc import Callable
from collections.abc import Iterator
from communesplone.core.hosts import set_hosts
from communesplone.core.reference import find
from communesplone.core.wsgi import guard
from communesplone.pages.writing import save
from communesplone.policy.sites import create_commune
from communesplone.policy.sites import create_hub
from pathlib import Path
from playwright.sync_api import Browser
from playwright.sync_api import expect
from playwright.sync_api import Page
from playwright.sync_api import Response
from playwright.sync_api import sync_playwright
from plone import api
from plone.app.testing import PLONE_FIXTURE
from plone.testing import Layer
from plone.testing import zca
from plone.testing import zodb
from plone.testing.zope import zopeApp
from pytest_plone import fixtures_factory
from waitress.server import create_server
from zope.component.hooks import setSite
from zope.configuration import xmlconfig
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import base64
import communesplone.policy
import os
import pytest
import re
import shutil
import socket
import threading
import transaction


# A busy machine answers late: what is expected may come within this, in milliseconds.
expect.set_options(timeout=20_000)

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: The webmaster of these tests, at the Zope root.
EDITOR = ("webmaster", "correct horse battery")
#: Host, name in the reference data, with demonstration content or empty.
COMMUNES = (("namur", "Namur", True), ("st-vith", "Sankt Vith", True), ("durbuy", "Durbuy", False))


class ServedCommunes(Layer):
    """The hub, Namur and Sankt Vith with demonstration content, Durbuy as it is created."""

    defaultBases = (PLONE_FIXTURE,)

    def setUp(self) -> None:
        self["zodbDB"] = zodb.stackDemoStorage(self.get("zodbDB"), name="Acceptance")
        zca.pushGlobalRegistry()
        self["configurationContext"] = zca.stackConfigurationContext(
            self.get("configurationContext")
        )
        xmlconfig.file(
            "configure.zcml", communesplone.policy, context=self["configurationContext"]
        )
        with zopeApp() as app:
            newSecurityManager(None, system.__of__(app.acl_users))
            app.acl_users.userFolderAddUser(*EDITOR, ["Manager"], [])
            noSecurityManager()
        with zopeApp() as app:
            create_hub(app)
            set_hosts(app, "hub", ("hub.localhost",))
            setSite(None)
        for host, name, demo in COMMUNES:
            with zopeApp() as app:
                create_commune(app, find(name), site_id=host, demo=demo)
                set_hosts(app, host, (f"{host}.localhost",))
                setSite(None)
        pipeline = guard(HTTPExceptionHandler(publish_module))
        self.server = create_server(pipeline, host="127.0.0.1", port=0, threads=2)
        self["port"] = self.server.effective_port
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()

    def tearDown(self) -> None:
        self.server.close()
        self.thread.join(5)
        del self["configurationContext"]
        zca.popGlobalRegistry()
        self["zodbDB"].close()
        del self["zodbDB"]


# zope.pytestlayer wants a module that can be imported, which a conftest is not.
LAYER = ServedCommunes(name="ServedCommunes", module="communesplone.core.testing")
globals().update(fixtures_factory(((LAYER, "served"),), keep_session=False))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or CHROMIUM, args=list(FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def address(served) -> Callable[..., str]:
    """`address("/agenda", "namur")`: the full address of a page."""

    def of(path: str = "", host: str = "namur") -> str:
        return f"http://{host}.localhost:{served['port']}{path}"

    return of


#: Types whose own address is a file, or that citizens have no page of.
NO_PAGE = frozenset({"File", "Image", "LIF", "LRF", "Link"})


@pytest.fixture
def kinds(served) -> Callable[..., list[tuple[str, str]]]:
    """`kinds("st-vith", "/de")`: (host, path) of one page of each type, and of each folder.

    They are found in the commune itself: a new type is walked without anybody naming it.
    """

    def of(host: str, below: str = "") -> list[tuple[str, str]]:
        found = public_pages(host, below)
        first = dict(reversed(found))
        return [(host, at) for kind, at in found if kind == "Folder" or first[kind] == at]

    return of


@pytest.fixture
def builds(served) -> Callable[..., list[tuple[str, str]]]:
    """`builds("st-vith", "/de")`: (host, path) of each page that has something no other had."""

    def of(host: str, below: str = "") -> list[tuple[str, str]]:
        paths = [path for _kind, path in public_pages(host, below)]
        return [(host, path) for path in each_build(served["port"], host, paths)]

    return of


def public_pages(host: str, below: str) -> list[tuple[str, str]]:
    """Return type and path of each page of a commune that citizens have."""
    with zopeApp() as app:
        setSite(app[host])
        base = f"/{host}"
        path = {"query": base + below}
        brains = api.content.find(path=path, sort_on="path", review_state="published")
        found = [(brain.portal_type, brain.getPath().removeprefix(base)) for brain in brains]
        setSite(None)
    return [(kind, at) for kind, at in found if kind not in NO_PAGE]


@pytest.fixture
def tab(served, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`tab(width=390)`: a new page in a context of its own, at a width and with options."""
    contexts = []

    def open_tab(width: int = 1280, height: int = 900, **options: object) -> Page:
        options.setdefault("reduced_motion", "reduce")
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.on("response", heard)
        context.on("weberror", lambda error: print("In the page:", error.error))
        contexts.append(context)
        return context.new_page()

    yield open_tab
    for context in contexts:
        for page in context.pages:
            said = page.locator("[role=alert], [role=status], .portalMessage").all_inner_texts()
            print("Left at", page.url, [words for words in said if words.strip()])
        context.close()


def heard(response: Response) -> None:
    """Print what was sent and what was refused: pytest shows it beside a failure."""
    if response.request.method == "POST" or response.status >= 400:
        print(response.status, response.request.method, response.url)


#: Where the guide has its pictures; `PICTURES=1` has the tests take them anew.
PICTURES = Path(__file__).parents[2] / "docs" / "images" / "guide"
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def picture() -> Callable[..., None]:
    """`picture(page, "statistiques")`: keep what a page shows as a picture of the guide.

    Does nothing but under `PICTURES=1`: docs/contributor/guide.md.
    """

    def keep(page: Page, name: str) -> None:
        if os.environ.get("PICTURES") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            size = page.viewport_size
            page.set_viewport_size(WIDE)
            page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
            page.set_viewport_size(size)

    return keep


@pytest.fixture
def office_tab(tab: Callable[..., Page]) -> Callable[..., Page]:
    """`office_tab(("name", "password"), width=390)`: a page of somebody who works here."""

    def open_tab(account: tuple[str, str] = EDITOR, width: int = 1280, **options: object) -> Page:
        token = base64.b64encode(":".join(account).encode()).decode()
        return tab(width, extra_http_headers={"Authorization": f"Basic {token}"}, **options)

    return open_tab


@pytest.fixture
def playground(served) -> Iterator[str]:
    """A folder of Durbuy with a published page and a draft, and three people: its path."""
    furnish()
    yield "/plaines"
    clear()


@pytest.fixture
def desk(playground: str, office_tab: Callable[..., Page]) -> Callable[..., Page]:
    """`desk("rita", 390)`: the browser of one of the three, who is logged in."""

    def open_desk(name: str, width: int = 1280) -> Page:
        page = office_tab((name, PASSWORD), width)
        page.set_default_timeout(PATIENCE)
        return page

    return open_desk


@pytest.fixture
def at(address: Callable[..., str], playground: str) -> Callable[[str], str]:
    """`at("/barvaux")`: the address of a page of the playground."""
    return lambda path: address(f"{playground}{path}", "durbuy")


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server on loopback, to which the sites hand their mail."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("COMMUNES_SMTP", f"127.0.0.1:{port}")
    yield box
    controller.stop()


#: Edits what is below /vivre of Namur, nothing else.
LEA = ("lea", "correct horse battery")


@pytest.fixture
def lea(served):
    """The credentials of an editor of one folder."""
    with zopeApp() as app:
        setSite(app["namur"])
        with api.env.adopt_roles(["Manager"]):
            if api.user.get(username=LEA[0]) is None:
                api.user.create(email="lea@example.be", username=LEA[0], password=LEA[1])
            folder = app["namur"]["vivre"]
            folder.manage_setLocalRoles(LEA[0], ["Contributor", "Editor"])
            folder.reindexObjectSecurity()
        # The catalog is told while the site is known
        transaction.commit()
        setSite(None)
    return LEA


@pytest.fixture
def written(served, request):
    """The path of a page of its own, with three texts."""
    page_id = re.sub(r"[^a-z0-9]+", "-", request.node.name).strip("-")
    with zopeApp() as app:
        setSite(app["namur"])
        with api.env.adopt_roles(["Manager"]):
            page = api.content.create(app["namur"]["vivre"], "Document", page_id, "Sacs PMC")
            texts = ("Où acheter", "Tarifs", "Une question")
            save(
                page,
                [
                    {"id": f"s{at}", "type": "quote", "heading": text, "text": f"{text}."}
                    for at, text in enumerate(texts, 1)
                ],
            )
            api.content.transition(page, "publish")
        # The catalog is told while the site is known
        transaction.commit()
        setSite(None)
    return f"/vivre/{page_id}"


@pytest.fixture
def as_person(tab):
    """`as_person(LEA, width=390)`: a page in which a person is logged in."""

    def opened(person, width=1280, **options) -> Page:
        token = base64.b64encode(":".join(person).encode()).decode()
        headers = {"Authorization": f"Basic {token}"}
        return tab(width, extra_http_headers=headers, locale="fr-BE", **options)

    return opened
