"""Beside the page while it is written: its quality, its own text, links to headings, pictures."""

from .barriers import violations
from .test_webmaster_editing import spoken
from .test_webmaster_editing import STAGE
from communesplone.pages.writing import save
from importlib.resources import files
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.namedfile.file import NamedBlobImage
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

#: The one edits /dechets alone, the other reviews everything.
TEAM = ("equipe-dechets", "correct horse battery")
REVIEWER = ("relectrice", "correct horse battery")
FAULTY = (
    '<p>Les sacs se vendent à l’accueil. Pour la liste, <a href="/dechets">cliquez ici</a>.</p>'
    "<h5>Où acheter</h5><p>Dans onze magasins.</p>"
)


@pytest.fixture
def page(served, request):
    """The path of a page to review with two faults and a picture, in a folder of its own team."""
    with zopeApp() as app:
        site = app["durbuy"]
        setSite(site)
        with api.env.adopt_roles(["Manager"]):
            if "dechets" not in site:
                folder = api.content.create(site, "Folder", "dechets", title="Déchets")
                for name, password in (TEAM, REVIEWER):
                    api.user.create(f"{name}@example.be", name, password)
                roles = ["Contributor", "Editor"]
                api.user.grant_roles(username=TEAM[0], roles=roles, obj=folder)
                api.group.add_user(groupname="Reviewers", username=REVIEWER[0])
                folder.reindexObjectSecurity()
            folder = site["dechets"]
            if "sacs" in folder:
                api.content.delete(objects=[folder["sacs"], folder["pont"]])
            bridge = (files("communesplone.pages") / "demonstration" / "bridge.png").read_bytes()
            image = NamedBlobImage(bridge, filename="pont.png")
            picture = api.content.create(folder, "Image", "pont", title="Pont", image=image)
            made = api.content.create(folder, "Document", "sacs", title="Sacs PMC")
            shown = {"image": picture.UID(), "alt": "Un pont de pierre"}
            save(
                made,
                [
                    {"id": "s1", "type": "text", "heading": "Les sacs", "text": FAULTY},
                    {"id": "s2", "type": "gallery", "pictures": [shown]},
                ],
            )
            api.content.transition(made, "submit")
        # The catalog is told while the site is known
        transaction.commit()
        setSite(None)
    return "/dechets/sacs"


@pytest.fixture
def editor(office_tab, address, page):
    """`editor(TEAM, width=390)`: the editor of the page, opened by one of them."""

    def opened(person=TEAM, width=1280) -> Page:
        found = office_tab(person, width, locale="fr-BE")
        found.goto(address(f"{page}/@@sections", "durbuy"))
        expect(found.frame_locator(STAGE).locator("html.live")).to_have_count(1)
        expect(found.locator(".quality-found li button").first).to_be_attached()
        return found

    return opened


def stage(page: Page):
    return page.frame_locator(STAGE)


def number(page: Page, words: str) -> str:
    """The number of a problem in the panel."""
    return (
        page.locator(".quality-found li", has_text=words).locator(".quality-number").inner_text()
    )


