"""Pages are written in place and in forms: by keyboard, with somebody else, and after a crash.

By the editor of one folder, by a webmaster, and by a reviewer.
"""

from axe_playwright_python.sync_playwright import Axe
from communesplone.pages.writing import save
from importlib.resources import files
from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.locking.interfaces import ILockable
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import base64
import pytest
import re
import transaction


pytestmark = pytest.mark.needs("chromium")

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
#: Edits what is below /vivre, nothing else.
LEA = ("lea", "correct horse battery")
#: Reads what others submit, and may correct it.
RELA = ("rela", "correct horse battery")
TITLE = "#form-widgets-IDublinCore-title"
SAVE = "#form-buttons-save"
TEXT = ".tox-edit-area iframe"
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


@pytest.fixture
def reviewer(served, written):
    """The credentials of a reviewer, for whom the page is submitted."""
    with zopeApp() as app:
        setSite(app["namur"])
        with api.env.adopt_roles(["Manager"]):
            if api.user.get(username=RELA[0]) is None:
                api.user.create(email="rela@example.be", username=RELA[0], password=RELA[1])
                api.group.add_user(groupname="Reviewers", username=RELA[0])
            page = app["namur"].restrictedTraverse(written[1:])
            api.content.transition(page, to_state="pending")
        # The catalog is told while the site is known
        transaction.commit()
        setSite(None)
    return RELA


def let_the_lock_run_out(path: str):
    """Takes away what keeps a second person out of the form, as time does."""
    with zopeApp() as app:
        setSite(app["namur"])
        with api.env.adopt_roles(["Manager"]):
            ILockable(app["namur"].restrictedTraverse(path[1:])).clear_locks()
        transaction.commit()
        setSite(None)


@pytest.fixture
def log_in(tab, address):
    """`log_in(LEA)`: a page of somebody who came in by the form, with a session that can end."""

    def enter(person) -> Page:
        page = tab(locale="fr-BE")
        page.goto(address("/login"))
        identify(page, person)
        return page

    return enter


def identify(page: Page, person: tuple[str, str]):
    page.fill("#__ac_name", person[0])
    page.fill("#__ac_password", person[1])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


@pytest.fixture
def editing(as_person, lea, address, written):
    """The editor of the page, opened by the editor of that folder."""
    page = as_person(lea)
    page.goto(address(f"{written}/@@sections"))
    expect(page.frame_locator(STAGE).locator("html.live")).to_have_count(1)
    return page


def problems(page: Page) -> dict[str, list[str]]:
    found = Axe().run(page, options=OPTIONS).response
    return {
        one["id"]: [node["html"][:160] for node in one["nodes"]] for one in found["violations"]
    }


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
    assert not problems(editing)
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
    assert not problems(again)
    again.get_by_role("link", name="Continuer mon texte").click()
    in_order(again, "Où acheter", "Tarifs 2026", "Une question")
    expect(again.frame_locator(STAGE).locator("#s2-heading")).to_have_text("Tarifs 2026")
    again.locator(".sections-save").click()
    expect(again.locator("#s2-heading")).to_have_text("Tarifs 2026")


def test_without_network_the_text_stays_on_the_computer(as_person, lea, address, written):
    page = as_person(lea)
    page.goto(address(f"{written}/edit"))
    page.context.set_offline(True)
    page.locator("#form-widgets-IDublinCore-title").fill("Sacs bleus")
    state = page.locator(".office-saving")
    expect(state).to_have_attribute("data-state", "local")
    page.locator("#form-buttons-save").click()
    expect(page.locator(".writing-asked")).to_contain_text("Gardé sur cet ordinateur")
    expect(page.locator("#form-widgets-IDublinCore-title")).to_have_value("Sacs bleus")
    page.context.set_offline(False)
    page.reload()
    page.get_by_role("button", name="Le reprendre").click()
    expect(page.locator("#form-widgets-IDublinCore-title")).to_have_value("Sacs bleus")


@pytest.mark.parametrize("form", ["edit", "add"])
def test_a_session_that_ends_while_somebody_writes_loses_nothing(
    log_in, lea, address, written, form
):
    page = log_in(lea)
    page.goto(address(f"{written}/edit" if form == "edit" else "/vivre/++add++Document"))
    page.locator(TITLE).fill("Sacs bleus")
    expect(page.locator(".office-saving")).to_have_attribute("data-state", "saved")
    page.context.clear_cookies()
    page.locator(TITLE).fill(f"Sacs bleus et blancs ({form})")
    page.locator(SAVE).click()
    asked = page.locator(".writing-asked")
    expect(asked).to_contain_text("votre session est terminée")
    expect(page.locator(TITLE)).to_have_value(f"Sacs bleus et blancs ({form})")
    asked.get_by_role("link", name="M’identifier à nouveau").press("Enter")
    expect(page.locator("#__ac_name")).to_be_visible()
    identify(page, lea)
    expect(page.locator(TITLE)).to_have_value(f"Sacs bleus et blancs ({form})")
    page.locator(SAVE).click()
    expect(page.locator("h1")).to_have_text(f"Sacs bleus et blancs ({form})")
    page.goto(address("/@@drafts"))
    expect(page.get_by_text("Sacs bleus et blancs")).to_have_count(0)


