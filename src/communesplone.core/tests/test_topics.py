from communesplone.core.interfaces import InvalidTopic
from communesplone.core.settings import settings
from communesplone.core.topics import ITopics
from communesplone.core.topics import LABELS
from communesplone.core.topics import labels
from communesplone.core.topics import LANGUAGES
from communesplone.core.topics import read_topic
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory
import pytest


@pytest.mark.parametrize("name", LABELS)
def test_every_label_that_is_shipped_has_the_four_languages(name):
    for key, names in LABELS[name].items():
        assert set(names) == set(LANGUAGES), key


def test_a_line_is_a_key_and_its_labels():
    key, names = read_topic("sport | Sport | | Sport ")
    assert (key, dict(names)) == ("sport", {"fr": "Sport", "de": "Sport"})


@pytest.mark.parametrize("line", ["", "sport", "Sport | Sport", "sport | | Sport", "a b | C"])
def test_a_line_without_key_or_label_is_refused_with_an_example(line):
    with pytest.raises(InvalidTopic) as refused:
        read_topic(line)
    assert "sport | Sport" in refused.value.doc()


def test_labels_are_in_the_language_asked_or_in_the_first_there_is(integration):
    settings(ITopics).themes = ["lake | Lac | Meer", "harbour | Port | | Hafen"]
    assert labels("themes", "de-be") == {"lake": "Lac", "harbour": "Hafen"}


@pytest.mark.parametrize("name", ["communesplone.themes", "communesplone.audiences"])
def test_forms_offer_the_lists_of_the_site(portal, name):
    vocabulary = getUtility(IVocabularyFactory, name)(portal)
    assert "young" in vocabulary or "sport" in vocabulary


def test_a_webmaster_finds_the_lists_in_the_control_panel(functional):
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{functional['portal'].absolute_url()}/@@topics-settings")
    assert "sport | Sport" in browser.contents
