from communesplone.core.settings import settings
from communesplone.search.card import Unanswered
from communesplone.search.settings import ISearchSettings
from communesplone.search.unanswered import KEY
from communesplone.search.unanswered import Phrase
from plone import api
from zope.annotation.interfaces import IAnnotations
import pytest


@pytest.fixture
def card(functional):
    """The card of a site where two phrases found nothing."""
    site = functional["portal"]
    IAnnotations(site)[KEY].found = (Phrase("fr", "sac bleu", 14), Phrase("fr", "trottinette", 6))
    return Unanswered(site, site.REQUEST)


def test_searches_without_result_are_told_the_most_typed_first(card):
    rows = card.rows(5)
    told = [row.title.mapping for row in rows]
    assert told == [{"phrase": "sac bleu", "count": 14}, {"phrase": "trottinette", "count": 6}]
    assert rows[0].act_url.endswith("/@@search-unanswered")


def test_what_has_a_synonym_is_answered(card):
    settings(ISearchSettings, card.site).synonyms = ["sac PMC = sac bleu"]
    assert [row.title.mapping["phrase"] for row in card.rows(5)] == ["trottinette"]


def test_the_card_is_for_those_who_may_add_synonyms(card):
    with api.env.adopt_roles(["Editor"]):
        assert not card.available()
    with api.env.adopt_roles(["Site Administrator"]):
        assert card.available()
