"""Every page and form of ours that asks for an account, through axe and by keyboard.

They are found in the registrations themselves: a view of an add-on's layer that a webmaster may
open and citizens may not. A new view, and the form of a new type, are walked without anybody
adding them here.
"""

from .barriers import violations
from .conftest import EDITOR
from .keyboard import tab_through
from .playground import inside
from .playground import written
from collections.abc import Iterator
from communesplone.editing.trash import store
from http.client import HTTPConnection
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.testing.zope import zopeApp
from Products.Five.browser import BrowserView
from urllib.parse import quote
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import base64
import pytest


pytestmark = pytest.mark.needs("chromium")

#: Types that nobody adds by a form of ours.
NO_FORM = frozenset({"Plone Site", "LRF", "LIF", "Discussion Item"})
#: Plone's own builder of queries; what is wrong with it: docs/contributor/back-office.md.
PLONES_OWN = frozenset({"Collection"})
#: Where the walk stands when a view is for any content.
ANYWHERE = "/actualites"
#: The innermost elements that reach out of a window of a width.
WIDE = """(width) => [...document.querySelectorAll("body *")].filter((one) =>
  one.getBoundingClientRect().right > width + 1 && !one.querySelector("*")
).slice(0, 3).map((one) => one.outerHTML.slice(0, 160))"""


def layered() -> Iterator[tuple[str, object]]:
    """Yield (name, what it is for) of each view of a layer of ours."""
    for one in getGlobalSiteManager().registeredAdapters():
        if len(one.required) != 2 or not one.name or not isinstance(one.factory, type):
            continue
        layer = getattr(one.required[1], "__identifier__", "")
        if layer.startswith("communesplone.") and issubclass(one.factory, BrowserView):
            yield one.name, one.required[0]


@pytest.fixture
def offered(served) -> list[str]:
    """The paths in Namur where each of our views can be opened, one a view."""
    with zopeApp() as app:
        site = app["namur"]
        setSite(site)
        base = "/".join(site.getPhysicalPath())
        items = [site[ANYWHERE.strip("/")]]
        first = {brain.portal_type: brain for brain in api.content.find(review_state="published")}
        items += [first[kind]._unrestrictedGetObject() for kind in sorted(first)]
        found = []
        for name, wanted in sorted(set(layered()), key=lambda pair: (pair[0], str(pair[1]))):
            where = site if wanted.providedBy(site) else None
            if where is None or not wanted.extends(IPloneSiteRoot, strict=False):
                where = next((item for item in items if wanted.providedBy(item)), where)
            if where is not None:
                path = "/".join(where.getPhysicalPath()).removeprefix(base)
                found.append(f"{path}/@@{name}")
        setSite(None)
    return found


@pytest.fixture
def forms(served) -> list[str]:
    """The path of the form that adds each type a webmaster may add in Namur."""
    with zopeApp() as app:
        site = app["namur"]
        setSite(site)
        base, found = "/".join(site.getPhysicalPath()), {}
        with api.env.adopt_roles(["Manager"]):
            folders = [site, *(brain.getObject() for brain in api.content.find(is_folderish=True))]
            for folder in folders:
                at = "/".join(folder.getPhysicalPath()).removeprefix(base)
                for kind in folder.allowedContentTypes():
                    found.setdefault(kind.getId(), f"{at}/++add++{kind.getId()}")
        setSite(None)
    return [path for kind, path in sorted(found.items()) if kind not in NO_FORM | PLONES_OWN]


@pytest.fixture
def office_pages(served, offered) -> list[str]:
    """Those of our views that are pages, and not for citizens."""
    token = base64.b64encode(":".join(EDITOR).encode()).decode()
    return [
        path
        for path in offered
        if answer(served["port"], path, Authorization=f"Basic {token}") == (200, True)
        and answer(served["port"], path)[0] != 200
    ]


