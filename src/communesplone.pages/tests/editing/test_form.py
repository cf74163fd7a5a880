"""Sections are added, ordered, filled in and saved without any script; nothing typed is lost."""

from communesplone.core.quality import IPublicChange
from communesplone.pages.behavior import sections_of
from communesplone.pages.interfaces import IPagesLayer
from communesplone.pages.writing import save
from DateTime import DateTime
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.interfaces import IDexterityContent
from urllib.parse import urlencode
from zope.component import getGlobalSiteManager
import pytest
import re
import transaction


@pytest.fixture
def page(add):
    return add()


@pytest.fixture
def press(webmaster):
    """Press a button of the form, by its value."""

    def go(value):
        webmaster.getControl(name="do", index=0)
        form = webmaster.getForm(index=_form_index(webmaster))
        form.getControl(name="do", index=_index(form, value)).click()

    return go


def _form_index(browser):
    forms = re.findall(r"<form\b[^>]*>", browser.contents)
    return next(at for at, form in enumerate(forms) if "@@sections" in form)


def _index(form, value):
    index = 0
    while form.getControl(name="do", index=index)._elem.attrs.get("value") != value:
        index += 1
    return index


def opened(webmaster, page):
    webmaster.open(f"{page.absolute_url()}/@@sections")
    assert "200" in webmaster.headers["Status"]


def control(webmaster, suffix):
    """The control whose name ends so; ids of sections are drawn by lot."""
    names = re.findall(rf'name="(s[^"]+{re.escape(suffix)})"', webmaster.contents)
    return webmaster.getControl(name=names[0])


def test_a_section_is_added_filled_in_and_shown(webmaster, visitor, press, page):
    opened(webmaster, page)
    press("add quote")
    control(webmaster, ".text").value = "Reading is free."
    control(webmaster, ".who").value = "The librarian"
    press("save")
    transaction.begin()

    assert [one["type"] for one in sections_of(page)] == ["quote"]
    visitor.open(page.absolute_url())
    assert "Reading is free." in visitor.contents


def test_title_lead_and_text_above_the_sections_are_written_with_them(
    webmaster, visitor, press, page
):
    opened(webmaster, page)
    webmaster.getControl(name="_page.title").value = "PMC bags"
    webmaster.getControl(name="_page.description").value = "Where to buy them."
    webmaster.getControl(
        name="_page.text"
    ).value = "<h2>When</h2><p>On Mondays</p><script>alert(1)</script>"
    press("save")
    transaction.begin()

    visitor.open(page.absolute_url())
    assert "PMC bags" in visitor.contents
    assert '<h2 id="h-when">When</h2>' in visitor.contents
    assert "alert(1)" not in visitor.contents
    opened(webmaster, page)
    webmaster.getControl(name="_page.text").value = ""
    press("save")
    transaction.begin()
    assert page.text is None


def test_two_who_change_the_text_above_the_sections_both_see_it(webmaster, press, page):
    page.text = RichTextValue("<h2>A</h2><p>Before</p>", "text/html", "text/x-html-safe")
    changed_meanwhile(page)
    opened(webmaster, page)
    webmaster.getControl(name="_page.text").value = "<h2>A</h2>\n<p>Before</p>"
    page.text = RichTextValue("<h2>A</h2><p>Theirs</p>", "text/html", "text/x-html-safe")
    changed_meanwhile(page)
    press("save")
    transaction.begin()
    # Another spelling of the same text is no change
    assert "Theirs" in page.text.raw
    opened(webmaster, page)
    webmaster.getControl(name="_page.text").value = "<h3>A</h3><p>Theirs</p>"
    page.text = RichTextValue("<h2>A</h2><p>Others</p>", "text/html", "text/x-html-safe")
    changed_meanwhile(page)
    press("save")
    assert "409" in webmaster.headers["Status"]
    assert "Others" in webmaster.contents


def test_what_is_wrong_is_shown_beside_it_and_all_that_was_typed_stays(webmaster, press, page):
    opened(webmaster, page)
    press("add video")
    control(webmaster, ".title").value = "The film"
    control(webmaster, ".address").value = "javascript:alert(1)"
    press("save")
    transaction.begin()

    assert "422" in webmaster.headers["Status"]
    assert "PeerTube" in webmaster.contents
    assert control(webmaster, ".title").value == "The film"
    assert control(webmaster, ".address").value == "javascript:alert(1)"
    assert sections_of(page) == []


def test_sections_are_moved_and_removed_by_buttons(webmaster, press, page):
    save(page, [{"id": f"s{n}", "type": "quote", "text": f"Text {n}"} for n in range(3)])
    transaction.commit()
    opened(webmaster, page)
    press("up s2")
    press("down s0")
    press("remove s1")
    press("save")
    transaction.begin()

    assert [one["id"] for one in sections_of(page)] == ["s2", "s0"]