def test_the_text_of_something_new_is_cleaned_says_what_it_shows_and_comes_back(
    as_person, lea, address
):
    page = as_person(lea)
    page.goto(address("/vivre/++add++Document"))
    page.locator(TITLE).fill("Sacs gris")
    body = page.frame_locator(TEXT).locator("body")
    body.click()
    body.evaluate(PASTE, WORD.read_text())
    expect(body.locator("th")).to_have_text(["Sac", "Prix"])
    expect(body.locator("[style*=mso], [class*=Mso], span")).to_have_count(0)
    body.evaluate(DROP, base64.b64encode(BRIDGE.read_bytes()).decode())
    dialog = page.get_by_role("dialog", name="Que montre cette photo")
    expect(dialog.get_by_label("Texte pour qui ne la voit pas")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.locator(".error")).to_contain_text("Dites ce que montre")
    assert not problems(page)
    page.keyboard.type("Un pont de pierre")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    placed = body.locator("img[alt='Un pont de pierre']")
    expect(placed).to_have_attribute("src", re.compile("resolveuid/[0-9a-f]{32}/"))
    page.wait_for_function("(image) => image.naturalWidth > 0", arg=placed.element_handle())
    command = "tinymce.activeEditor.execCommand('mceInsertTable', false, {rows: 2, columns: 3})"
    page.evaluate(command)
    expect(body.locator("table").filter(has_not_text="Sac").locator("thead th")).to_have_count(3)
    expect(page.locator(".office-saving")).to_have_attribute("data-state", "saved")
    page.context.close()

    again = as_person(lea)
    again.goto(address("/@@dashboard"))
    begun = again.get_by_role("region", name="Reprendre").get_by_role("listitem")
    begun = begun.filter(has_text="Sacs gris")
    expect(begun).to_contain_text("n’est pas encore dans le site")
    begun.get_by_role("link").click()
    expect(again.locator(TITLE)).to_have_value("Sacs gris")
    assert not problems(again)
    expect(again.frame_locator(TEXT).locator("img")).to_have_attribute("alt", "Un pont de pierre")
    again.goto(address("/vivre/++add++Document"))
    expect(again.locator(TITLE)).to_have_value("")
    again.get_by_role("link", name="Reprendre Sacs gris").click()
    again.locator("#form-buttons-cancel").click()
    again.goto(address("/@@drafts"))
    expect(again.get_by_text("Sacs gris")).to_have_count(0)


def test_a_reviewer_and_a_webmaster_who_correct_the_same_page_lose_nothing(
    as_person, reviewer, address, written
):
    from .conftest import EDITOR

    mine, theirs = as_person(reviewer), as_person(EDITOR)
    for page in (mine, theirs):
        page.goto(address(f"{written}/edit"))
        expect(page.locator(TITLE)).to_be_visible()
        let_the_lock_run_out(written)
    for page, title in ((theirs, "Leurs sacs"), (mine, "Mes sacs")):
        page.locator(TITLE).fill(title)
        page.locator(SAVE).click()
        page.wait_for_load_state()
    expect(mine.locator("h1")).to_contain_text("Rien n’est perdu")
    consequence = mine.locator("#uniting-consequence")
    expect(consequence).to_contain_text("les deux textes entiers restent dans les versions")
    assert not problems(mine)
    mine.get_by_role("button", name="Garder mon texte de côté et sortir").click()
    mine.goto(address(f"{written}/@@versions"))
    expect(mine.get_by_text("Un texte non enregistré, gardé de côté").first).to_be_visible()
    expect(mine.locator("mark, ins, del").first).to_be_visible()
    refused = mine.goto(address("/vivre/++add++Document"))
    assert refused.status == 403 or "login" in mine.url


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
    assert not problems(mine)
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
    assert not problems(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_editor_has_no_barrier(as_person, lea, address, written, width):
    page = as_person(lea, width)
    page.goto(address(f"{written}/@@sections"))
    expect(page.frame_locator(STAGE).locator("html.live")).to_have_count(1)
    found = {"list": problems(page)}
    page.get_by_role("link", name="Tarifs").click()
    found["fields"] = problems(page)
    page.get_by_role("button", name="Toutes les sections").click()
    page.get_by_role("button", name="Ordonner…").click()
    found["order"] = problems(page)
    page.get_by_role("button", name="Poser ici").click()
    page.get_by_role("button", name="Ajouter une section…").click()
    found["picker"] = problems(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("width", [390, 1280])
def test_a_form_with_an_editor_of_text_has_no_barrier(as_person, lea, address, width):
    page = as_person(lea, width)
    page.goto(address("/vivre/++add++News Item"))
    edge = page.locator(".tox-statusbar__resize-handle")
    expect(edge).to_have_attribute("aria-valuenow", re.compile(r"\d+"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not problems(page)
