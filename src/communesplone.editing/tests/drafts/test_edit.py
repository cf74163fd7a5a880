"""The edit form: what two wrote is united, what overlaps is asked, what was typed comes back."""

from communesplone.core.interfaces import IWriting
from communesplone.editing.interfaces import IEditingLayer
from communesplone.editing.versions import history
from lxml import html
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from zope.component import getMultiAdapter
from zope.event import notify
from zope.interface import alsoProvides
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import transaction


TITLE = "form.widgets.IDublinCore.title"
LEAD = "form.widgets.IDublinCore.description"
TEXT = "form.widgets.IRichTextBehavior.text"
SAVE = "form.buttons.save"


def changed_meanwhile(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    notify(ObjectModifiedEvent(page))
    transaction.commit()


def saved():
    transaction.begin()
    return api.content.get("/bags")


@pytest.fixture
def editing(browser_of, page):
    browser = browser_of("anna", ["Editor"])
    browser.open(f"{page.absolute_url()}/edit")
    assert "200" in browser.headers["Status"]
    return browser


def test_a_page_that_nobody_else_changed_is_saved_as_ever(editing):
    editing.getControl(name=TITLE).value = "PMC bags"
    editing.getControl(name=SAVE).click()
    assert saved().title == "PMC bags"


def test_changes_of_different_fields_unite_and_are_told(editing, page):
    editing.getControl(name=TITLE).value = "PMC bags"
    changed_meanwhile(page, description="Where to buy them")
    editing.getControl(name=SAVE).click()
    found = saved()
    assert (found.title, found.description) == ("PMC bags", "Where to buy them")
    assert "united" in editing.contents


def test_two_changes_of_one_field_are_asked_and_nothing_is_lost(editing, page):
    editing.getControl(name=TITLE).value = "Mine"
    editing.getControl(name=LEAD).value = "My lead"
    changed_meanwhile(page, title="Theirs")
    editing.getControl(name=SAVE).click()
    assert "409" in editing.headers["Status"]
    assert "<mark>Mine</mark>" in editing.contents
    assert "<mark>Theirs</mark>" in editing.contents
    assert editing.getControl(name="choice.IDublinCore.title").value == []
    editing.getControl(name=SAVE).click()
    assert "409" in editing.headers["Status"], "nothing is saved while a choice is open"
    assert saved().title == "Theirs"

    editing.getControl(name="choice.IDublinCore.title").value = "mine"
    editing.getControl(name=SAVE).click()
    found = saved()
    assert (found.title, found.description) == ("Mine", "My lead")


def test_text_can_be_kept_twice_or_written_anew(editing, page):
    changed_meanwhile(page, text=RichTextValue("<p>Before</p>", "text/html", "text/x-html-safe"))
    editing.open(f"{page.absolute_url()}/edit")
    editing.getControl(name=TEXT).value = "<p>Mine</p>"
    changed_meanwhile(page, text=RichTextValue("<p>Theirs</p>", "text/html", "text/x-html-safe"))
    editing.getControl(name=SAVE).click()
    editing.getControl(name="choice.IRichTextBehavior.text").value = "both"
    editing.getControl(name=SAVE).click()
    assert saved().text.raw == "<p>Mine</p><p>Theirs</p>"


def test_ones_own_text_is_kept_aside_and_offered_again(editing, page):
    editing.getControl(name=TITLE).value = "Mine"
    changed_meanwhile(page, title="Theirs")
    editing.getControl(name=SAVE).click()
    editing.getControl(name="communes.aside").click()
    assert saved().title == "Theirs"

    editing.open(f"{page.absolute_url()}/edit")
    assert "<mark>Mine</mark>" in editing.contents
    editing.open(f"{page.absolute_url()}/edit?communes.typed=1")
    assert editing.getControl(name=TITLE).value == "Mine"


def test_what_was_typed_is_asked_about_and_can_be_thrown_away(browser_of, page, functional):
    browser = browser_of("anna", ["Editor"])
    request = functional["request"]
    alsoProvides(request, IEditingLayer)
    with api.env.adopt_user("anna"):
        kept = getMultiAdapter((page, request), IWriting)
        kept.keep("edit", {TITLE: "Typed", LEAD: ""}, "{}")
        transaction.commit()
    browser.open(f"{page.absolute_url()}/edit")
    assert "<mark>Typed</mark>" in browser.contents
    browser.getControl(name="communes.forget").click()
    assert browser.getControl(name=TITLE).value == "Bags"
    transaction.begin()
    with api.env.adopt_user("anna"):
        assert getMultiAdapter((page, request), IWriting).typed("edit") is None


def test_saving_forgets_what_was_typed(editing, page, functional):
    request = functional["request"]
    alsoProvides(request, IEditingLayer)
    with api.env.adopt_user("anna"):
        getMultiAdapter((page, request), IWriting).keep("edit", {TITLE: "Typed"}, "{}")
        transaction.commit()
    editing.getControl(name=SAVE).click()
    transaction.begin()
    with api.env.adopt_user("anna"):
        assert getMultiAdapter((page, request), IWriting).typed("edit") is None


def test_a_visitor_has_no_form(browser_of, page):
    visitor = browser_of()
    visitor.open(f"{page.absolute_url()}/edit")
    assert TITLE not in visitor.contents


def test_both_whole_texts_are_versions_before_the_question_is_asked(editing, page):
    editing.getControl(name=TITLE).value = "Mine"
    editing.getControl(name=TEXT).value = "<p>My words</p>"
    changed_meanwhile(page, title="Theirs")
    before = len(history.versions(page))
    editing.getControl(name=SAVE).click()
    found = saved()
    with api.env.adopt_roles(["Manager"]):
        theirs, mine, *_rest = kept = history.versions(found)
        assert len(kept) == before + 2
        assert history.text_of(found, mine.number).title == "Mine"
        assert history.text_of(found, mine.number).text.raw == "<p>My words</p>"
        assert history.text_of(found, theirs.number).title == "Theirs"
    assert (found.title, found.text) == ("Theirs", None)
    assert f"({theirs.number + 1}, theirs; {mine.number + 1}, yours)" in " ".join(
        html.fromstring(editing.contents).text_content().split()
    )
    editing.getControl(name=SAVE).click()
    assert "409" in editing.headers["Status"]
    with api.env.adopt_roles(["Manager"]):
        assert len(history.versions(saved())) == before + 2, "they are not kept twice"
    editing.getLink("Read both side by side").click()
    assert "Mine" in editing.contents
    assert "Theirs" in editing.contents


def test_a_file_that_was_sent_comes_back_with_the_choice(browser_of, page, functional):
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(functional["portal"], "File", "plan", title="Plan")
        made.file = NamedBlobFile(b"old", filename="old.txt")
    transaction.commit()
    browser = browser_of("anna", ["Editor"])
    browser.open(f"{made.absolute_url()}/edit")
    browser.getControl(name="form.widgets.title").value = "Mine"
    browser.getControl(name="form.widgets.file.action").value = ["replace"]
    browser.getControl(name="form.widgets.file").add_file(b"new", "text/plain", "new.txt")
    changed_meanwhile(made, title="Theirs")
    browser.getControl(name=SAVE).click()
    assert "409" in browser.headers["Status"]
    browser.getControl(name="choice.title").value = "theirs"
    browser.getControl(name=SAVE).click()
    transaction.begin()
    found = api.content.get("/plan")
    assert (found.title, found.file.filename, found.file.data) == ("Theirs", "new.txt", b"new")
