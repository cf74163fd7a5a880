"""The day of those who publish: a webmaster, a reviewer, an editor of one part of the site."""

from .barriers import violations
from .playground import inside
from .playground import PATIENCE
from .playground import read
from .playground import work
from .playground import written
from datetime import date
from datetime import timedelta
from playwright.sync_api import expect
from plone import api
from plone.app.textfield.value import RichTextValue
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import re


pytestmark = pytest.mark.needs("chromium")


def test_a_webmaster_chooses_an_hour_by_keyboard_and_the_button_says_it(desk, tab, at, picture):
    page = desk("victor")
    page.goto(at("/bomal/@@publish"))
    assert violations(page) == {}
    page.get_by_role("radio", name="Maintenant").focus()
    page.keyboard.press("ArrowDown")
    day = date.today() + timedelta(days=3)
    page.get_by_label("Jour", exact=True).fill(day.isoformat())
    button = page.get_by_role("button", name="Programmer pour")
    expect(button).to_contain_text("8 h")
    picture(page, "publier")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page attend son heure")
    expect(page.locator(".office-state.scheduled")).to_contain_text("8 h")
    expect(page.get_by_text("Vos habitants la lisent")).to_have_count(0)
    assert violations(page) == {}
    assert tab().goto(at("/bomal")).status == 404
    # The hour stands there to be changed, and the page can be shown until then
    expect(page.get_by_label("Jour", exact=True)).to_have_value(day.isoformat())
    later = day + timedelta(days=2)
    page.get_by_label("Jour", exact=True).fill(later.isoformat())
    page.get_by_label("Retirer le").fill((later + timedelta(days=9)).isoformat())
    with page.expect_navigation():
        page.get_by_role("button", name="Programmer pour").click()
    expect(page.get_by_role("status")).to_contain_text("dates sont enregistrées")
    expect(page.get_by_label("Jour", exact=True)).to_have_value(later.isoformat())
    expect(page.get_by_role("button", name="Créer un lien")).to_be_visible()
    assert tab().goto(at("/bomal")).status == 404


def test_a_remark_goes_from_the_reviewer_to_its_words_at_the_author(desk, at, mailbox):
    author, reviewer = desk("enzo"), desk("rita")
    author.goto(at("/bomal/@@publish"))
    expect(author.get_by_role("radio", name="Maintenant")).to_have_count(0)
    author.get_by_label("Un mot pour l’historique").fill("Vu avec le service")
    author.get_by_role("button", name="Donner à relire").click()
    expect(author.get_by_role("status")).to_contain_text("attend sa relecture")
    work()
    assert at("/bomal/@@review").split("/", 3)[3] in mailbox.told("rita")
    assert "Vu avec le service" in mailbox.told("rita")
    assert not mailbox.told("enzo")

    reviewer.goto(at("/bomal/@@review"))
    assert violations(reviewer) == {}
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
    expect(reviewer.locator("#then-back")).to_contain_text("par courriel")
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="Renvoyer avec 1 remarque").click()
    work()
    letter = mailbox.told("enzo")
    assert "« un adulte » : De plus de 16 ans ?" in letter
    assert at("/bomal/@@publish").split("/", 3)[3] in letter

    author.goto(at("/bomal/@@publish"))
    expect(author.get_by_text("De plus de 16 ans ?")).to_be_visible()
    expect(author.locator("mark")).to_have_text("un adulte")
    assert violations(author) == {}
    author.get_by_role("button", name="C’est fait").click()
    expect(author.locator(".publish-remark.done")).to_have_count(1)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_an_editor_throws_away_they_take_back(desk, address, at, width, picture):
    page = desk("enzo", width)
    page.goto(at("/bomal/delete_confirmation"))
    assert violations(page) == {}
    with page.expect_navigation():
        page.get_by_role("button", name="Mettre à la corbeille").click()
    page.goto(address("/@@trash", "durbuy"))
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("button", name="Effacer")).to_have_count(0)
    if width == 1280:
        picture(page, "corbeille")
    row = page.locator(".office-row", has_text="Plaine de Bomal").first
    with page.expect_navigation():
        row.get_by_role("button", name="Récupérer").click()
    assert page.goto(at("/bomal")).status == 200


