"""Quality as a webmaster, a reviewer and an editor of one part meet it: axe, keyboard."""

from .barriers import problems
from communesplone.core.interfaces import IJob
from communesplone.editing.quality.engine import look
from playwright.sync_api import expect
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.locking.interfaces import ILockable
from plone.testing.zope import zopeApp
from zope.component import getUtility
from zope.component.hooks import setSite
import base64
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

PASSWORD = "correct horse battery"
BAGS = (
    "Chaque ménage reçoit vingt sacs gratuits par an, à retirer à la maison communale du lundi au "
    "vendredi de neuf heures à midi, sur présentation de la carte d’identité et du dernier "
    "avertissement."
)
TEXT = (
    '<p><img src="bulles.jpg"></p><h2>Où acheter des sacs</h2><p>Pour la liste, '
    '<a href="https://www.example.be/sacs/magasins">cliquez ici</a>. Un ménage '
    '<span style="color: #8a9a2b">reçoit vingt sacs gratuits</span> chaque année.</p>'
)


@pytest.fixture
def faulty(served):
    """A page to review with planted faults in Durbuy, looked at by the worker: its path.

    Three people: "relecture" reviews, "equipe" edits this folder only, the webmaster all.
    """
    from communesplone.core import jobs

    with zopeApp() as app:
        site = app["durbuy"]
        setSite(site)
        with api.env.adopt_roles(["Manager"]):
            if "sacs" not in site:
                folder = api.content.create(site, "Folder", "sacs", title="Déchets")
                _people(site, folder)
            folder = site["sacs"]
            if "pmc" in folder:
                # A form that the test before left open
                ILockable(folder["pmc"]).clear_locks()
                api.content.delete(folder["pmc"], check_linkintegrity=False)
            text = RichTextValue(TEXT, "text/html", "text/x-html-safe")
            page = api.content.create(
                folder, "News Item", "pmc", title="Sacs PMC et poubelles à puce", text=text
            )
            api.content.transition(page, "submit")
            _twins(folder)
        transaction.commit()
        # The reviewers' mail needs a server, which is another test's business
        for job in jobs.pending(site):
            if job.name.startswith("communesplone.editing.quality"):
                getUtility(IJob, job.name)(site, *job.args)
        transaction.commit()
        setSite(None)
    return "/sacs/pmc"


def _twins(folder):
    """Two pages that differ by a number; the one of them is online."""
    for name, title, words in (
        ("sacs", "Sacs gratuits", BAGS),
        ("accueil", "Bienvenue aux nouveaux habitants", BAGS.replace("vingt", "trente")),
    ):
        if name in folder:
            api.content.delete(folder[name], check_linkintegrity=False)
        text = RichTextValue(f"<p>{words}</p><p>Bonne lecture.</p>", "text/html", "text/html")
        page = api.content.create(folder, "News Item", name, title=title, text=text)
        if name == "sacs":
            api.content.transition(page, "publish")


def _people(site, folder):
    for name in ("relecture", "equipe"):
        api.user.create(username=name, email=f"{name}@example.be", password=PASSWORD)
    api.group.add_user(groupname="Reviewers", username="relecture")
    api.user.grant_roles(username="equipe", roles=["Editor", "Contributor"], obj=folder)
    folder.reindexObjectSecurity()


@pytest.fixture
def numbered(faulty):
    """A draft with eleven digits that keep the sum: its path."""
    with zopeApp() as app:
        site = app["durbuy"]
        setSite(site)
        with api.env.adopt_roles(["Manager"]):
            folder = site["sacs"]
            if "dossier" in folder:
                api.content.delete(folder["dossier"], check_linkintegrity=False)
            text = RichTextValue("<p>Dossier 85.07.30-033.28.</p>", "text/html", "text/html")
            api.content.create(folder, "News Item", "dossier", title="Dossier en cours", text=text)
        transaction.commit()
        setSite(None)
    return "/sacs/dossier"


