"""Sections are added, ordered, filled in and saved without any script; nothing typed is lost."""

from communesplone.pages.behavior import sections_of
from communesplone.pages.writing import save
from plone import api
from urllib.parse import urlencode
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
    names = re.findall(rf'name="([^"]+{re.escape(suffix)})"', webmaster.contents)
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


def test_two_people_who_edit_are_told_and_both_versions_are_kept(webmaster, press, page):
    save(page, [{"id": "s1", "type": "quote", "text": "Before"}])
    transaction.commit()
    opened(webmaster, page)
    webmaster.getControl(name="s1.text").value = "Mine"
    save(page, [{"id": "s1", "type": "quote", "text": "Theirs"}])
    transaction.commit()
    press("save")
    transaction.begin()

    assert "409" in webmaster.headers["Status"]
    assert webmaster.getControl(name="s1.text").value == "Mine"
    assert "Theirs" in webmaster.contents
    assert sections_of(page)[0]["text"] == "Theirs"

    press("both")
    press("save")
    transaction.begin()
    assert [one["text"] for one in sections_of(page)] == ["Mine", "Theirs"]


def test_mine_replaces_theirs_only_as_it_was_shown(webmaster, press, page):
    opened(webmaster, page)
    press("add quote")
    control(webmaster, ".text").value = "Mine"
    save(page, [{"id": "s1", "type": "quote", "text": "Theirs"}])
    transaction.commit()
    press("save")
    press("overwrite")
    transaction.begin()

    assert [one["text"] for one in sections_of(page)] == ["Mine"]


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
    for name in ("sections", "sections-preview", "where-used"):
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
