"""What the script of the editor asks: one section drawn, a new one, pages to copy from."""

from communesplone.pages.behavior import sections_of
from communesplone.pages.writing import save
from plone import api
from urllib.parse import urlencode
import json
import pytest
import re
import transaction


@pytest.fixture
def page(add):
    made = add("Bags")
    save(made, [{"id": "s1", "type": "quote", "text": "Stored"}])
    transaction.commit()
    return made


@pytest.fixture
def ask(webmaster, page):
    """`ask("draw", order="s1", …)`: what @@sections-part answers."""
    webmaster.open(f"{page.absolute_url()}/@@sections")
    token = re.search(r'name="_authenticator" value="(\w+)"', webmaster.contents).group(1)

    def go(action, **fields):
        data = {**fields, "do": action, "_authenticator": token}
        webmaster.post(f"{page.absolute_url()}/@@sections-part", urlencode(data))
        return json.loads(webmaster.contents)

    return go


def typed(text):
    return {"order": "s1", "s1.type": "quote", "s1.text": text}


def test_a_section_is_drawn_as_it_is_typed_and_nothing_is_stored(ask, page):
    (part,) = ask("draw", **typed("Typed"))["parts"]
    transaction.begin()
    assert "Typed" in part["html"]
    assert part["called"].endswith("Typed")
    assert sections_of(page)[0]["text"] == "Stored"


def test_what_has_nothing_to_show_yet_says_so(ask):
    (part,) = ask("draw", **typed(""))["parts"]
    assert part["empty"]
    assert "fill it in" in part["html"]


def test_what_runs_is_not_drawn(ask):
    found = ask(
        "draw", order="s1", **{"s1.type": "text", "s1.text": "<p>A<script>b()</script></p>"}
    )
    assert "script" not in found["parts"][0]["html"]


def test_a_new_section_comes_with_its_fields(ask):
    found = ask("add quote")
    assert 'name="order"' in found["items"][0]
    assert ".text" in found["items"][0]
    assert found["parts"][0]["id"] in found["items"][0]


def test_the_text_above_the_sections_is_drawn_as_citizens_would_read_it(ask, page):
    (part,) = ask("draw-text", **{"_page.text": "<h2>A</h2><script>b()</script>"})["parts"]
    assert part["id"] == "_text"
    assert "<h2>A</h2>" in part["html"]
    assert "script" not in part["html"]
    assert ask("draw-text", **{"_page.text": ""})["parts"][0]["empty"]
    assert page.text is None


def test_headings_are_offered_by_the_names_that_saving_would_give_them(ask, page, webmaster):
    fields = {"s1.type": "text", "s1.heading": "Prices", "s1.text": "<h3>Bags</h3><p>a</p>"}
    found = ask("outline", order="s1", **fields, **{"_page.text": "<h2>Bags</h2>"})["outline"]
    assert [one["title"] for one in found] == ["Bags", "Prices", "Bags"]
    uid = page.UID()
    assert [one["href"] for one in found] == [
        f"resolveuid/{uid}#h-bags",
        f"resolveuid/{uid}#s1",
        f"resolveuid/{uid}#h-bags-2",
    ]
    save(page, [{"id": "s1", **{name[3:]: value for name, value in fields.items()}}])
    transaction.commit()
    webmaster.open(f"{page.absolute_url()}/@@sections-sources?outline={uid}")
    assert [one["title"] for one in json.loads(webmaster.contents)] == ["Prices", "Bags"]
    webmaster.open(f"{page.absolute_url()}/@@sections-sources?outline={'f' * 32}")
    assert json.loads(webmaster.contents) == []


def test_a_copy_has_what_is_typed_and_an_id_of_its_own(ask):
    found = ask("copy s1", **typed("Typed"))
    assert "Typed" in found["items"][0]
    assert found["parts"][0]["id"] != "s1"


def test_what_is_no_kind_of_section_is_refused(ask, webmaster):
    assert ask("add nonsense") == {}
    assert "400" in webmaster.headers["Status"]


def test_without_the_token_nothing_is_drawn(webmaster, page):
    webmaster.post(f"{page.absolute_url()}/@@sections-part", urlencode({"do": "draw"}))
    assert "403" in webmaster.headers["Status"]
    webmaster.open(f"{page.absolute_url()}/@@sections-part")
    assert "405" in webmaster.headers["Status"]


