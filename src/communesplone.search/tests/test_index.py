from communesplone.search import document
from communesplone.search.document import value
from communesplone.search.query import Asked
from communesplone.search.query import nearest
from communesplone.search.query import search
from communesplone.search.site import index_of
from communesplone.search.site import rebuild
from communesplone.search.upgrades.v1001 import upgrade
from DateTime import DateTime
from plone import api
from time import time
import pytest
import transaction


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return portal


@pytest.fixture
def add(site):
    def make(title, *, publish=True, **fields):
        with api.env.adopt_roles(["Manager"]):
            item = api.content.create(site, "Document", title=title, language="fr", **fields)
            if publish:
                api.content.transition(item, "publish")
        transaction.commit()
        return item

    return make


def titles(site, text, **options):
    asked = Asked(text=text, language="fr", minute=int(time() // 60), **options)
    return [about.title for _docid, about in search(index_of(site), asked).pages]


def test_a_page_is_found_without_accents_and_in_another_number(site, add):
    add("Cartes d’identité")
    assert titles(site, "carte identite") == ["Cartes d’identité"]


def test_a_word_in_the_title_counts_more_than_in_the_description(site, add):
    add("Divers", description="Aussi le passeport")
    add("Passeport")
    assert titles(site, "passeport") == ["Passeport", "Divers"]


@pytest.mark.parametrize("typed", ["pasport", "passport", "pasesport", "dpasseport"])
def test_a_mistake_is_corrected(site, add, typed):
    add("Passeport")
    assert titles(site, typed) == ["Passeport"]
    assert titles(site, typed, exact=True) == []


def test_what_says_that_no_search_finds_it_is_not_found(site, add, monkeypatch):
    page = add("Bourgmestre, collège communal")
    assert titles(site, "bourgmestre")
    monkeypatch.setattr(document, "value", nothing_to_search)
    page.reindexObject()
    transaction.commit()
    assert titles(site, "bourgmestre") == []
    monkeypatch.undo()
    for _ in range(2):
        upgrade(site.portal_setup)
        assert titles(site, "bourgmestre") == ["Bourgmestre, collège communal"]


def nothing_to_search(item, name):
    """Return what the catalog would index of an item that is no match for any word."""
    return "" if name == "SearchableText" else value(item, name)


def test_synonyms_lead_to_the_same_page(site, add):
    add("Carte d’identité")
    assert titles(site, "CI") == []
    assert titles(site, "CI", synonyms=("carte d’identité = CI",)) == ["Carte d’identité"]


def test_a_phrase_between_quotes_must_stand_so(site, add):
    add("Conseil communal")
    add("Conseil du personnel communal")
    assert titles(site, '"conseil communal"') == ["Conseil communal"]


def test_the_last_word_may_be_unfinished_while_typing(site, add):
    add("Passeport")
    assert titles(site, "pas", typing=True) == ["Passeport"]


def test_what_is_private_is_not_in_the_index_nor_are_its_words(site, add):
    item = add("Secretissime", publish=False)
    assert index_of(site).known("secretissime", "fr") == 0
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(item, "publish")
    transaction.commit()
    assert titles(site, "secretissime") == ["Secretissime"]
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(item, "retract")
    transaction.commit()
    assert titles(site, "secretissime") == []
    assert nearest(index_of(site), "secretissimme", "fr") == ""


def test_what_is_expired_or_to_come_is_not_found(site, add):
    add("Carte ancienne", expiration_date=DateTime() - 1)
    add("Carte future", effective_date=DateTime() + 1)
    assert titles(site, "carte") == []


def test_a_changed_or_deleted_page_leaves_no_word(site, add):
    item = add("Passeport")
    with api.env.adopt_roles(["Manager"]):
        item.title = "Permis"
        item.reindexObject()
        transaction.commit()
        assert titles(site, "permis") == ["Permis"]
        api.content.delete(item)
    transaction.commit()
    index = index_of(site)
    assert (index.numObjects(), index.indexSize(), len(index._words)) == (0, 0, 0)


def test_a_rebuilt_index_is_the_same(site, add):
    add("Passeport")
    before = index_of(site).indexSize()
    assert rebuild(site) == 1
    assert index_of(site).indexSize() == before


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "a" * 10000, "é" * 300, '"', "*?()"])
def test_odd_questions_find_nothing_and_break_nothing(site, add, text):
    add("Passeport")
    assert titles(site, text) == []


def test_more_pages_than_fit_in_a_node_are_all_found(site, add):
    for number in range(20):
        add(f"Sapin {number}")
    assert len(titles(site, "sapin")) == 20
