"""A webmaster brings an old WordPress in, by keyboard too; an editor of a section may not."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from axe_playwright_python.sync_playwright import Axe
from communesplone.core import jobs
from communesplone.core.changes import touch
from contextlib import contextmanager
from pathlib import Path
from playwright.sync_api import expect
from plone import api
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import base64
import pytest


pytestmark = pytest.mark.needs("chromium")
SAMPLE = (
    Path(__file__).parents[2] / "src/communesplone.ingest/tests/samples/wordpress.zip"
).resolve()
HOST = "durbuy"


@contextmanager
def inside():
    with zopeApp() as app:
        site = app[HOST]
        setSite(site)
        newSecurityManager(None, system.__of__(app.acl_users))
        try:
            yield site
        finally:
            setSite(None)


def work() -> None:
    """Do the jobs that wait, as the worker does."""
    for _round in range(20):
        with inside() as site:
            if not jobs.run_due(site):
                return
            touch(site)


@pytest.fixture
def open_tab(tab):
    """`open_tab(user, password, width)`: a page of somebody who is logged in."""

    def opening(user, password, width=1280):
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        return tab(width, extra_http_headers={"Authorization": f"Basic {token}"})

    return opening


@pytest.fixture
def webmaster(open_tab):
    from .conftest import EDITOR

    return lambda width=1280: open_tab(*EDITOR, width)


@pytest.fixture
def section_editor(served):
    """Somebody who edits one folder of the commune."""
    with inside() as site:
        if api.user.get("section") is None:
            api.user.create("section@example.org", "section", "correct horse battery")
            folder = site["commune"]
            folder.manage_setLocalRoles("section", ["Editor", "Contributor"])
            folder.reindexObjectSecurity()
    return "section", "correct horse battery"


def assert_axe(page) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def test_a_webmaster_brings_a_wordpress_in_and_follows_an_old_address(
    webmaster, tab, address, picture
):
    page = webmaster()
    page.goto(address("/@@ingest", HOST))
    assert_axe(page)
    # By keyboard: from the choice of the source to the button, without the mouse.
    page.locator("#source-wordpress").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#source-plone")).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.locator("#ingest-file").set_input_files(SAMPLE)
    page.get_by_role("button", name="Lire l’ancien site").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("wordpress.zip")
    assert_axe(page)
    work()
    # The page finds by itself that the reading has ended.
    write = page.get_by_role("button", name="Faire entrer")
    expect(write).to_be_visible(timeout=20_000)
    expect(page.locator("main")).to_contain_text("Numéro national dans un texte")
    assert_axe(page)
    picture(page, "reprise-resume")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert_axe(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label("Ce qui était public reste public").check()
    write.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-ingest-state=writing]")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="Code ou bloc d’une extension")).to_be_visible(
        timeout=20_000
    )
    assert_axe(page)
    picture(page, "reprise-rapport")
    page.get_by_role("link", name="Nous écrire").first.click()
    expect(page.locator("h1").first).to_contain_text("Nous écrire")
    citizen = tab()
    citizen.goto(address("/2019/05/travaux-rue-du-moulin", HOST))
    expect(citizen.locator("h1")).to_have_text("Travaux rue du Moulin")
    citizen.goto(address("/vivre-ici/dechets", HOST))
    expect(citizen.locator("caption")).to_have_text("Collectes par quartier")
    expect(citizen.locator("summary")).to_have_count(2)


def test_what_came_is_taken_out_after_a_question(webmaster, tab, address):
    page = webmaster()
    page.goto(address("/@@ingest", HOST))
    page.get_by_role("link", name="wordpress.zip").click()
    page.get_by_role("link", name="Retirer tout ce qui est venu").click()
    expect(page.get_by_role("link", name="Garder")).to_be_visible()
    assert_axe(page)
    page.get_by_role("button", name="Tout retirer").click()
    work()
    expect(page.locator("main")).to_contain_text("a été retiré", timeout=20_000)
    citizen = tab()
    answer = citizen.goto(address("/2019/05/travaux-rue-du-moulin", HOST))
    assert answer.status == 404


@pytest.mark.parametrize("path", ["/@@ingest", "/@@ingest-run?run=x", "/@@ingest-report?run=x"])
def test_an_editor_of_a_section_is_refused(open_tab, section_editor, address, path):
    page = open_tab(*section_editor)
    page.goto(address(path, HOST))
    expect(page.locator("#ingest-file")).to_have_count(0)
    expect(page.get_by_role("button", name="Lire l’ancien site")).to_have_count(0)