def test_parts_are_added_and_removed(webmaster, press, page):
    save(page, [{"id": "s1", "type": "steps", "steps": [{"title": "One"}, {"title": "Two"}]}])
    transaction.commit()
    opened(webmaster, page)
    press("add-part s1.steps")
    webmaster.getControl(name="s1.steps.2.title").value = "Three"
    press("remove-part s1.steps.0")
    press("save")
    transaction.begin()

    assert [one["title"] for one in sections_of(page)[0]["steps"]] == ["Two", "Three"]


@pytest.mark.parametrize(
    ("hours", "said"), [(-1, "shows at once to everybody"), (1, "is seen by your team alone")]
)
def test_who_sees_what_is_saved_is_said_before(webmaster, page, hours, said):
    page.effective_date = DateTime() + hours / 24
    transaction.commit()
    opened(webmaster, page)
    assert f"what you save {said}" in webmaster.contents


class Refusing:
    """What an add-on of quality says of a change: here, that it may not say "forbidden"."""

    def __init__(self, context, request):
        self.context = context

    def refusal(self, form, values):
        assert form == "sections"
        told = str(values["sections"]) + values["title"]
        return '<p id="quality-refusal">Not so</p>' if "forbidden" in told else ""


@pytest.fixture
def refusing():
    """A site with an add-on that asks what is saved to pages."""
    manager = getGlobalSiteManager()
    manager.registerAdapter(Refusing, (IDexterityContent, IPagesLayer), IPublicChange)
    yield
    manager.unregisterAdapter(Refusing, (IDexterityContent, IPagesLayer), IPublicChange)


def test_what_may_not_be_saved_is_said_and_all_that_was_typed_stays(
    webmaster, visitor, press, page, refusing
):
    opened(webmaster, page)
    press("add quote")
    control(webmaster, ".text").value = "This is forbidden."
    press("save")
    transaction.begin()
    assert "422" in webmaster.headers["Status"]
    assert '<p id="quality-refusal">Not so</p>' in webmaster.contents
    assert sections_of(page) == []
    assert control(webmaster, ".text").value == "This is forbidden."
    control(webmaster, ".text").value = "This is allowed."
    press("save")
    transaction.begin()
    assert [one["text"] for one in sections_of(page)] == ["This is allowed."]


def quote(text, section_id="s1", **fields):
    return {"id": section_id, "type": "quote", "text": text, **fields}


def changed_meanwhile(page, *sections):
    """Somebody else saves the page, now."""
    save(page, list(sections))
    transaction.commit()


def test_two_who_change_one_text_both_see_it_and_choose(webmaster, press, page):
    changed_meanwhile(page, quote("Before"))
    opened(webmaster, page)
    webmaster.getControl(name="s1.text").value = "Mine"
    changed_meanwhile(page, quote("Theirs"))
    press("save")

    assert "409" in webmaster.headers["Status"]
    assert "<mark>Mine</mark>" in webmaster.contents
    assert "<mark>Theirs</mark>" in webmaster.contents
    assert webmaster.getControl(name="choice.s1.text").value == []
    press("save")
    transaction.begin()
    assert "409" in webmaster.headers["Status"], "nothing is saved while a choice is open"
    assert sections_of(page)[0]["text"] == "Theirs"

    webmaster.getControl(name="choice.s1.text").value = "both"
    press("save")
    transaction.begin()
    assert sections_of(page)[0]["text"] == "Mine\n\nTheirs"


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "Mine"), ("theirs", "Theirs"), ("write", "Another")]
)
def test_each_choice_is_what_is_kept(webmaster, press, page, choice, kept):
    changed_meanwhile(page, quote("Before"))
    opened(webmaster, page)
    webmaster.getControl(name="s1.text").value = "Mine"
    changed_meanwhile(page, quote("Theirs"))
    press("save")
    webmaster.getControl(name="choice.s1.text").value = choice
    webmaster.getControl(name="written.s1.text").value = "Another"
    press("save")
    transaction.begin()
    assert sections_of(page)[0]["text"] == kept


def test_a_choice_is_asked_again_when_theirs_changed_after_it_was_shown(webmaster, press, page):
    changed_meanwhile(page, quote("Before"))
    opened(webmaster, page)
    webmaster.getControl(name="s1.text").value = "Mine"
    changed_meanwhile(page, quote("Theirs"))
    press("save")
    webmaster.getControl(name="choice.s1.text").value = "mine"
    changed_meanwhile(page, quote("Theirs, again"))
    press("save")
    transaction.begin()
    assert "409" in webmaster.headers["Status"]
    assert sections_of(page)[0]["text"] == "Theirs, again"