@pytest.fixture
def as_person(tab):
    """`as_person("equipe", width=390)`: a page of theirs."""

    def open_tab(name="", width=1280):
        from .conftest import EDITOR

        known = (name, PASSWORD) if name else EDITOR
        token = base64.b64encode(":".join(known).encode()).decode()
        return tab(width, extra_http_headers={"Authorization": f"Basic {token}"})

    return open_tab


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_quality_have_no_barrier(as_person, address, faulty, width):
    page = as_person(width=width)
    for path in (
        f"{faulty}/@@quality",
        "/sacs/accueil/@@quality",
        "/@@quality-board",
        "/@@quality-board?kind=contrast",
    ):
        page.goto(address(path, "durbuy"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert not problems(page), path


def test_a_webmaster_sees_what_two_pages_say_differently_and_keeps_one(
    as_person, address, faulty, picture
):
    page = as_person("equipe")
    page.goto(address("/@@quality-board?kind=twins", "durbuy"))
    expect(page.locator(".office-row", has_text="Bienvenue aux")).to_contain_text("Déchets")
    page.get_by_role("link", name="Bienvenue aux nouveaux habitants").click()
    page.wait_for_url("**/sacs/accueil/@@quality**")
    twin = page.locator(".quality-item", has_text="même paragraphe")
    expect(twin).to_contain_text("« vingt » là où cette page dit « trente »")
    picture(page, "qualite-double")
    there = twin.locator(".quality-place a").get_attribute("href")
    assert there.startswith(address("/sacs/sacs#:~:text=", "durbuy"))
    twin.get_by_role("button", name="Sacs gratuits").press("Enter")
    expect(page.locator(".office-message.ok").first).to_be_visible()
    expect(twin).to_have_count(0)
    page.goto(address("/sacs/accueil", "durbuy"))
    page.get_by_role("link", name="Sacs gratuits").last.click()
    expect(page).to_have_url(address("/sacs/sacs", "durbuy"))


def test_the_pictures_of_the_demonstration_have_their_words(served):
    with zopeApp() as app:
        for commune in ("namur", "st-vith"):
            setSite(app[commune])
            with api.env.adopt_roles(["Manager"]):
                for brain in api.content.find(portal_type="Image"):
                    found = [one.check for one in look(brain.getObject())[1]]
                    assert "alternatives" not in found, brain.getPath()
            setSite(None)


def test_a_webmaster_mends_one_by_one_by_keyboard_and_publishes(
    as_person, address, faulty, picture
):
    page = as_person()
    page.goto(address("/@@quality-board", "durbuy"))
    picture(page, "qualite")
    walk = page.locator("a[href$='quality-next?kind=alternatives']")
    walk.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sacs/pmc/@@quality**")
    picture(page, "qualite-page")
    expect(page.locator(".quality-item h2").first).to_contain_text("Que montre cette photo")
    field = page.get_by_label("What the picture shows").or_(
        page.get_by_label("Ce que montre l’image")
    )
    field.first.focus()
    page.keyboard.type("Trois bulles à verre, une bleue et deux jaunes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/@@quality-board**")
    page.goto(address(f"{faulty}/@@quality", "durbuy"))
    expect(page.locator(".quality-item.law")).to_have_count(0)
    undo = page.locator("button[value=undo]")
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".quality-item.law")).to_have_count(1)


def test_a_reviewer_is_told_what_the_law_asks_before_it_goes_online(as_person, address, faulty):
    page = as_person("relecture")
    page.goto(address(f"{faulty}/@@quality-panel", "durbuy"))
    token = page.locator("[data-quality]").get_attribute("data-token")
    publish = f"{faulty}/content_status_modify?workflow_action=publish&_authenticator={token}"
    page.goto(address(publish, "durbuy"))
    expect(page).to_have_url(address(f"{faulty}/@@quality", "durbuy"))
    expect(page.get_by_role("alert").first).to_contain_text("la loi demande")
    citizen = page.context.browser.new_page()
    citizen.goto(address(faulty, "durbuy"))
    expect(citizen.get_by_text("reçoit vingt sacs gratuits")).to_have_count(0)
    citizen.close()


def test_on_a_phone_the_panel_stands_under_the_text_and_fits(as_person, address, faulty):
    page = as_person("equipe", 390)
    page.goto(address(f"{faulty}/edit", "durbuy"))
    panel = page.locator(".quality-panel")
    expect(panel.locator(".quality-mends").first).to_be_visible(timeout=20_000)
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    for one in panel.locator("button:visible, a:visible").all():
        assert one.bounding_box()["height"] >= 24, one.inner_text()
    assert not problems(page, ".quality-panel")


