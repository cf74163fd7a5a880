from communesplone.core.browser.topics import TopicsView
from communesplone.core.interfaces import InvalidTopic
from communesplone.core.settings import settings
from communesplone.core.topic_lines import lines_of
from communesplone.core.topic_lines import NotALabel
from communesplone.core.topic_lines import Topic
from communesplone.core.topic_lines import topics_of
from communesplone.core.topics import is_topic
from communesplone.core.topics import ITopics
from communesplone.core.topics import LABELS
from communesplone.core.topics import labels
from communesplone.core.topics import LANGUAGES
from communesplone.core.topics import read_topic
from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory
import pytest
import transaction


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


def test_a_label_is_changed_and_the_key_stays():
    (topic,) = topics_of(["sport | Sport | Sport | Sport | Sport"])
    changed = replace(topic, names=topic.names | {"fr": "Sport et  loisirs"})
    assert lines_of([changed]) == ["sport | Sport et loisirs | Sport | Sport | Sport"]


def test_a_new_label_gets_a_key_of_its_own_for_good():
    found = lines_of([Topic("ecole", {"fr": "Écoles"}), Topic("", {"fr": "École"})])
    assert found[1] == "ecole_2 | École |  |  | "
    assert topics_of(found)[1].names == {"fr": "École"}


@given(st.text(st.characters(exclude_characters="|"), min_size=1, max_size=80))
def test_whatever_is_typed_becomes_a_line_that_is_read(name):
    for line in lines_of([Topic("", {"de": name}), Topic("lake", {"fr": "Lac"})]):
        assert is_topic(line)


@pytest.mark.parametrize("name", ["a | b", "x" * 81, "  "])
def test_a_label_that_cannot_be_kept_is_named(name):
    with pytest.raises(NotALabel) as refused:
        lines_of([Topic("lake", {"fr": name})])
    assert refused.value.message.mapping


@pytest.fixture
def lists(functional):
    """The page of themes, as a webmaster has it."""
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    settings(ITopics).themes = ["lake | Lac | Meer | See", "harbour | Port | Haven | Hafen"]
    functional["portal"].portal_registry["plone.available_languages"] = ["fr"]
    transaction.commit()
    browser.open(f"{functional['portal'].absolute_url()}/@@topics-settings")
    return browser


def press(browser, value):
    values = html.fromstring(browser.contents).xpath("//button[@name='do']/@value")
    browser.getControl(name="do", index=values.index(value)).click()


def kept():
    transaction.begin()
    return list(settings(ITopics).themes)


def write(browser, at, words):
    browser.getControl(name="themes.fr:list", index=at).value = words


def test_a_webmaster_changes_adds_moves_and_removes_names_with_no_key_to_learn(lists):
    assert "harbour |" not in lists.contents
    write(lists, 0, "Lacs")
    write(lists, 2, "Forêt")
    press(lists, "save")
    assert kept() == [
        "lake | Lacs | Meer | See | ",
        "harbour | Port | Haven | Hafen | ",
        "foret | Forêt |  |  | ",
    ]
    press(lists, "themes up 1")
    press(lists, "themes remove 0")
    assert [line.split()[0] for line in kept()] == ["lake", "foret"]


def test_what_was_typed_stays_when_a_name_cannot_be_kept(lists):
    write(lists, 0, "Lac | étang")
    write(lists, 1, "Ports")
    press(lists, "save")
    assert "office-message error" in lists.contents
    assert lists.getControl(name="themes.fr:list", index=1).value == "Ports"
    assert kept()[1].startswith("harbour | Port |")


def test_a_name_that_contents_have_chosen_is_not_removed(lists, functional, monkeypatch):
    monkeypatch.setattr(TopicsView, "_used", lambda self, name, key: 3 if key == "lake" else 0)
    lists.reload()
    values = html.fromstring(lists.contents).xpath("//button[@name='do']/@value")
    assert "themes remove 0" not in values
    assert "themes remove 1" in values


def test_the_page_of_themes_asks_for_a_token_and_a_webmaster(lists, functional):
    url = lists.url
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.open(url)
    assert "themes.fr" not in browser.contents
    lists.raiseHttpErrors = False
    lists.post(url, "do=themes+remove+0&themes.key:list=lake&themes.fr:list=Lac")
    assert len(kept()) == 2
