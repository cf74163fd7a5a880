"""The day of those who publish: a webmaster, a reviewer, an editor of one part of the site."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from axe_playwright_python.sync_playwright import Axe
from communesplone.core import memory
from datetime import date
from datetime import timedelta
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import base64
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

#: Milliseconds that a page may take to come on a busy machine.
PATIENCE = 90_000
PASSWORD = "correct horse battery"
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TEXT = "<p>La plaine est ouverte de 9 h à {hour}.</p><p>Les enfants viennent avec un adulte.</p>"
#: Account, its group, and whether it keeps the folder of the playground.
PEOPLE = (("victor", "Webmasters", False), ("rita", "Reviewers", False), ("enzo", "", True))


def written(hour: str) -> RichTextValue:
    return RichTextValue(TEXT.format(hour=hour), "text/html", "text/x-html-safe")


@pytest.fixture
def playground(served):
    """A folder with a published page and a draft, and three people."""
    with zopeApp() as app:
        newSecurityManager(None, system.__of__(app.acl_users))
        site = app["durbuy"]
        setSite(site)
        memory.forget()
        folder = api.content.create(site, "Folder", "plaines", title="Plaines de jeux")
        page = api.content.create(folder, "Document", "barvaux", title="Plaine de Barvaux")
        page.text = written("18 h")
        api.content.create(
            folder, "Document", "bomal", title="Plaine de Bomal", text=written("17 h")
        )
        for item in (folder, page):
            api.content.transition(item, "publish")
        for name, group, keeps in PEOPLE:
            api.user.create(email="a@example.org", username=name, password=PASSWORD)
            if group:
                api.group.add_user(groupname=group, username=name)
            if keeps:
                roles = ["Contributor", "Editor"]
                api.user.grant_roles(username=name, roles=roles, obj=folder)
                folder.reindexObjectSecurity()
        transaction.commit()
        noSecurityManager()
        setSite(None)
    yield "/plaines"
    with zopeApp() as app:
        newSecurityManager(None, system.__of__(app.acl_users))
        setSite(app["durbuy"])
        api.content.delete(app["durbuy"]["plaines"], check_linkintegrity=False)
        for name, _group, _keeps in PEOPLE:
            api.user.delete(username=name)
        transaction.commit()
        noSecurityManager()
        setSite(None)


@pytest.fixture
def desk(tab, playground):
    """`desk("rita")`: the browser of somebody who is logged in."""

    def open_desk(name: str, width: int = 1280) -> Page:
        token = base64.b64encode(f"{name}:{PASSWORD}".encode()).decode()
        page = tab(width, extra_http_headers={"Authorization": f"Basic {token}"})
        page.set_default_timeout(PATIENCE)
        return page

    return open_desk


@pytest.fixture
def at(address, playground):
    """`at("/barvaux")`: the address of a page of the playground."""
    return lambda path: address(f"{playground}{path}", "durbuy")


def barriers(page: Page) -> dict[str, list[str]]:
    found = Axe().run(page, options=OPTIONS).response
    return {
        one["id"]: [node["html"][:160] for node in one["nodes"]] for one in found["violations"]
    }


def test_a_webmaster_chooses_an_hour_by_keyboard_and_the_button_says_it(desk, tab, at):
    page = desk("victor")
    page.goto(at("/bomal/@@publish"))
    assert barriers(page) == {}
    page.get_by_role("radio", name="Maintenant").focus()
    page.keyboard.press("ArrowDown")
    day = date.today() + timedelta(days=3)
    page.get_by_label("Jour", exact=True).fill(day.isoformat())
    button = page.get_by_role("button", name="Programmer pour")
    expect(button).to_contain_text("8 h")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("En ligne", exact=False).first).to_be_visible()
    assert tab().goto(at("/bomal")).status == 404


def test_a_remark_goes_from_the_reviewer_to_its_words_at_the_author(desk, at):
    author, reviewer = desk("enzo"), desk("rita")
    author.goto(at("/bomal/@@publish"))
    expect(author.get_by_role("radio", name="Maintenant")).to_have_count(0)
    author.get_by_label("Un mot pour l’historique").fill("Vu avec le service")
    author.get_by_role("button", name="Donner à relire").click()
    expect(author.get_by_role("status")).to_contain_text("attend sa relecture")

    reviewer.goto(at("/bomal/@@review"))
    assert barriers(reviewer) == {}
    expect(reviewer.get_by_text("Vu avec le service")).to_be_visible()
    line = reviewer.locator("p[data-paragraph]", has_text="Les enfants viennent")
    line.evaluate(
        """(line) => {
          const words = line.querySelector("ins").lastChild;
          const start = words.data.indexOf("un adulte");
          document.getSelection().setBaseAndExtent(words, start, words, start + 9);
          line.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }"""
    )
    reviewer.get_by_label("Votre remarque sur « un adulte »").fill("De plus de 16 ans ?")
    reviewer.get_by_role("button", name="Garder cette remarque").locator("visible=true").click()
    expect(reviewer.locator("mark")).to_have_text("un adulte")
    reviewer.get_by_role("button", name="Renvoyer avec 1 remarque").click()

    author.goto(at("/bomal/@@publish"))
    expect(author.get_by_text("De plus de 16 ans ?")).to_be_visible()
    expect(author.locator("mark")).to_have_text("un adulte")
    assert barriers(author) == {}
    author.get_by_role("button", name="C’est fait").click()
    expect(author.locator(".publish-remark.done")).to_have_count(1)


def test_a_link_to_a_draft_counts_its_opening_and_is_cut(desk, tab, at):
    page = desk("victor")
    page.goto(at("/bomal/@@publish"))
    page.get_by_role("button", name="Créer un lien").click()
    link = page.get_by_label("Adresse de l’aperçu").input_value()
    guest = tab(390)
    with guest.expect_response("**/ouvert"):
        guest.goto(link)
    expect(guest.locator("h1")).to_have_text("Plaine de Bomal")
    expect(guest.locator("#edit-zone")).to_have_count(0)
    assert guest.evaluate("document.documentElement.scrollWidth") <= 390
    assert barriers(guest) == {}
    page.reload()
    expect(page.locator("#preview")).to_contain_text("Ouvert 1 fois")
    with page.expect_navigation():
        page.get_by_role("button", name="Couper ce lien").click()
    assert guest.goto(link).status == 404


def test_another_text_replaces_the_page_online_and_the_former_comes_back(desk, tab, at):
    page, citizen = desk("victor"), tab()
    page.goto(at("/barvaux/@@publish"))
    page.get_by_role("button", name="Préparer un autre texte").click()
    page.wait_for_url("**/copy_of_barvaux")
    page.goto(at("/copy_of_barvaux/edit"))
    page.locator("#form-widgets-IDublinCore-title").fill("Plaine de Barvaux, été")
    with page.expect_navigation():
        page.locator("#form-buttons-save").click()
    page.goto(at("/copy_of_barvaux/@@publish"))
    expect(page.locator("ins")).to_contain_text("été")
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux")
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("status")).to_contain_text("nouveau texte est en ligne")
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux, été")
    page.goto(at("/barvaux/@@versions"))
    assert barriers(page) == {}
    page.get_by_role("button", name="Revenir à ce texte").click()
    expect(page.get_by_role("button", name="Annuler")).to_be_visible()
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux")


@pytest.mark.parametrize("width", [390, 1280])
def test_what_an_editor_throws_away_they_take_back(desk, tab, address, at, width):
    page = desk("enzo", width)
    page.goto(at("/bomal/delete_confirmation"))
    assert barriers(page) == {}
    with page.expect_navigation():
        page.get_by_role("button", name="Mettre à la corbeille").click()
    page.goto(address("/@@trash", "durbuy"))
    assert barriers(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("button", name="Effacer")).to_have_count(0)
    row = page.locator(".office-row", has_text="Plaine de Bomal").first
    with page.expect_navigation():
        row.get_by_role("button", name="Récupérer").click()
    assert page.goto(at("/bomal")).status == 200


def test_many_pages_are_summed_up_before_anything_changes(desk, tab, address, at):
    page = desk("victor")
    page.goto(address("/@@contents?SearchableText=Plaine", "durbuy"))
    for name in ("Plaine de Barvaux", "Plaine de Bomal"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("button", name="Agir sur les pages cochées…").click()
    page.get_by_label("Publier", exact=True).check()
    assert barriers(page) == {}
    page.get_by_role("button", name="Voir ce qui va se passer…").click()
    expect(page.get_by_text("déjà en ligne").first).to_be_visible()
    assert barriers(page) == {}
    with page.expect_navigation():
        page.get_by_role("button", name="Les publier").click()
    assert tab().goto(at("/bomal")).status == 200
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status")).to_contain_text("Annulé")
    assert tab().goto(at("/bomal")).status in (302, 401, 200)
