"""Plone's forms: what is typed comes back, two who write lose nothing, no barrier in TinyMCE.

By the editor of one folder, by a webmaster, and by a reviewer.
"""

from .barriers import violations
from .conftest import EDITOR
from .test_webmaster_editing import BRIDGE
from .test_webmaster_editing import DROP
from .test_webmaster_editing import PASTE
from .test_webmaster_editing import WORD
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

#: Reads what others submit, and may correct it.
RELA = ("rela", "correct horse battery")
TITLE = "#form-widgets-IDublinCore-title"
SAVE = "#form-buttons-save"
TEXT = ".tox-edit-area iframe"


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
    # What lies behind an open dialog can be pressed by nobody
    assert not violations(page, ".writing-picture")
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
    assert not violations(again)
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
    mine, theirs = as_person(reviewer), as_person(EDITOR)
    for page in (mine, theirs):
        page.goto(address(f"{written}/edit"))
        expect(page.locator(TITLE)).to_be_visible()
        let_the_lock_run_out(written)
    theirs.locator(TITLE).fill("Leurs sacs")
    theirs.locator(SAVE).click()
    expect(theirs.locator("h1")).to_have_text("Leurs sacs")
    mine.locator(TITLE).fill("Mes sacs")
    mine.locator(SAVE).click()
    expect(mine.locator("h1")).to_contain_text("Rien n’est perdu")
    consequence = mine.locator("#uniting-consequence")
    expect(consequence).to_contain_text("les deux textes entiers restent dans les versions")
    assert not violations(mine)
    mine.get_by_role("button", name="Garder mon texte de côté et sortir").click()
    mine.goto(address(f"{written}/edit"))
    expect(mine.locator("mark").first).to_have_text("Mes")
    assert not violations(mine)
    mine.get_by_role("link", name="Continuer mon texte").click()
    expect(mine.locator(TITLE)).to_have_value("Mes sacs")
    mine.goto(address(f"{written}/@@versions"))
    expect(mine.get_by_text("Un texte non enregistré, gardé de côté").first).to_be_visible()
    expect(mine.locator("mark, ins, del").first).to_be_visible()
    mine.goto(address("/vivre/++add++Document"))
    expect(mine.locator("h1")).to_be_visible()
    expect(mine.locator(TITLE)).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_form_with_an_editor_of_text_has_no_barrier(as_person, lea, address, width):
    page = as_person(lea, width)
    page.goto(address("/vivre/++add++News Item"))
    edge = page.locator(".tox-statusbar__resize-handle")
    expect(edge).to_have_attribute("aria-valuenow", re.compile(r"\d+"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not violations(page)