@pytest.fixture
def busy(playground) -> Iterator[list[str]]:
    """Pages of Durbuy that show something: what is thrown away, written, waiting, changed."""
    with inside() as site:
        folder = site["plaines"]
        thrown = api.content.create(folder, "Document", "heyd", title="Plaine de Heyd")
        with api.env.adopt_user("victor"):
            api.content.delete(thrown)
        waiting = api.content.create(folder, "Document", "tohogne", title="Plaine de Tohogne")
        api.content.transition(waiting, "submit")
        for hour in ("19 h", "20 h"):
            folder["barvaux"].text = written(hour)
            notify(ObjectModifiedEvent(folder["barvaux"]))
    yield [
        "/@@trash",
        "/@@dashboard",
        f"{playground}/bomal/@@publish",
        f"{playground}/barvaux/@@publish",
        f"{playground}/tohogne/@@review",
        f"{playground}/barvaux/@@versions",
    ]
    with inside() as site:
        for key in [
            key for key, one in store.entries(site) if one.path.startswith("/durbuy/plaines")
        ]:
            store.erase(site, key)


def answer(port: int, path: str, **headers: str) -> tuple[int, bool]:
    """Return the status that a path of Namur answers with, and whether with a whole page."""
    link = HTTPConnection("localhost", port, timeout=60)
    link.request("GET", quote(path), headers={"Host": f"namur.localhost:{port}", **headers})
    given = link.getresponse()
    whole = b"<head" in given.read()
    link.close()
    return given.status, whole


def problems(page: Page) -> list[str]:
    """Return what axe finds wrong on the page that is open, a line an element."""
    return [f"{rule}: {html}" for rule, found in violations(page).items() for html in found]


def overflow(page: Page, width: int) -> list[str]:
    """Return what of the page is wider than a window of a width."""
    page.set_viewport_size({"width": width, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth") <= width:
        return []
    return [f"too wide at {width}: {one}" for one in page.evaluate(WIDE, width)]


def walk(page: Page, address, paths: list[str]) -> str:
    """Return what is wrong with each page, a line each."""
    found = []
    for path in paths:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address(path))
        # The editors of text are there when they have counted its words
        editors = page.locator("textarea.pat-tinymce").count()
        expect(page.locator(".tox-statusbar__wordcount:not(:empty)")).to_have_count(editors)
        expect(page.locator(".tox-statusbar__resize-handle[aria-valuenow]")).to_have_count(editors)
        wrong = [*problems(page), *tab_through(page), *overflow(page, 320)]
        found += [f"{path}: {one}" for one in wrong]
    return "\n".join(found)


def test_no_page_of_the_office_has_a_barrier(office_pages, office_tab, address):
    assert len(office_pages) > 30
    wrong = walk(office_tab(), address, office_pages)
    assert not wrong, wrong


def test_no_list_with_rows_has_a_barrier(busy, office_tab, address):
    page = office_tab()
    wrong = walk(page, lambda path: address(path, "durbuy"), busy)
    assert not wrong, wrong
    page.goto(address(busy[0], "durbuy"))
    expect(page.locator(".office-row, .office-table tbody tr").first).to_be_visible()


def test_no_form_that_adds_has_a_barrier(forms, office_tab, address):
    assert len(forms) > 10
    wrong = walk(office_tab(), address, forms)
    assert not wrong, wrong


PLANTED = """
<a href="#one">One</a>
<button type="button" style="outline: none">Two</button>
<label><input name="three" type="radio"> A</label>
<label><input name="three" type="radio"> B</label>
<button type="button" tabindex="-1">Reached by arrows</button>
<input aria-label="Four" onkeydown="event.preventDefault()">
<a href="#five">Five</a>
"""


def test_the_walk_by_keyboard_sees_planted_faults(tab):
    page = tab()
    page.set_content(PLANTED)
    missed, unseen = tab_through(page)
    assert missed == 'not reached by Tab: <a href="#five">Five</a>'
    assert unseen.startswith("focus not seen: <button") and "Two" in unseen
    page.set_content(PLANTED.replace("onkeydown", "data-key").replace("outline", "margin"))
    assert tab_through(page) == []
