"""@@quality-check while somebody types, for pages that are there and for @@quality-check-new."""

import json
import transaction


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
