"""A webmaster writes a page in place: by keyboard, with somebody else, and after a crash.

Ordinary forms are in test_webmaster_forms.py.
"""

from .barriers import violations
from importlib.resources import files
from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import base64
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

WORD = Path(__file__).parent / "data" / "word.html"
BRIDGE = files("communesplone.pages") / "demonstration" / "bridge.png"
PASTE = """(body, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  const options = { clipboardData, bubbles: true, cancelable: true };
  body.dispatchEvent(new ClipboardEvent("paste", options));
}"""
DROP = """(part, data) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], "pont.png", { type: "image/png" }));
  part.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""
STAGE = "iframe[name=sections-preview]"


@pytest.fixture
def editing(as_person, lea, address, written):
    """The editor of the page, opened by the editor of that folder."""
    page = as_person(lea)
    page.goto(address(f"{written}/@@sections"))
    expect(page.frame_locator(STAGE).locator("html.live")).to_have_count(1)
    return page


def in_order(page: Page, *names: str) -> None:
    """Expects the sections of the list to be called so."""
    expect(page.locator(".sections-called b")).to_have_text(list(names))


def spoken(page: Page):
    return page.locator(".sections-form > [role=status]")


def kept(page: Page):
    """Waits until what was typed is kept at the site."""
    expect(page.locator("[data-writing-state]")).to_have_attribute("data-state", "saved")


def test_an_editor_of_one_folder_writes_there_by_keyboard_alone(editing, tab, address, written):
    stage = editing.frame_locator(STAGE)
    stage.locator("[data-section=s1]").focus()
    editing.keyboard.press("Enter")
    field = editing.locator("[name='s1.heading']")
    expect(field).to_be_focused()
    field.fill("Où les acheter")
    expect(stage.locator("#s1-heading")).to_have_text("Où les acheter")
    editing.keyboard.press("Escape")
    expect(stage.locator("[data-section=s1]")).to_be_focused()
    editing.keyboard.press("F6")
    expect(field).to_be_focused()
    editing.keyboard.press("Control+s")
    expect(spoken(editing)).to_have_text("La page est enregistrée.")

    citizen = tab()
    citizen.goto(address(written))
    expect(citizen.locator("#s1-heading")).to_have_text("Où les acheter")
    refused = editing.goto(address("/commune/contact/@@sections"))
    assert "sections-form" not in editing.content() or refused.status in (401, 403)


def test_sections_are_ordered_by_keyboard_and_each_step_is_spoken(editing):
    stage = editing.frame_locator(STAGE)
    stage.locator("[data-section=s3]").focus()
    editing.keyboard.press(" ")
    expect(spoken(editing)).to_contain_text("« Une question » est prise, place 3 sur 3")
    editing.keyboard.press("Home")
    expect(spoken(editing)).to_contain_text("en place 1 sur 3")
    editing.keyboard.press("ArrowDown")
    expect(editing.locator(".sections-order-now")).to_contain_text("en place 2 sur 3")
    editing.keyboard.press("Escape")
    expect(spoken(editing)).to_contain_text("revenue en place 3 sur 3")
    in_order(editing, "Où acheter", "Tarifs", "Une question")
    editing.keyboard.press(" ")
    editing.keyboard.press("ArrowUp")
    editing.keyboard.press("Enter")
    editing.get_by_role("button", name="Poser ici").click()
    in_order(editing, "Où acheter", "Une question", "Tarifs")
    expect(stage.locator(".stage-parts > *").nth(1)).to_have_attribute("data-section", "s3")
    stage.locator("[data-section=s3]").focus()
    editing.keyboard.press("Alt+ArrowUp")
    expect(spoken(editing)).to_have_text("« Une question » est en place 1 sur 3")
    editing.keyboard.press("Control+z")
    in_order(editing, "Où acheter", "Une question", "Tarifs")


def test_a_section_is_dragged_to_its_place(editing):
    editing.get_by_role("button", name="Ordonner…").click()
    rows = editing.locator(".sections-order li")
    start, end = rows.nth(2).bounding_box(), rows.nth(0).bounding_box()
    editing.mouse.move(start["x"] + 60, start["y"] + 20)
    editing.mouse.down()
    editing.mouse.move(end["x"] + 60, end["y"] + 4, steps=12)
    editing.mouse.up()
    expect(rows.nth(0)).to_contain_text("Une question")
    editing.get_by_role("button", name="Remettre à sa place").click()
    in_order(editing, "Où acheter", "Tarifs", "Une question")


def test_a_section_is_added_from_the_picker_duplicated_and_removed_with_a_way_back(editing):
    stage = editing.frame_locator(STAGE)
    stage.locator("[data-section=s1]").click()
    editing.keyboard.press("Control+Enter")
    picker = editing.get_by_role("combobox", name="Ajouter après « Où acheter »")
    expect(picker).to_be_focused()
    picker.fill("etap")
    expect(editing.get_by_role("option").first).to_contain_text("Étapes")
    editing.keyboard.press("Enter")
    expect(editing.locator(".sections-item").nth(1)).to_have_attribute("data-type", "steps")
    expect(spoken(editing)).to_contain_text("en place 2 sur 4")
    expect(stage.locator(".stage-nothing")).to_be_visible()
    editing.locator(".sections-item.current").get_by_role("button", name="Retirer").first.click()
    expect(editing.locator(".sections-item")).to_have_count(3)
    editing.get_by_role("button", name="Annuler").click()
    expect(editing.locator(".sections-item")).to_have_count(4)
    stage.locator("[data-section=s1]").click()
    stage.get_by_role("button", name="Dupliquer").click()
    expect(editing.locator(".sections-item")).to_have_count(5)
    expect(editing.locator(".sections-called b").nth(1)).to_have_text("Où acheter")


def test_sections_of_another_page_are_copied(editing):
    editing.get_by_role("button", name="Ajouter une section…").click()
    editing.get_by_role("button", name="Copier d’une autre page…").click()
    picker = editing.get_by_role("combobox", name="Copier de quelle page")
    picker.fill("Accueillir")
    editing.get_by_role("option", name="Accueillir un nouveau voisin").click()
    editing.get_by_role("option", name="Vos trois premières semaines").click()
    expect(editing.locator(".sections-item")).to_have_count(4)
    expect(editing.frame_locator(STAGE).locator(".steps")).to_be_visible()


def test_the_page_is_shown_as_on_a_phone(editing):
    editing.get_by_role("button", name="Téléphone").click()
    assert editing.frame_locator(STAGE).locator("html").evaluate("() => innerWidth") == 390


def test_what_is_pasted_from_word_keeps_its_structure_and_loses_its_dress(editing):
    editing.get_by_role("button", name="Ajouter une section…").click()
    editing.get_by_role("combobox").fill("texte")
    editing.get_by_role("option", name="Texte", exact=False).first.click()
    current = editing.locator(".sections-item.current")
    body = current.frame_locator(".tox-edit-area iframe").locator("body")
    body.click()
    body.evaluate(PASTE, WORD.read_text())
    kept = editing.frame_locator(STAGE).locator(".stage-part.current")
    expect(kept.locator("li")).to_have_text(["Meubles", "Matelas"])
    expect(kept.locator("h3")).to_have_text("Encombrants")
    expect(kept.locator("th")).to_have_text(["Sac", "Prix"])
    expect(kept.locator("strong").first).to_have_text("Sur inscription")
    assert kept.locator("a[href]").count() == 1
    text = current.locator("textarea[name$='.text']").input_value()
    assert not any(bad in text for bad in ("Mso", "mso", "style=", "<o:", "<span", "javascript"))


def test_a_picture_is_dropped_on_the_page_and_asks_what_it_shows(editing):
    part = editing.frame_locator(STAGE).locator("[data-section=s1]")
    part.evaluate(DROP, base64.b64encode(BRIDGE.read_bytes()).decode())
    dialog = editing.get_by_role("dialog", name="Que montre cette photo")
    expect(dialog).to_be_visible()
    assert not violations(editing)
    dialog.get_by_role("button", name="Placer l’image dans la page").click()
    expect(dialog.locator(".error")).to_contain_text("Dites ce que montre")
    dialog.get_by_label("Texte pour qui ne la voit pas").fill("Un pont de pierre")
    dialog.get_by_role("button", name="Placer l’image dans la page").click()
    expect(editing.locator(".sections-item").nth(1)).to_have_attribute("data-type", "gallery")
    expect(editing.locator(".sections-item.current [name$='.alt']")).to_have_value(
        "Un pont de pierre"
    )


def test_what_was_typed_before_a_crash_comes_back(as_person, lea, address, written, tab):
    page = as_person(lea)
    page.goto(address(f"{written}/@@sections"))
    page.get_by_role("link", name="Tarifs").click()
    page.locator("[name='s2.heading']").fill("Tarifs 2026")
    kept(page)
    page.context.close()
    citizen = tab()
    citizen.goto(address(written))
    expect(citizen.locator("#s2-heading")).to_have_text("Tarifs")

    again = as_person(lea)
    again.goto(address(f"{written}/@@sections"))
    expect(again.locator("mark")).to_have_text("2026")
    assert not violations(again)
    again.get_by_role("link", name="Continuer mon texte").click()
    in_order(again, "Où acheter", "Tarifs 2026", "Une question")
    expect(again.frame_locator(STAGE).locator("#s2-heading")).to_have_text("Tarifs 2026")
    again.locator(".sections-save").click()
    expect(again.locator("#s2-heading")).to_have_text("Tarifs 2026")


def test_two_who_write_the_same_page_lose_nothing(as_person, lea, address, written):
    from .conftest import EDITOR

    mine, theirs = as_person(lea), as_person(EDITOR)
    for page in (mine, theirs):
        page.goto(address(f"{written}/@@sections"))
    for page, text, lead in ((theirs, "Leur prix", ""), (mine, "Mon prix", "Mon chapeau")):
        page.get_by_role("link", name="Tarifs").click()
        page.locator("[name='s2.heading']").fill(text)
        if lead:
            page.get_by_role("tab", name="Page").click()
            page.locator("[name='_page.description']").fill(lead)
        page.locator(".sections-save").click()
    expect(mine.locator("h1")).to_contain_text("Rien n’est perdu")
    # Both texts are versions before the question
    expect(mine.get_by_role("link", name="Tout relire côte à côte")).to_be_visible()
    assert not violations(mine)
    button = mine.get_by_role("button", name="Enregistrer la page réunie")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.focus()
    mine.keyboard.press("Enter")
    expect(mine.get_by_role("radio", name="Garder le mien")).to_be_focused()
    mine.keyboard.press(" ")
    expect(button).to_have_attribute("aria-disabled", "false")
    button.click()
    expect(mine.locator("#s2-heading")).to_have_text("Mon prix")
    expect(mine.locator(".lead")).to_have_text("Mon chapeau")


def test_the_text_of_a_page_that_somebody_removed_is_kept(as_person, lea, address, written):
    page = as_person(lea)
    page.goto(address(f"{written}/@@sections"))
    page.get_by_role("link", name="Tarifs").click()
    page.locator("[name='s2.heading']").fill("Mes tarifs")
    kept(page)
    with zopeApp() as app:
        setSite(app["namur"])
        with api.env.adopt_roles(["Manager"]):
            api.content.delete(app["namur"].restrictedTraverse(written[1:]))
        # The catalog is told while the site is known
        transaction.commit()
        setSite(None)
    page.locator(".sections-save").click()
    expect(page.locator(".writing-asked")).to_contain_text("Votre texte est gardé")
    page.get_by_role("link", name="Voir mon texte").click()
    expect(page.get_by_text("Mes tarifs")).to_be_visible()
    assert not violations(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_editor_has_no_barrier(as_person, lea, address, written, width):
    page = as_person(lea, width)
    page.goto(address(f"{written}/@@sections"))
    expect(page.frame_locator(STAGE).locator("html.live")).to_have_count(1)
    found = {"list": violations(page)}
    page.get_by_role("link", name="Tarifs").click()
    found["fields"] = violations(page)
    page.get_by_role("button", name="Toutes les sections").click()
    page.get_by_role("button", name="Ordonner…").click()
    found["order"] = violations(page)
    page.get_by_role("button", name="Poser ici").click()
    page.get_by_role("button", name="Ajouter une section…").click()
    found["picker"] = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not {name: wrong for name, wrong in found.items() if wrong}
