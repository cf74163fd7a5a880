"""How pages are read: the webmaster, an editor of a part, and who may not."""

from .barriers import violations
from communesplone.statistics import counting
from communesplone.statistics.store import Store
from communesplone.statistics.store import store_of
from datetime import date
from datetime import timedelta
from playwright.sync_api import expect
from plone import api
from plone.testing.zope import zopeApp
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import setSite
import json
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")
#: Edits what is below /agenda.
AGENDA_EDITOR = ("redaction-agenda", "correct horse battery")
#: Reads what the others submit, anywhere.
REVIEWER = ("relecture-chiffres", "correct horse battery")
READ = {"/": 9, "/agenda": 4, "/commune/contact": 2, "/services": 1, "/@@search": 3}


@pytest.fixture
def counted(served, tmp_path, monkeypatch):
    """Namur with 60 days of visits in its log, read by the job; and an editor of its agenda."""
    (tmp_path / "log").mkdir()
    log = tmp_path / "log" / "access.log"
    monkeypatch.setenv("COMMUNES_VAR", str(tmp_path))
    monkeypatch.setenv("COMMUNES_VISITS_LOG", str(log))
    with log.open("w") as file:
        for ago in range(60, 0, -1):
            day = date.today() - timedelta(days=ago)
            for path, times in READ.items():
                for _ in range(times * (1 + ago % 4)):
                    file.write(line(path, day))
    with zopeApp() as app:
        site = app["namur"]
        setSite(site)
        IAnnotations(site)["communesplone.statistics"] = Store()
        with api.env.adopt_roles(["Manager"]):
            if api.user.get(username=AGENDA_EDITOR[0]) is None:
                api.user.create("agenda@namur.example", *AGENDA_EDITOR)
            user = api.user.get(username=AGENDA_EDITOR[0]).getId()
            site["agenda"].manage_setLocalRoles(user, ["Editor"])
            site["agenda"].reindexObjectSecurity()
            if api.user.get(username=REVIEWER[0]) is None:
                api.user.create("relecture@namur.example", *REVIEWER)
                api.group.add_user(groupname="Reviewers", username=REVIEWER[0])
            counting.count(site)
        transaction.commit()
        assert store_of(site).until is not None
        setSite(None)


def line(path: str, day: date) -> str:
    """A line as a client writes it."""
    told = {"time": f"{day}T10:00:00.000+00:00", "logger": "access", "host": "namur.localhost"}
    return (
        json.dumps({**told, "method": "GET", "path": path, "status": 200, "visitor": "person"})
        + "\n"
    )


def test_a_webmaster_sees_what_is_read_and_what_is_not(counted, office_tab, address, picture):
    page = office_tab()
    page.goto(address("/@@statistics"))
    expect(page.locator("h1")).to_have_text("Statistiques")
    expect(page.locator(".office-lead")).to_contain_text("pages lues")
    expect(page.locator(".office-places [aria-current]")).to_have_text("Statistiques")
    curve = page.get_by_role("img", name="Pages lues")
    expect(curve).to_be_visible()
    picture(page, "statistiques")
    page.get_by_role("link", name="Année").click()
    expect(page.locator(".office-switch [aria-current]")).to_have_text("Année")
    most = page.locator("section", has=page.locator("#statistics-most"))
    expect(most.locator(".office-row").first).to_contain_text("Accueil")
    least = page.locator("section", has=page.locator("#statistics-least"))
    expect(least.get_by_role("link", name="Relire la page").first).to_be_visible()
    most.get_by_role("link", name="Agenda").first.click()
    expect(page.locator("h1")).to_contain_text("Agenda")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_has_no_barrier(counted, office_tab, address, width):
    page = office_tab(width=width)
    page.goto(address("/@@statistics"))
    page.locator("summary").click()
    # The bar stays on top while the page scrolls under it: no target is behind it then
    page.evaluate("scrollTo(0, 0)")
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_all_of_it_works_by_keyboard(counted, office_tab, address):
    page = office_tab()
    page.goto(address("/@@statistics"))
    for name, role in (("Semaine", "link"), ("Les chiffres en tableau", None)):
        target = page.get_by_role("link", name=name) if role else page.locator("summary")
        for _ in range(80):
            page.keyboard.press("Tab")
            if target.evaluate("(one) => one === document.activeElement"):
                break
        page.keyboard.press("Enter")
        if role:
            expect(page.locator(".office-switch [aria-current]")).to_have_text(name)
    expect(page.locator("details table")).to_be_visible()


def test_an_editor_of_the_agenda_reads_of_the_agenda_alone(counted, office_tab, address):
    page = office_tab(AGENDA_EDITOR)
    page.goto(address("/agenda/@@statistics"))
    expect(page.locator("h1")).to_contain_text("Agenda")
    expect(page.locator(".office-work")).not_to_contain_text("Contact")
    for path in ("/@@statistics", "/services/@@statistics"):
        page.goto(address(path))
        expect(page.get_by_text("pages lues")).to_have_count(0)


def test_a_reviewer_reads_of_the_whole_site(counted, office_tab, address):
    page = office_tab(REVIEWER)
    page.goto(address("/@@statistics"))
    expect(page.locator(".office-lead")).to_contain_text("pages lues")


def test_the_file_comes_down(counted, office_tab, address):
    page = office_tab()
    page.goto(address("/@@statistics"))
    with page.expect_download() as coming:
        page.get_by_role("link", name="tableur").click()
    assert coming.value.suggested_filename.startswith("statistiques-month-")