@pytest.mark.parametrize("width", [390, 1280])
def test_many_pages_are_summed_up_before_anything_changes(desk, tab, address, at, width):
    page = desk("victor", width)
    page.goto(address("/@@contents?SearchableText=Plaine", "durbuy"))
    for name in ("Plaine de Barvaux", "Plaine de Bomal"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("button", name="Agir sur les pages cochées…").click()
    page.get_by_label("Publier", exact=True).check()
    assert violations(page) == {}
    page.get_by_role("button", name="Voir ce qui va se passer…").click()
    expect(page.get_by_text("déjà en ligne").first).to_be_visible()
    expect(page.get_by_text("une page sur 2")).to_be_visible()
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert "Les enfants viennent" not in read(tab(), at("/bomal"))
    with page.expect_navigation():
        page.get_by_role("button", name="Les publier").click()
    assert "Les enfants viennent" in read(tab(), at("/bomal"))
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status")).to_contain_text("Annulé")
    assert "Les enfants viennent" not in read(tab(), at("/bomal"))


def test_what_was_done_with_a_page_is_undone_with_one_click(desk, tab, at):
    author, reviewer = desk("enzo"), desk("rita")
    author.goto(at("/bomal/@@publish"))
    author.get_by_role("button", name="Donner à relire").click()
    expect(author.get_by_role("status")).to_contain_text("attend sa relecture")
    reviewer.goto(at("/bomal/@@review"))
    reviewer.get_by_role("button", name="Publier maintenant").click()
    expect(reviewer.get_by_role("status")).to_contain_text("en ligne")
    assert "Les enfants viennent" in read(tab(), at("/bomal"))
    assert violations(reviewer) == {}
    reviewer.get_by_role("button", name="Annuler").click()
    expect(reviewer.get_by_role("status")).to_contain_text("comme avant")
    assert "Les enfants viennent" not in read(tab(), at("/bomal"))
    # It waits for its reading again, and its author takes it back
    expect(reviewer.get_by_text("À relire").first).to_be_visible()
    expect(reviewer.get_by_role("button", name="Annuler")).to_have_count(0)
    author.get_by_role("button", name="Annuler").click()
    expect(author.get_by_role("status")).to_contain_text("comme avant")
    expect(author.get_by_text("Brouillon").first).to_be_visible()


def test_what_moved_since_the_page_was_opened_is_shown_before_it_goes_online(desk, tab, at):
    page = desk("victor")
    page.goto(at("/bomal/@@publish"))
    page.get_by_label("Un mot pour l’historique").fill("Avant l’été")
    with inside() as site:
        site["plaines"]["bomal"].text = written("21 h")
        notify(ObjectModifiedEvent(site["plaines"]["bomal"]))
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("alert")).to_contain_text("a changé depuis que vous avez ouvert")
    expect(page.locator(".publish-part.moved")).to_have_count(1)
    expect(page.locator(".publish-part.moved")).to_contain_text("21 h")
    expect(page.get_by_label("Un mot pour l’historique")).to_have_value("Avant l’été")
    assert "Les enfants viennent" not in read(tab(), at("/bomal"))
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("status")).to_contain_text("en ligne")