def test_an_editor_of_one_part_mends_while_typing_there_and_nowhere_else(
    as_person, address, faulty, picture
):
    page = as_person("equipe")
    assert page.goto(address("/commune/contact/@@quality", "durbuy")).status != 200 or (
        page.locator(".quality-page").count() == 0
    )
    page.goto(address(f"{faulty}/edit", "durbuy"))
    expect(page.locator(".tox-tinymce").first).to_be_visible(timeout=20_000)
    panel = page.locator(".quality-panel")
    expect(panel.locator(".quality-found > li").first).to_be_visible()
    expect(panel.locator("[data-summary]")).to_contain_text("Un point à régler avant de publier")
    expect(panel.locator(".quality-mends").first).to_be_visible()
    assert not problems(page, ".quality-panel")
    bar = page.locator(".office-help").bounding_box()
    assert panel.bounding_box()["y"] >= bar["y"] + bar["height"] - 1
    picture(page, "qualite-formulaire")
    page.keyboard.press("Alt+n")
    field = panel.locator(".quality-found input").first
    expect(field).to_be_focused()
    page.keyboard.type("Trois bulles à verre")
    page.keyboard.press("Enter")
    expect(panel.locator(".quality-found > li.law")).to_have_count(0)
    expect(panel.locator(".quality-done")).to_be_visible()
    body = page.frame_locator(".tox-edit-area iframe").first.locator("img")
    expect(body).to_have_attribute("alt", "Trois bulles à verre")
    panel.locator(".quality-done button").press("Enter")
    expect(panel.locator(".quality-found > li.law")).to_have_count(1)


def test_a_number_that_is_typed_holds_publication_until_somebody_says_what_it_is(
    as_person, address, faulty
):
    page = as_person("equipe")
    page.goto(address(f"{faulty}/edit", "durbuy"))
    panel = page.locator(".quality-panel")
    expect(panel.locator(".quality-mends").first).to_be_visible(timeout=20_000)
    page.locator("#form-widgets-IDublinCore-description, [name$='description']").first.fill(
        "Dossier 85.07.30-033.28"
    )
    number = panel.locator(".quality-found > li", has_text="Un numéro national")
    expect(number).to_have_class("law")
    expect(number).to_contain_text("Retient la publication")
    assert not problems(page, ".quality-panel")
    number.get_by_role("button", name="Ce n’est pas un numéro national").press("Enter")
    expect(panel.locator(".quality-done")).to_contain_text("avec votre nom et le jour")
    expect(number).to_have_count(0)
    panel.locator(".quality-done button").press("Enter")
    expect(number).to_have_count(1)
    number.get_by_role("button", name="Ce n’est pas un numéro national").click()
    expect(number).to_have_count(0)
    page.locator("#form-buttons-save").click()
    page.wait_for_url(lambda url: "/edit" not in url)
    page.goto(address(f"{faulty}/@@quality", "durbuy"))
    expect(page.locator(".quality-item", has_text="Un numéro national")).to_have_count(0)


def test_a_webmaster_says_on_the_page_of_quality_that_it_is_no_national_number(
    as_person, address, numbered
):
    page = as_person()
    page.goto(address(f"{numbered}/@@quality", "durbuy"))
    number = page.locator(".quality-item.law", has_text="Un numéro national")
    expect(number).to_contain_text("Retient la publication")
    number.get_by_role("button", name="Ce n’est pas un numéro national").press("Enter")
    expect(page.get_by_text("avec votre nom et le jour").first).to_be_visible()
    word = page.locator(".quality-settled")
    expect(word).to_contain_text("« Ce n’est pas un numéro national », dit par")
    assert not problems(page)
    page.goto(address("/@@quality-board", "durbuy"))
    said = page.locator(".office-group", has_text="Admis sur la parole de quelqu’un")
    expect(said).to_contain_text("85…28")
    assert not problems(page)
    said.get_by_role("link", name="Dossier en cours").click()
    page.wait_for_url("**@@quality")
    word.get_by_role("button", name="Revenir là-dessus").press("Enter")
    expect(number).to_have_count(1)


def test_without_script_the_form_lists_what_is_saved(tab, address, faulty):
    from .conftest import EDITOR

    token = base64.b64encode(":".join(EDITOR).encode()).decode()
    page = tab(java_script_enabled=False, extra_http_headers={"Authorization": f"Basic {token}"})
    page.goto(address(f"{faulty}/edit", "durbuy"))
    expect(page.locator(".quality-found > li").first).to_contain_text("Que montre cette photo")
    expect(page.locator(".quality-panel a[href$='@@quality']")).to_be_visible()
