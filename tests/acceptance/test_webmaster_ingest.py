"""A webmaster brings an old WordPress in, by keyboard too; an editor of a section may not."""

from .barriers import violations
from .playground import inside
from communesplone.core import jobs
from communesplone.core.changes import touch
from io import BytesIO
from pathlib import Path
from playwright.sync_api import expect
from plone import api
from zipfile import ZipFile
import base64
import pytest


pytestmark = pytest.mark.needs("chromium")
SAMPLE = (
    Path(__file__).parents[2] / "src/communesplone.ingest/tests/samples/wordpress.zip"
).resolve()
HOST = "durbuy"


def work() -> None:
    """Do the jobs that wait, as the worker does."""
    for _round in range(20):
        with inside(HOST) as site:
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
    with inside(HOST) as site:
        if api.user.get("section") is None:
            api.user.create("section@example.org", "section", "correct horse battery")
            folder = site["commune"]
            folder.manage_setLocalRoles("section", ["Editor", "Contributor"])
            folder.reindexObjectSecurity()
    return "section", "correct horse battery"


@pytest.fixture
def reviewer(served):
    """Somebody of the group that reads what is submitted."""
    with inside(HOST):
        if api.user.get("relecture-reprise") is None:
            api.user.create("relecture@example.org", "relecture-reprise", "correct horse battery")
            api.group.add_user(groupname="Reviewers", username="relecture-reprise")
    return "relecture-reprise", "correct horse battery"


def test_a_webmaster_brings_a_wordpress_in_and_follows_an_old_address(
    webmaster, tab, address, picture
):
    page = webmaster()
    page.goto(address("/@@ingest", HOST))
    assert not violations(page)
    # By keyboard: from the choice of the source to the button, without the mouse.
    page.locator("#source-wordpress").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#source-plone")).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.locator("#ingest-file").set_input_files(SAMPLE)
    page.get_by_role("button", name="Lire l’ancien site").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("wordpress.zip")
    assert not violations(page)
    work()
    # The page finds by itself that the reading has ended.
    write = page.get_by_role("button", name="Faire entrer")
    expect(write).to_be_visible(timeout=20_000)
    expect(page.locator("main")).to_contain_text("Numéro national dans un texte")
    assert not violations(page)
    picture(page, "reprise-resume")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not violations(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label("Ce qui était public reste public").check()
    write.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-ingest-state=writing]")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="Code ou bloc d’une extension")).to_be_visible(
        timeout=20_000
    )
    assert not violations(page)
    # The dashboard tells of it until somebody says that it is dealt with.
    report = page.url
    row = page.locator(".office-row", has_text="wordpress.zip")
    page.goto(address("/@@dashboard", HOST))
    expect(row).to_contain_text("lignes de son rapport")
    row.get_by_role("link", name="Voir le rapport").click()
    expect(page).to_have_url(report)
    page.get_by_role("button", name="Tout est réglé").click()
    expect(page.get_by_role("button", name="Le montrer de nouveau")).to_be_visible()
    page.goto(address("/@@dashboard", HOST))
    expect(page.locator("h1")).to_be_visible()
    expect(row).to_have_count(0)
    page.goto(report)
    picture(page, "reprise-rapport")
    page.get_by_role("link", name="Nous écrire").first.click()
    expect(page.locator("h1").first).to_contain_text("Nous écrire")
    citizen = tab()
    citizen.goto(address("/2019/05/travaux-rue-du-moulin", HOST))
    expect(citizen.locator("h1")).to_have_text("Travaux rue du Moulin")
    citizen.goto(address("/vivre-ici/dechets", HOST))
    expect(citizen.locator("caption")).to_have_text("Collectes par quartier")
    expect(citizen.locator("summary")).to_have_count(2)
    citizen.goto(address("/questions-frequentes", HOST))
    expect(citizen.locator("summary")).to_have_count(5)