def test_changes_of_different_sections_unite_by_themselves_and_are_told(webmaster, press, page):
    changed_meanwhile(page, quote("One"), quote("Two", "s2"), quote("Three", "s3"))
    opened(webmaster, page)
    webmaster.getControl(name="s1.text").value = "Mine"
    changed_meanwhile(
        page, quote("Three", "s3"), quote("One"), quote("Theirs", "s2"), quote("New", "s4")
    )
    press("save")
    transaction.begin()
    assert [one["text"] for one in sections_of(page)] == ["Three", "Mine", "Theirs", "New"]
    assert "united" in webmaster.contents


def test_title_and_lead_are_written_with_the_sections(webmaster, press, page):
    opened(webmaster, page)
    webmaster.getControl(name="_page.title").value = "PMC bags"
    webmaster.getControl(name="_page.description").value = "Where to buy them."
    press("save")
    transaction.begin()
    found = api.content.get("/page")
    assert (found.title, found.description) == ("PMC bags", "Where to buy them.")


def test_a_page_without_title_is_not_saved_and_says_where(webmaster, press, page):
    opened(webmaster, page)
    webmaster.getControl(name="_page.title").value = ""
    press("save")
    assert "422" in webmaster.headers["Status"]
    assert 'href="#_page-title"' in webmaster.contents


def test_a_section_is_duplicated(webmaster, press, page):
    changed_meanwhile(page, quote("One"), quote("Two", "s2"))
    opened(webmaster, page)
    press("copy s1")
    press("save")
    transaction.begin()
    found = sections_of(page)
    assert [one["text"] for one in found] == ["One", "One", "Two"]
    assert len({one["id"] for one in found}) == 3


def test_sections_of_another_page_are_copied_and_leave_it_as_it_is(webmaster, press, page, add):
    other = add("Other")
    changed_meanwhile(other, quote("There"))
    opened(webmaster, page)
    webmaster.getControl(name="_from").value = other.absolute_url()
    press("take")
    press("save")
    transaction.begin()
    assert [one["text"] for one in sections_of(page)] == ["There"]
    assert sections_of(page)[0]["id"] != "s1"
    assert sections_of(other)[0]["id"] == "s1"


def test_addresses_of_the_site_are_kept_by_uid_and_shown_as_addresses(webmaster, press, page, add):
    other = add("Other")
    opened(webmaster, page)
    press("add links")
    control(webmaster, ".links.0.title").value = "There"
    control(webmaster, ".links.0.address").value = f"{other.absolute_url()}#part"
    press("save")
    transaction.begin()

    link = sections_of(page)[0]["links"][0]
    assert link["address"] == f"resolveuid/{other.UID()}#part"
    opened(webmaster, page)
    assert control(webmaster, ".links.0.address").value == f"{other.absolute_url()}#part"


def test_without_the_token_of_the_form_nothing_is_saved(webmaster, page):
    data = {"order": "s1", "s1.type": "quote", "s1.text": "Forged", "do": "save"}
    webmaster.post(f"{page.absolute_url()}/@@sections", urlencode(data))
    transaction.begin()

    assert "403" in webmaster.headers["Status"]
    assert sections_of(page) == []


def test_visitors_have_neither_form_nor_preview(visitor, page):
    names = (
        "sections",
        "sections-preview",
        "sections-part",
        "sections-sources",
        "sections-picture",
        "where-used",
    )
    for name in names:
        visitor.open(f"{page.absolute_url()}/@@{name}")
        assert "200" not in visitor.headers["Status"] or "login" in visitor.url


def test_the_preview_shows_what_is_typed_and_stores_nothing(webmaster, press, page):
    opened(webmaster, page)
    press("add quote")
    control(webmaster, ".text").value = "Not yet"
    press("preview")
    transaction.begin()

    assert "Not yet" in webmaster.contents
    assert sections_of(page) == []


def test_the_ordinary_form_leads_to_the_sections_and_leaves_them(webmaster, page):
    save(page, [{"id": "s1", "type": "quote", "text": "Kept"}])
    transaction.commit()
    webmaster.open(f"{page.absolute_url()}/edit")
    assert "/@@sections" in webmaster.contents
    webmaster.getControl(name="form.widgets.IDublinCore.title").value = "Renamed"
    webmaster.getControl("Save").click()
    transaction.begin()

    assert api.content.get("/page").title == "Renamed"
    assert sections_of(api.content.get("/page"))[0]["text"] == "Kept"


def test_a_closed_section_names_the_folder_that_it_shows(webmaster, add, page):
    folder = add("Town hall news", kind="Folder")
    save(page, [{"id": "news", "type": "collection", "below": folder.UID(), "sort": "newest"}])
    transaction.commit()
    opened(webmaster, page)
    summary = re.search(r"<summary[^>]*>(.*?)</summary>", webmaster.contents, re.S).group(1)

    assert "Town hall news" in summary
    assert folder.UID() not in summary
