from communesplone.core.identity import Identity
from communesplone.core.reference import all_communes
from communesplone.policy.content import read_json
from communesplone.policy.content import read_text
from communesplone.policy.demo import available
from communesplone.policy.words import complete
from communesplone.policy.words import of_name
from communesplone.policy.words import TO_COMPLETE
from communesplone.policy.words import words_of
import pytest


LANGUAGES = ("fr", "de", "nl")
PAGES = ("contact", "accessibility", "privacy", "legal")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Namur", "de Namur"),
        ("Amay", "d’Amay"),
        ("Éghezée", "d’Éghezée"),
        ("Yvoir", "d’Yvoir"),
        ("Huy", "de Huy"),
        ("Le Rœulx", "du Rœulx"),
        ("La Louvière", "de La Louvière"),
        ("Les Bons Villers", "des Bons Villers"),
    ],
)
def test_de_is_written_as_french_wants_it(name, said):
    assert of_name(name) == said


def test_every_commune_has_a_name_to_say():
    for commune in all_communes():
        assert of_name(commune.name)


def site(kind="commune"):
    return Identity(
        kind, "92094", "Namur", {"fr": "Namur", "nl": "Namen"}, "", "", ("5000",), "fr", (),
        None, None, "", False,
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_publisher_is_the_administration(language):
    assert words_of(site(), language)["Publisher"][0].isupper()
    assert "Nam" in words_of(site(), language)["publisher"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hub_says_who_keeps_it_only_when_known(language):
    page = complete("<p>{publisher}</p>", words_of(site("hub"), language))
    assert page.startswith("<p><mark>[")


def test_what_nobody_knows_is_marked():
    assert complete("<p>[[phone|Number]]</p>", {}) == "<p><mark>[Number]</mark></p>"


def test_what_is_known_takes_its_place():
    assert complete("<p>[[phone|Number]]</p>", {}, {"phone": "081"}) == "<p>081</p>"


def test_a_paragraph_that_has_nothing_to_say_goes():
    assert complete("<p>[[notice|Draft]]</p>\n<p>Text</p>", {}, {"notice": ""}) == "<p>Text</p>"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["commune", "hub"])
def test_every_language_has_the_mandatory_pages(kind, language):
    entries = {entry["key"]: entry for entry in read_json("content", language, f"{kind}.json")}
    for key in PAGES:
        assert read_text("content", language, entries[key]["file"])
        assert "publish" not in entries[key]


@pytest.mark.parametrize("key", PAGES)
def test_a_page_asks_for_the_same_facts_in_every_language(key):
    asked = []
    for language in LANGUAGES:
        entries = {entry["key"]: entry for entry in read_json("content", language, "commune.json")}
        asked.append(
            set(TO_COMPLETE.findall(read_text("content", language, entries[key]["file"])))
        )
    assert len({frozenset(name for name, _text in found) for found in asked}) == 1


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_demonstration_knows_every_fact_that_pages_ask_for(language):
    facts = read_json("demo", f"{language}.json")["facts"]
    for entry in read_json("content", language, "commune.json"):
        if "file" in entry:
            text = read_text("content", language, entry["file"])
            assert {name for name, _text in TO_COMPLETE.findall(text)} <= facts.keys()


def test_there_is_no_demonstration_in_english():
    assert not available("en")