def test_a_plone_comes_in_and_its_second_reading_is_taken_back(webmaster, tab, address):
    page = webmaster(390)
    page.goto(address("/@@ingest", HOST))
    # An account is for a Plone over the web, and its password comes back in no page.
    page.get_by_label("Plone, par le web").check()
    page.get_by_label("Adresse", exact=True).fill("http://ancien.example")
    page.get_by_label("Nom d’utilisateur").fill("webmestre")
    page.get_by_label("Mot de passe ou jeton").fill("correct horse")
    page.get_by_role("button", name="Lire l’ancien site").click()
    expect(page.get_by_role("alert").first).to_contain_text("https")
    expect(page.get_by_label("Nom d’utilisateur")).to_have_value("webmestre")
    assert "correct horse" not in page.content()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not violations(page)
    for title in ("Salles", "Salles à louer"):
        bring_plone(page, address, title)
    citizen = tab()
    citizen.goto(address("/vie-communale/location-de-salles", HOST))
    expect(citizen.locator("h1")).to_have_text("Salles à louer")
    page.get_by_role("link", name="Retirer tout ce qui est venu").click()
    page.get_by_role("button", name="Tout retirer").click()
    work()
    expect(page.locator("main")).to_contain_text("redevenus ce qu’ils étaient (1)", timeout=20_000)
    citizen.goto(address("/vie-communale/location-de-salles", HOST))
    expect(citizen.locator("h1")).to_have_text("Salles")
    # And the first one, whose pages were not there before
    page.goto(address("/@@ingest", HOST))
    page.get_by_role("link", name="plone.zip").last.click()
    page.get_by_role("link", name="Retirer tout ce qui est venu").click()
    page.get_by_role("button", name="Tout retirer").click()
    work()
    expect(page.locator("main")).to_contain_text("a été retiré", timeout=20_000)
    assert citizen.goto(address("/vie-communale/location-de-salles", HOST)).status == 404


def bring_plone(page, address, title: str) -> None:
    """Bring the Plone of the samples in, one page of it under this title."""
    page.goto(address("/@@ingest", HOST))
    page.locator("#source-plone").check()
    file = {"name": "plone.zip", "mimeType": "application/zip", "buffer": plone(title)}
    page.locator("#ingest-file").set_input_files(file)
    page.get_by_role("button", name="Lire l’ancien site").click()
    expect(page.locator("h1")).to_have_text("plone.zip")
    work()
    page.get_by_label("Ce qui était public reste public").check(timeout=20_000)
    page.get_by_role("button", name="Faire entrer").click()
    expect(page.locator("[data-ingest-state=writing]")).to_be_visible()
    work()
    expect(page.get_by_role("link", name="Retirer tout ce qui est venu")).to_be_visible(
        timeout=20_000
    )


def plone(title: str) -> bytes:
    made = BytesIO()
    with ZipFile(SAMPLE.with_name("plone.zip")) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(
                b'"title": "Salles"', f'"title": "{title}"'.encode()
            )
            target.writestr(name, content)
    return made.getvalue()


def test_what_came_is_taken_out_after_a_question(webmaster, tab, address):
    page = webmaster()
    page.goto(address("/@@ingest", HOST))
    page.get_by_role("link", name="wordpress.zip").click()
    page.get_by_role("link", name="Retirer tout ce qui est venu").click()
    expect(page.get_by_role("link", name="Garder")).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="Tout retirer").click()
    work()
    expect(page.locator("main")).to_contain_text("a été retiré", timeout=20_000)
    citizen = tab()
    answer = citizen.goto(address("/2019/05/travaux-rue-du-moulin", HOST))
    assert answer.status == 404


@pytest.mark.parametrize("path", ["/@@ingest", "/@@ingest-run?run=x", "/@@ingest-report?run=x"])
@pytest.mark.parametrize("who", ["section_editor", "reviewer"])
def test_who_is_no_webmaster_is_refused(open_tab, request, address, who, path):
    page = open_tab(*request.getfixturevalue(who))
    page.goto(address(path, HOST))
    expect(page.locator("#ingest-file")).to_have_count(0)
    expect(page.get_by_role("button", name="Lire l’ancien site")).to_have_count(0)


def test_the_dashboard_of_a_reviewer_does_not_tell_of_imports(open_tab, reviewer, address):
    page = open_tab(*reviewer)
    page.goto(address("/@@dashboard", HOST))
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Anciens sites repris")
