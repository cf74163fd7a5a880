from communesplone.core.sharing.references import key_of
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.references import leaving
from communesplone.core.sharing.references import settled


UID = "0123456789abcdef0123456789abcdef"
KEY = key_of(UID)


def left(data, name=""):
    return leaving(data, key_of, lambda path: KEY if path == "/commune" else "", name)


def test_whatever_names_an_item_leaves_as_its_key():
    assert left({"html": f'<a href="resolveuid/{UID}#a">x</a>'}) == {
        "html": f'<a href="resolveuid/{KEY}#a">x</a>'
    }
    assert left([UID, "word"]) == [KEY, "word"]
    assert left('<a href="../resolveuid/' + UID + '">x</a>') == f'<a href="resolveuid/{KEY}">x</a>'
    assert left('<a href="/commune">x</a>') == f'<a href="resolveuid/{KEY}">x</a>'


def test_a_path_of_the_site_leaves_as_a_key_or_not_at_all():
    assert left({"url": "/commune"}) == {"url": f"resolveuid/{KEY}"}
    assert left({"url": "/gone"}) == {"url": ""}
    assert left({"url": "https://www.belgium.be/"}) == {"url": "https://www.belgium.be/"}
    assert left({"text": "/ or"}) == {"text": "/ or"}


def test_keys_tell_nothing_and_stay_the_same():
    assert UID not in KEY
    assert key_of(UID) == KEY
    assert list(keys_in([f'<a href="resolveuid/{KEY}">x</a>', KEY])) == [KEY, KEY]


def test_a_settled_key_is_an_item_of_the_new_site():
    other = "f" * 32
    data = {"text": f'<a href="resolveuid/{KEY}">x</a>', "service": KEY, "related": [KEY]}
    assert settled(data, {KEY: other}) == {
        "text": f'<a href="resolveuid/{other}">x</a>',
        "service": other,
        "related": [other],
    }


def test_a_key_that_is_taken_out_leaves_its_words_and_no_dead_link():
    link = f'<a href="resolveuid/{KEY}">le règlement</a>'
    text = f'<p>Lire {link} et <img src="resolveuid/{KEY}"> voir.</p>'
    data = {"text": text, "url": f"resolveuid/{KEY}", "service": KEY, "related": [KEY, "a"]}
    found = settled(data, {KEY: ""})
    assert found == {
        "text": "<p>Lire le règlement et  voir.</p>",
        "url": "",
        "service": None,
        "related": ["a"],
    }
    assert not list(keys_in(found))