def test_a_reviewer_reads_before_and_after_and_sees_what_only_moved(desk, at):
    rows = "<tr><th>Sac</th><th>Prix</th></tr><tr><td>PMC</td><td>{price}</td></tr>"
    first = "<p>Le parc ouvre en avril.</p><p>Les chiens sont tenus en laisse.</p>"
    guard = "<p>Un gardien passe chaque soir.</p>"
    with inside() as site:
        page = site["plaines"]["barvaux"]
        page.text = RichTextValue(
            f"{first}{guard}<table>{rows.format(price='2,50')}</table>",
            "text/html",
            "text/x-html-safe",
        )
        notify(ObjectModifiedEvent(page))
    author = desk("enzo")
    author.goto(at("/barvaux/@@publish"))
    author.get_by_role("button", name="Préparer un autre texte").click()
    author.wait_for_url("**/copy_of_barvaux")
    with inside() as site:
        copy = site["plaines"]["copy_of_barvaux"]
        copy.text = RichTextValue(
            f"{guard}{first}<table>{rows.format(price='3,00')}</table>",
            "text/html",
            "text/x-html-safe",
        )
        notify(ObjectModifiedEvent(copy))
    author.goto(at("/copy_of_barvaux/@@publish"))
    with author.expect_navigation():
        author.get_by_role("button", name="Donner à relire").click()
    reviewer = desk("rita")
    reviewer.goto(at("/copy_of_barvaux/@@review"))
    changes = reviewer.locator(".publish-parts.changes")
    expect(changes).to_contain_text("déplacé depuis §\u00a03")
    expect(changes.locator("td del")).to_contain_text("2,50")
    expect(changes.locator("td ins")).to_contain_text("3,00")
    expect(changes.locator("p ins, p del")).to_have_count(0)
    reviewer.get_by_role("radio", name="Ce qui change").focus()
    reviewer.keyboard.press("ArrowRight")
    before = reviewer.locator(".publish-parts.before")
    expect(before).to_be_visible()
    expect(changes).to_be_hidden()
    expect(before.locator("td")).to_have_text(["Sac", "Prix", "PMC", "2,50"])
    reviewer.keyboard.press("ArrowRight")
    expect(reviewer.locator(".publish-parts.after td").last).to_have_text("3,00")
    assert violations(reviewer) == {}
    reviewer.keyboard.press("Home")
    reviewer.get_by_role("radio", name="Ce qui change").check()
    table = changes.locator(".publish-line", has=reviewer.locator("table"))
    table.get_by_text("Remarquer sur ce paragraphe").click()
    table.get_by_label("Votre remarque").fill("Depuis quand ?")
    table.get_by_label("Les mots dont il s’agit").fill("9,99")
    table.get_by_role("button", name="Garder cette remarque").click()
    expect(reviewer.get_by_role("alert")).to_contain_text("9,99")
    expect(table.get_by_label("Votre remarque")).to_have_value("Depuis quand ?")
    table.get_by_label("Les mots dont il s’agit").fill("3,00")
    table.get_by_role("button", name="Garder cette remarque").click()
    expect(changes.locator("td mark")).to_have_text("3,00")


def test_an_editor_of_another_part_reaches_no_draft_by_any_door(desk, address):
    with inside() as site:
        other = api.content.create(site, "Folder", "autre", title="Autre")
        api.content.create(other, "Document", "projet", title="Projet", text=written("8 h"))
    page = desk("enzo")
    for door in ("", "@@publish", "@@review", "@@versions", "@@working-copy", "@@preview-link"):
        page.goto(address(f"/autre/projet/{door}", "durbuy"))
        assert "Projet" not in page.locator("main").inner_text(), door
        assert "8 h" not in page.locator("main").inner_text(), door
    with inside() as site:
        api.content.delete(site["autre"], check_linkintegrity=False)


def test_what_the_law_forbids_stays_out_of_a_page_that_is_online(desk, tab, at):
    page = desk("victor")
    page.goto(at("/barvaux/edit"))
    wait_for_editor(page)
    page.evaluate("tinymce.activeEditor.setContent('<p>Nouveau plan <img src=\"plan.png\"></p>')")
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer", exact=True).click()
    refusal = page.locator("#quality-refusal")
    expect(refusal).to_contain_text("rien n’y est enregistré")
    expect(refusal).to_contain_text("Que montre cette photo")
    wait_for_editor(page)
    assert violations(page) == {}
    assert "Nouveau plan" not in read(tab(), at("/barvaux"))
    refusal.get_by_role("button", name="Continuer dans une copie de travail").click()
    page.wait_for_url("**/copy_of_barvaux/edit?**")
    wait_for_editor(page)
    assert "Nouveau plan" in page.evaluate("tinymce.activeEditor.getContent()")
    assert "Nouveau plan" not in read(tab(), at("/barvaux"))


def wait_for_editor(page):
    """Wait until the editor of a text stands there with all that tells about it."""
    edge = page.locator(".tox-statusbar__resize-handle")
    expect(edge).to_have_attribute("aria-valuenow", re.compile(r"\d+"), timeout=PATIENCE)