def test_pages_to_copy_from_are_found_by_the_beginning_of_a_word(webmaster, page, add):
    add("Waste collection")
    webmaster.open(f"{page.absolute_url()}/@@sections-sources?text=wast")
    (found,) = json.loads(webmaster.contents)
    assert found["title"] == "Waste collection"
    webmaster.open(f"{page.absolute_url()}/@@sections-sources?page={page.UID()}")
    assert [one["id"] for one in json.loads(webmaster.contents)] == ["s1"]


def test_what_an_editor_may_not_see_is_nothing_to_copy_from(functional, page, add, ask):
    secret = add("Secret plans", publish=False)
    save(secret, [{"id": "s9", "type": "quote", "text": "Secret"}])
    api.user.create(email="a@example.be", username="assistant", password="correct horse 1")
    transaction.commit()
    with api.env.adopt_user("assistant"):
        from communesplone.pages.editing.sources import page_at

        assert page_at(secret.UID()) is None
        assert page_at(secret.absolute_url()) is None
        assert page_at(page.UID()) is not None


@pytest.fixture
def picture(add):
    return add("Bottle banks", kind="Image", publish=False)


@pytest.fixture
def send_picture(webmaster, page, ask):
    """`send_picture(uid=…, alt=…)`: what @@sections-picture answers."""

    def go(**fields):
        webmaster.open(f"{page.absolute_url()}/@@sections")
        token = re.search(r'name="_authenticator" value="(\w+)"', webmaster.contents).group(1)
        data = {**fields, "_authenticator": token}
        webmaster.post(f"{page.absolute_url()}/@@sections-picture", urlencode(data))
        transaction.begin()
        return json.loads(webmaster.contents)

    return go


def test_a_picture_becomes_a_section_with_its_words_and_keeps_its_focal_point(
    send_picture, picture
):
    found = send_picture(uid=picture.UID(), alt="Three bottle banks", focus="30, 60")
    assert "Three bottle banks" in found["items"][0]
    assert picture.picture_alt == "Three bottle banks"
    assert picture.focal_point == "30, 60"


def test_a_picture_of_a_page_is_framed_anew_and_keeps_its_words(
    send_picture, picture, webmaster, page
):
    send_picture(uid=picture.UID(), alt="Three bottle banks")
    found = send_picture(uid=picture.UID(), frame="1", focus="10, 20", crop="5, 0, 95, 80")
    assert found == {"parts": [], "items": []}
    assert (picture.focal_point, picture.crop) == ("10, 20", "5, 0, 95, 80")
    assert picture.picture_alt == "Three bottle banks"
    webmaster.open(f"{page.absolute_url()}/@@sections-picture?uid={picture.UID()}")
    assert json.loads(webmaster.contents)["crop"] == "5, 0, 95, 80"
    send_picture(uid=picture.UID(), frame="1", focus="nowhere", crop="90, 0, 10, 80")
    assert (picture.focal_point, picture.crop) == (None, None)


def test_who_may_not_change_a_picture_does_not_frame_it(
    send_picture, picture, webmaster, page, functional
):
    with api.env.adopt_roles(["Manager"]):
        picture.manage_permission("Modify portal content", [], acquire=False)
    transaction.commit()
    webmaster.open(f"{page.absolute_url()}/@@sections-picture?uid={picture.UID()}")
    assert "403" in webmaster.headers["Status"]
    assert send_picture(uid=picture.UID(), frame="1", crop="5, 0, 95, 80") == {}
    assert picture.crop is None


def test_a_picture_without_words_is_refused_unless_it_is_decorative(
    send_picture, picture, webmaster
):
    assert send_picture(uid=picture.UID(), alt=" ") == {}
    assert "422" in webmaster.headers["Status"]
    assert send_picture(uid=picture.UID(), decorative="1")["items"]
    assert picture.picture_decorative


def test_only_a_picture_of_this_site_can_be_put(send_picture, page):
    assert send_picture(uid=page.UID(), alt="A page") == {}
    assert send_picture(uid="f" * 32, alt="Nothing") == {}


def test_a_gallery_asks_what_each_picture_shows(page):
    from communesplone.pages.writing import checked

    shown = {"image": "f" * 32}
    section = {"id": "g", "type": "gallery", "pictures": [shown]}
    _found, errors = checked([section])
    assert "g.pictures.0.alt" in errors
    _found, errors = checked([{**section, "pictures": [{**shown, "decorative": True}]}])
    assert not errors