@pytest.mark.parametrize("person", [TEAM, REVIEWER], ids=["editor", "reviewer"])
def test_a_problem_has_one_number_in_the_page_and_beside_it_and_is_mended_by_keyboard(
    editor, person, picture
):
    page = editor(person)
    tab = page.get_by_role("tab", name="Qualité")
    expect(tab).to_contain_text("(")
    link = number(page, "cliquez ici")
    expect(stage(page).locator(f"a + .stage-number[data-number='{link}']")).to_have_text(link)
    heading = number(page, "n’est pas au niveau qui suit")
    expect(stage(page).locator("#h-ou-acheter .stage-number")).to_have_text(heading)

    stage(page).locator("[data-section=s1]").focus()
    page.keyboard.press("Alt+n")
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(page.locator(".quality-found li").first.locator(":focus")).to_have_count(1)
    assert not violations(page)
    picture(page, "ecrire")

    mend = page.locator(".quality-found li", has_text="n’est pas au niveau qui suit")
    mend.get_by_role("button", name="Lui donner le niveau suivant").focus()
    page.keyboard.press("Enter")
    expect(stage(page).locator("h3#h-ou-acheter")).to_be_visible()
    expect(mend).to_have_count(0)
    expect(page.locator(".quality-found :focus")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(stage(page).locator("h5#h-ou-acheter")).to_be_visible()
    expect(mend).to_have_count(1)


def test_the_date_of_review_is_set_where_it_is_missed(editor):
    page = editor()
    page.keyboard.press("Alt+n")
    missed = page.locator(".quality-found li", has_text="date de révision")
    missed.locator(".quality-mend button").click()
    expect(missed).to_have_count(0)
    page.get_by_role("tab", name="Page").click()
    expect(page.locator("[name='_page.review_date']")).not_to_have_value("")


def test_the_text_above_the_sections_is_written_in_the_page(editor, office_tab, address):
    page = editor()
    page.get_by_role("button", name="Texte de la page").click()
    body = (
        page.locator("#sections-panel-page").frame_locator(".tox-edit-area iframe").locator("body")
    )
    expect(body).to_be_focused()
    page.keyboard.type("Sortez-les le mardi.")
    text = stage(page).locator("[data-section=_text]")
    expect(text).to_contain_text("Sortez-les le mardi.")
    assert not violations(page)
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    stage(page).locator(".stage-head h1").click()
    page.locator("[name='_page.title']").fill("Sacs bleus")
    expect(stage(page).locator("h1")).to_have_text("Sacs bleus")
    page.keyboard.press("Control+s")
    expect(spoken(page)).to_have_text("La page est enregistrée.")
    page.goto(address("/dechets/sacs", "durbuy"))
    expect(page.locator("h1")).to_contain_text("Sacs bleus")
    expect(page.locator("main")).to_contain_text("Sortez-les le mardi.")


def test_a_writer_links_to_a_heading_of_the_page_by_keyboard(editor, address):
    page = editor()
    stage(page).locator("[data-section=s1]").click()
    body = page.locator("#s1").frame_locator(".tox-edit-area iframe").locator("body")
    body.click()
    page.keyboard.press("Control+End")
    page.locator("#s1").get_by_role("button", name="Lien vers un titre…").focus()
    page.keyboard.press("Enter")
    picker = page.get_by_role("combobox", name="Lien vers quel titre de cette page")
    expect(picker).to_be_focused()
    page.keyboard.type("acheter")
    expect(page.get_by_role("option").first).to_contain_text("Où acheter")
    page.keyboard.press("Enter")
    link = stage(page).locator("[data-section=s1] a", has_text="Où acheter")
    expect(link).to_have_attribute("href", address("/dechets/sacs#h-ou-acheter", "durbuy"))
    assert "resolveuid/" in page.locator("[name='s1.text']").input_value()


def test_a_picture_of_the_page_is_framed_by_keyboard_and_by_pointer(editor, picture):
    page = editor()
    stage(page).locator("[data-section=s2]").click()
    page.locator("#s2").get_by_role("button", name="Cadrer l’image…").click()
    dialog = page.get_by_role("dialog", name="Cadrer l’image")
    expect(dialog).to_be_visible()
    side = dialog.get_by_label("Côté gauche")
    side.focus()
    for _press in range(5):
        page.keyboard.press("ArrowRight")
    expect(side).to_have_value("5")
    corner = dialog.locator("[data-sides='right bottom']").bounding_box()
    page.mouse.move(corner["x"] + 12, corner["y"] + 12)
    page.mouse.down()
    page.mouse.move(corner["x"] - 60, corner["y"] - 40, steps=4)
    page.mouse.up()
    expect(dialog.get_by_label("Côté droit")).not_to_have_value("100")
    assert not violations(page)
    picture(page, "images")
    dialog.get_by_role("button", name="Garder ce cadrage").click()
    expect(spoken(page)).to_contain_text("cadrée")
    with zopeApp() as app:
        site = app["durbuy"]
        setSite(site)
        image = site["dechets"]["pont"]
        left, _top, right, bottom = map(int, image.crop.split(","))
        assert left == 5
        assert right < 100
        assert bottom < 100
        (brain,) = site.portal_catalog.unrestrictedSearchResults(UID=image.UID())
        assert brain.image_scales["image"][0]["width"] < image.image.getImageSize()[0]
        setSite(None)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_stands_beside_the_page_has_no_barrier(editor, width):
    page, found = editor(width=width), {}
    page.get_by_role("tab", name="Qualité").click()
    found["quality"] = violations(page)
    page.get_by_role("tab", name="Page").click()
    found["page"] = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not {name: wrong for name, wrong in found.items() if wrong}


def test_who_may_not_change_the_page_finds_no_editor(office_tab, address, page):
    found = office_tab(TEAM, locale="fr-BE")
    found.goto(address("/@@sections", "durbuy"))
    expect(found.locator("form.sections-form")).to_have_count(0)
