"""@@quality of a page: mended by whoever may edit it, as a version, and undone."""

from communesplone.editing.quality.engine import holding_back
from communesplone.editing.quality.engine import look
from plone import api
from plone.locking.interfaces import ILockable
from plone.namedfile.file import NamedBlobFile
import transaction


COLOURED = '<p><span style="color: #9c3">Bonjour</span></p>'


def press(browser, page, do, number=1, answer=None):
    """Press a button of the problem with a number, as the form of the page does."""
    browser.open(f"{page.absolute_url()}/@@quality")
    transaction.begin()
    _subject, found = look(page)
    form = browser.getForm(index=_form_of(browser, found[number - 1].key))
    if answer is not None:
        form.getControl(name=f"answer-{do.partition(' ')[2]}").value = answer
    form.getControl(name="do", index=_button(form, do)).click()
    transaction.begin()


def _form_of(browser, key):
    for at in range(40):
        try:
            form = browser.getForm(index=at)
            if form.getControl(name="key").value == key:
                return at
        except LookupError:
            continue
    raise LookupError(key)


def _button(form, do):
    values = [one.value for one in form.controls if one.name == "do"]
    return values.index(do)


def test_a_mend_is_kept_in_the_page_and_taken_back(make, webmaster, kept):
    page = make("bags", COLOURED)
    press(webmaster, page, "mend remove")
    assert page.text.raw == "<p>Bonjour</p>"
    assert "contrast" not in {one.check for one in kept.items[page.UID()].found}
    webmaster.open(f"{page.absolute_url()}/@@quality")
    webmaster.getControl(name="do", index=0).click()
    transaction.begin()
    assert page.text.raw == COLOURED


def test_what_somebody_changed_since_is_not_taken_back(make, write, webmaster):
    page = make("bags", COLOURED)
    press(webmaster, page, "mend remove")
    write(page, "<p>Autre</p>")
    webmaster.open(f"{page.absolute_url()}/@@quality")
    assert 'value="undo"' not in webmaster.contents


def test_a_bad_answer_comes_back_with_why(make, webmaster):
    page = make("bags", '<p>Voir <a href="https://x.example/">cliquez ici</a></p>')
    press(webmaster, page, "mend words", answer="ici")
    assert webmaster.headers["status"].startswith("409")
    assert 'value="ici"' in webmaster.contents
    assert "cliquez ici" in page.text.raw


def test_advice_may_be_left_and_comes_back_with_other_words(make, write, webmaster, kept):
    page = make("bags", COLOURED)
    press(webmaster, page, "accept")
    assert "contrast" not in {one.check for one in kept.items[page.UID()].found}
    write(page, COLOURED.replace("Bonjour", "Bonsoir"))
    assert "contrast" in {one.check for one in kept.items[page.UID()].found}


def test_a_problem_without_a_button_leads_to_its_field(portal, webmaster, kept, work):
    file = NamedBlobFile(b"%PDF-1.4", "application/pdf", "plan.pdf")
    item = api.content.create(portal, "File", "plan", title="Plan", file=file)
    work()
    kept.files[item.UID()] = ("plan.pdf", ("file",))
    transaction.commit()
    webmaster.open(f"{item.absolute_url()}/@@quality")
    assert f"{item.absolute_url()}/edit#formfield-form-widgets-file" in webmaster.contents


def test_the_law_cannot_be_left(make, webmaster, token):
    page = make("bags", '<p><img src="pont.jpg"></p>')
    secret = token(webmaster, page)
    _subject, (first, *_rest) = look(page)
    webmaster.post(
        f"{page.absolute_url()}/@@quality", f"_authenticator={secret}&key={first.key}&do=accept"
    )
    assert webmaster.headers["status"].startswith("409")


NUMBER = "<p>Dossier 85.07.30-033.28.</p>"


def test_somebody_says_that_it_is_no_national_number_and_takes_it_back(portal, make, webmaster):
    page = make("bags", NUMBER)
    webmaster.open(f"{page.absolute_url()}/@@quality")
    assert "Retient la publication" in webmaster.contents
    assert "Ce n’est pas un numéro national" in webmaster.contents
    press(webmaster, page, "say")
    assert not holding_back(page)
    for url in (f"{page.absolute_url()}/@@quality", f"{portal.absolute_url()}/@@quality-board"):
        webmaster.open(url)
        assert "quality-settled" in webmaster.contents
        assert "dit par admin le" in webmaster.contents
        assert "Retient la publication" not in webmaster.contents
    webmaster.open(f"{page.absolute_url()}/@@quality")
    control = webmaster.getControl("Revenir là-dessus")
    control.click()
    transaction.begin()
    assert [one.check for one in holding_back(page)] == ["national_numbers"]
    webmaster.open(f"{portal.absolute_url()}/@@quality-board")
    assert "quality-settled" not in webmaster.contents
    assert "Retient la publication" in webmaster.contents


def test_what_somebody_said_is_undone_as_every_act(make, webmaster):
    page = make("bags", NUMBER)
    press(webmaster, page, "say")
    webmaster.open(f"{page.absolute_url()}/@@quality")
    webmaster.getControl(name="do", index=0).click()
    transaction.begin()
    assert [one.check for one in holding_back(page)] == ["national_numbers"]


def test_nobody_else_opens_it_or_mends(make, visitor, person, webmaster, token):
    page = make("bags", COLOURED)
    secret = token(webmaster, page)
    _subject, (first, *_rest) = look(page)
    for browser in (visitor, person("sports")):
        browser.open(f"{page.absolute_url()}/@@quality")
        assert "quality-list" not in browser.contents
        browser.post(
            f"{page.absolute_url()}/@@quality",
            f"_authenticator={secret}&key={first.key}&do=mend+remove",
        )
    transaction.begin()
    assert page.text.raw == COLOURED


def test_an_editor_of_a_part_mends_there_and_only_there(portal, make, person):
    folder = make("sports")
    make("other", COLOURED)
    editor = person("sports-team", ["Editor"], folder)
    editor.open(f"{portal.absolute_url()}/other/@@quality")
    assert "quality-list" not in editor.contents
    editor.open(f"{folder.absolute_url()}/@@quality")
    assert "quality-page" in editor.contents


def test_without_the_token_nothing_is_mended(make, webmaster):
    page = make("bags", COLOURED)
    _subject, (first, *_rest) = look(page)
    webmaster.post(f"{page.absolute_url()}/@@quality", f"key={first.key}&do=mend+remove")
    transaction.begin()
    assert page.text.raw == COLOURED


def test_a_page_in_which_somebody_writes_is_left_alone(make, person, webmaster):
    page = make("bags", COLOURED)
    other = person("writer", ["Manager"])
    other.open(f"{page.absolute_url()}/edit")
    transaction.begin()
    assert ILockable(page).locked()
    press(webmaster, page, "mend remove")
    assert page.text.raw == COLOURED
    assert webmaster.headers["status"].startswith("409")
    assert api.content.get_state(page) == "private"
