from communesplone.core.demonstration import entries
from communesplone.core.topics import LABELS
from communesplone.documents.demonstration import populate
from communesplone.documents.kinds import KINDS
from plone import api
import pytest


DATA = "communesplone.documents.demonstration"


def test_both_languages_have_the_same_documents_of_most_kinds():
    french, german = (
        entries(DATA, "fr"),
        entries(DATA, "de"),
    )
    assert [one["key"] for one in french] == [one["key"] for one in german]
    assert len({one["kind"] for one in french}) >= len(KINDS) - 1
    assert all(set(one["themes"]) <= set(LABELS["themes"]) and one["themes"] for one in french)
    assert entries(DATA, "nl") == []


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_demonstration_has_files_whose_words_are_found(folder, functional, work, language):
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        made = populate(portal, language, {"documents": folder}, {})
    work()
    assert len(made) == len(entries(DATA, language))
    word = {"fr": "forfaitaire", "de": "Pauschalteil"}[language]
    assert portal.portal_catalog.unrestrictedSearchResults(SearchableText=word)


def test_without_its_folder_nothing_is_made(functional):
    assert populate(functional["portal"], "fr", {}, {}) == {}
