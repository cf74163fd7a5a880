"""Rights in a browser: as webmaster, as editor of one section, as reviewer; by keyboard; axe."""

from .test_alerts import wrong
from communesplone.accounts import totp
from communesplone.accounts.changing import save
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from datetime import date
from datetime import timedelta
from playwright.sync_api import expect
from plone import api
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import pytest
import re
import transaction


pytestmark = pytest.mark.needs("chromium")

HOST = "durbuy"
PASSWORD = "marronnier velours tabouret girafe"
PEOPLE = {"marie": "Marie Webmestre", "jean": "Jean Biblio", "lucie": "Lucie Relecture"}


@pytest.fixture
def commune(served):
    """Durbuy with a webmaster, an editor of the news only, and a reviewer."""
    with zopeApp() as app:
        site = app[HOST]
        setSite(site)
        with api.env.adopt_roles(["Manager"]):
            for user_id, name in PEOPLE.items():
                if api.user.get(username=user_id) is None:
                    api.user.create(
                        email=f"{user_id}@commune.example",
                        username=user_id,
                        password=PASSWORD,
                        properties={"fullname": name},
                    )
            api.group.add_user(groupname="Webmasters", username="marie")
            api.group.add_user(groupname="Reviewers", username="lucie")
            news = api.content.find(portal_type="Folder", sort_on="path")[0]
            if api.group.get("team-bibliotheque") is None:
                save(site, "", "Bibliothèque", "write", (news.UID,), ("jean",))
            title = news.Title
        transaction.commit()
        setSite(None)
    return title


