"""@@quality-check while somebody types, for pages that are there and for @@quality-check-new."""

import json
import transaction


NUMBER = "<p>Dossier 85.07.30-033.28.</p>"
PICTURE = '<p><img src="pont.jpg"></p>'


def test_what_is_typed_is_looked_at_and_nothing_is_kept(portal, make, webmaster, ask):
    page = make()
    before = portal._p_jar.db().lastTransaction()
    found = ask(webmaster, page, {"text": PICTURE})
    assert found["law"] == 1
    first = found["findings"][0]
    assert (first["number"], first["check"], first["way"]) == (1, "alternatives", "text")
    assert [one["name"] for one in first["mends"]] == ["describe", "decorative"]
    transaction.begin()
    assert page.text.raw == "<p>Bonjour.</p>"
    assert portal._p_jar.db().lastTransaction() == before


def test_a_mend_comes_back_as_the_value_of_the_form(make, webmaster, ask):
    page = make()
    (first, *_rest) = ask(webmaster, page, {"text": PICTURE})["findings"]
    mend = {"key": first["key"], "name": "describe", "answer": "Le pont"}
    found = ask(webmaster, page, {"text": PICTURE}, mend=mend)
    assert found["changes"] == {"text": '<p><img src="pont.jpg" alt="Le pont"></p>'}
    assert found["law"] == 0
    found = ask(webmaster, page, {"text": PICTURE}, mend={**mend, "answer": " "})
    assert "image" in found["error"] or "picture" in found["error"]
    found = ask(webmaster, page, {"text": "<p>x</p>"}, mend=mend)
    assert found["error"]


def test_a_page_that_is_not_there_yet_is_looked_at_too(portal, make, webmaster, ask, token):
    folder = make("folder")
    values = {"text": PICTURE, "title": "Neuve", "type": "Document"}
    secret = token(webmaster, folder)
    found = ask(webmaster, portal, values, view="@@quality-check-new", secret=secret)
    assert found["law"] == 1
    nothing = ask(
        webmaster, portal, {**values, "type": "Nothing"}, view="@@quality-check-new", secret=secret
    )
    assert nothing["total"] == 0


def test_a_number_that_is_typed_holds_publication_in_the_words_of_the_board(
    portal, make, webmaster, ask
):
    page = make()
    found = ask(webmaster, page, {"text": NUMBER})
    assert found["law"] == 1
    first = found["findings"][0]
    assert first["severity"] == "law"
    make("other", NUMBER)
    webmaster.open(f"{portal.absolute_url()}/@@quality-board")
    for words in (first["title"], first["holds"]):
        assert words in webmaster.contents


def test_what_is_said_of_typed_digits_is_kept_with_who_said_it(make, webmaster, ask, kept):
    page = make()
    (first, *_rest) = ask(webmaster, page, {"text": NUMBER})["findings"]
    assert first["unless"] == "Ce n’est pas un numéro national"
    found = ask(webmaster, page, {"text": NUMBER}, say=first["key"])
    assert found["law"] == 0
    transaction.begin()
    assert [one.by for one in kept.said[page.UID()]] == ["admin"]
    assert page.text.raw == "<p>Bonjour.</p>"
    found = ask(webmaster, page, {"text": NUMBER}, take_back=found["mark"])
    assert found["law"] == 1
    transaction.begin()
    assert page.UID() not in kept.said


def test_nothing_is_said_of_a_picture_without_words_nor_of_a_new_page(
    portal, make, webmaster, ask, token, kept
):
    page = make()
    (first, *_rest) = ask(webmaster, page, {"text": PICTURE})["findings"]
    assert first["unless"] == ""
    assert ask(webmaster, page, {"text": PICTURE}, say=first["key"])["error"]
    values, secret = {"text": NUMBER, "type": "Document"}, token(webmaster, page)
    new = {"view": "@@quality-check-new", "secret": secret}
    (first, *_rest) = ask(webmaster, portal, values, **new)["findings"]
    assert ask(webmaster, portal, values, say=first["key"], **new)["law"] == 1
    transaction.begin()
    assert not kept.said


def test_only_who_may_edit_the_page_may_ask(make, visitor, person, webmaster, token):
    page = make("bags", PICTURE)
    secret = token(webmaster, page)
    for browser in (visitor, person("sports"), person("reader", ["Reader"])):
        browser.addHeader("X-CSRF-TOKEN", secret)
        browser.post(f"{page.absolute_url()}/@@quality-check", "{}", "application/json")
        assert "findings" not in str(browser.contents)


def test_without_the_token_of_the_form_nothing_is_answered(make, webmaster):
    page = make("bags", PICTURE)
    webmaster.post(f"{page.absolute_url()}/@@quality-check", "{}", "application/json")
    assert webmaster.headers["status"].startswith("403")
    webmaster.open(f"{page.absolute_url()}/@@quality-check")
    assert "findings" not in str(webmaster.contents)


def test_what_is_no_object_of_json_is_refused(make, webmaster, token, monkeypatch):
    page = make()
    webmaster.addHeader("X-CSRF-TOKEN", token(webmaster, page))
    url = f"{page.absolute_url()}/@@quality-check"
    for body in ("[]", "no", '{"values": ', "[" * 20000):
        webmaster.post(url, body, "application/json")
        assert webmaster.headers["status"].startswith("400"), body[:20]
    webmaster.post(url, json.dumps({"values": [1], "mend": 3}), "application/json")
    assert json.loads(webmaster.contents)["total"] >= 0
    monkeypatch.setattr("communesplone.editing.quality.browser.check.LARGEST", 100)
    webmaster.post(url, json.dumps({"values": {"text": "x" * 200}}), "application/json")
    assert webmaster.headers["status"].startswith("400")