@pytest.fixture
def person(tab, address, commune):
    """`person("marie", width=390)`: a tab in which somebody logged in by the form."""

    def enter(who, width=1280, password=PASSWORD):
        page = tab(width)
        page.goto(address("/login", HOST))
        page.fill("#__ac_name", who)
        page.fill("#__ac_password", password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login" not in url)
        return page

    return enter


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_rights_has_a_barrier(person, address, width, picture):
    page, found = person("marie", width), {}
    for path in (
        "/@@teams",
        "/@@teams?tab=people",
        "/@@teams?tab=pages",
        "/@@teams?tab=journal",
        "/@@team",
        "/@@team?team=team-bibliotheque",
        "/@@leaver?person=jean",
        "/@@my-account",
        "/commune/@@rights?person=jean&do=publish",
        "/commune/@@see-as",
        "/insufficient-privileges",
    ):
        page.goto(address(path, HOST))
        if lost := wrong(page):
            found[path] = lost
        if width == 1280 and path == "/@@my-account":
            picture(page, "mon-compte")
    assert not found


def test_the_ways_in_have_no_barrier(tab, address, commune):
    page = tab(390)
    for path in ("/login", "/@@login-help", "/@@join?t=x", "/@@second-factor"):
        page.goto(address(path, HOST))
        assert not wrong(page), path


def test_a_webmaster_makes_a_team_by_keyboard_and_takes_it_back(person, address):
    page = person("marie")
    page.goto(address("/@@team", HOST))
    page.locator("#team-title").focus()
    page.keyboard.type("Sports")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#right-publish")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("#person-lucie").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Enregistrer l’équipe").focus()
    page.keyboard.press("Enter")
    said = page.get_by_role("status").filter(has_text="a créé l’équipe « Sports »")
    expect(said).to_be_visible()
    row = page.locator("tr", has_text="Sports")
    expect(row).to_contain_text("oui")
    expect(row).to_contain_text("seule")
    page.get_by_role("button", name="Annuler").focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr", has_text="Sports")).to_have_count(0)


def test_a_webmaster_notes_a_last_day_by_keyboard_and_takes_it_back(person, address):
    page = person("marie")
    page.goto(address("/@@leaver?person=jean", HOST))
    page.locator("#heir").focus()
    page.select_option("#heir", label="Lucie Relecture")
    last = date.today() + timedelta(days=40)
    # In which order its parts are typed is the browser's own
    page.fill("#day", last.isoformat())
    page.get_by_role("button", name="Noter ce dernier jour").focus()
    page.keyboard.press("Enter")
    row = page.locator(".office-row", has_text="Jean Biblio")
    expect(row).to_contain_text("dernier jour")
    expect(row).to_contain_text("Lucie Relecture")
    assert not wrong(page)
    row.get_by_role("link", name=re.compile("Changer")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Cette personne reste").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".office-row", has_text="Jean Biblio")).to_have_count(0)


def test_an_editor_of_one_section_and_a_reviewer_give_no_right(person, address, commune):
    for who in ("jean", "lucie"):
        page = person(who)
        for path in ("/@@leaver?person=jean", "/commune/@@rights", "/commune/@@sharing"):
            page.goto(address(path, HOST))
            assert "Marie Webmestre" not in page.content(), (who, path)
            expect(page.locator("form[action*=sharing]")).to_have_count(0)


def test_the_form_of_operators_has_no_barrier_and_takes_the_keyboard(tab, address):
    page = tab(390)
    page.goto(address("/@@operator-login", "zope"))
    assert not wrong(page)
    page.locator("#login").focus()
    page.keyboard.type("admin")
    page.keyboard.press("Tab")
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#login")).to_have_value("admin")


def test_the_question_is_answered_with_reason_and_mend(person, address, commune, picture):
    page = person("marie")
    page.goto(address("/@@teams", HOST))
    page.select_option("#asked-person", label="Lucie Relecture")
    page.select_option("#asked-do", "modify")
    page.fill("#asked-page", commune)
    page.get_by_role("button", name="Demander").click()
    answer = page.locator(".accounts-answer")
    expect(answer).to_contain_text("Non.")
    expect(answer).to_contain_text("Bibliothèque")
    picture(page, "equipes")
    answer.get_by_role("link", name=re.compile("Ajouter à l’équipe")).click()
    expect(page.locator("#person-lucie")).to_be_checked()
    expect(page.locator("#person-jean")).to_be_checked()


def test_other_eyes_show_the_page_and_send_nothing(person, address):
    page = person("marie")
    page.goto(address("/commune/@@see-as", HOST))
    page.get_by_role("button", name="Regarder").click()
    band = page.locator("#other-eyes")
    expect(band).to_contain_text("un citoyen")
    expect(band).to_be_in_viewport()
    expect(page.locator("#edit-zone")).to_have_count(0)
    assert page.locator("form[action]").count() == 0
    page.mouse.wheel(0, 2000)
    expect(band).to_be_in_viewport()
    band.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Voir avec d’autres yeux")


def test_an_editor_of_one_section_and_a_reviewer_find_no_page_of_teams(person, address):
    for who in ("jean", "lucie"):
        page = person(who, 390)
        page.goto(address("/@@teams", HOST))
        assert "Marie Webmestre" not in page.content()
        page.goto(address("/@@my-account", HOST))
        expect(page.locator("h1")).to_have_text("Mon compte")
        assert not wrong(page)


def test_the_double_check_is_set_up_and_then_asked_for(person, tab, address):
    page = person("lucie", 390)
    page.goto(address("/@@my-account", HOST))
    expect(page.locator(".accounts-qr svg")).to_be_visible()
    secret = page.locator(".accounts-steps code").inner_text().replace(" ", "")
    step = int(utc_now().timestamp()) // totp.STEP
    page.fill("#new-code", totp.code_at(secret, step))
    page.get_by_role("button", name="Mettre en place").click()
    expect(page.locator(".accounts-codes li")).to_have_count(totp.RECOVERY_CODES)
    code = page.locator(".accounts-codes li").first.inner_text()
    other = person("lucie", 390)
    expect(other.locator("h1")).to_have_text("Double vérification")
    assert not wrong(other)
    other.fill("#code", code)
    other.keyboard.press("Enter")
    other.wait_for_url(lambda url: "second-factor" not in url)
    other.goto(address("/@@my-account", HOST))
    expect(other.locator("h1")).to_have_text("Mon compte")
    with zopeApp() as app:
        del store(app[HOST]).factors["lucie"]
        transaction.commit()
