"""The texts of the guide: whole, safe, and found."""

from communesplone.editing.guide.finding import find
from communesplone.editing.guide.markdown import html
from communesplone.editing.guide.markdown import parts
from communesplone.editing.guide.topics import GLOSSARY
from communesplone.editing.guide.topics import topic_for
from communesplone.editing.guide.topics import topics
from lxml import html as parser
import pytest
import re


BASE = "https://www.namur.example/@@guide"
NAMES = sorted(topics())


def test_every_file_of_the_webmasters_guide_is_a_topic():
    assert {"README", GLOSSARY, "demarches", "statistiques"} <= topics().keys()
    assert all(topic.title and topic.text for topic in topics().values())


@pytest.mark.parametrize("name", NAMES)
def test_the_links_of_a_topic_lead_somewhere(name):
    page = parser.fromstring(f"<div>{html(topics()[name].text, BASE)}</div>")
    for link in page.xpath("//a/@href"):
        assert not link.endswith(".md"), link
        path, _hash, anchor = link.partition("#")
        if path.startswith(BASE):
            topic = topics()[path.removeprefix(f"{BASE}/")]
            anchors = parser.fromstring(f"<div>{html(topic.text, BASE)}</div>").xpath("//@id")
            assert not anchor or anchor in anchors, link


@pytest.mark.parametrize("name", NAMES)
def test_the_pictures_of_a_topic_are_there_and_say_what_they_show(name):
    text = topics()[name].text
    shown = parser.fromstring(f"<div>{html(text, BASE)}</div>").xpath("//img")
    assert len(shown) == text.count("](../images/guide/"), "PICTURES=1: docs/contributor/guide.md"
    for picture in shown:
        assert picture.get("src").startswith(f"{BASE}/")
        assert picture.get("alt")


@pytest.mark.parametrize("name", NAMES)
def test_the_anchors_of_the_parts_are_those_of_the_page(name):
    text = topics()[name].text
    ids = set(parser.fromstring(f"<div>{html(text, BASE)}</div>").xpath("//@id"))
    assert {anchor for _heading, anchor, _body in parts(text) if anchor} <= ids


def test_html_in_a_text_is_shown_and_not_obeyed():
    made = html('<script>x</script>\n\n<img src=x onerror="y"> `<b>`', BASE)
    assert "<script" not in made
    assert "<img" not in made


def test_an_address_of_another_folder_of_the_repository_is_no_link():
    assert "<a" not in html("[x](../operator/logs.md)", BASE)


def test_a_search_takes_words_without_accents_and_knows_parts():
    hits = find("DEMARCHE prix")
    assert any(hit.topic.name == "demarches" for hit in hits)
    glossary = find("brouillon")
    assert (glossary[0].topic.name, glossary[0].anchor) == (GLOSSARY, "brouillon")


@pytest.mark.parametrize("asked", ["", "a", "?!", "%%%", "zzyx", "x" * 5000])
def test_a_search_of_nothing_finds_nothing(asked):
    assert find(asked) == []


@pytest.mark.parametrize(
    ("portal_type", "view", "name"),
    [
        ("Procedure", "edit", "demarches"),
        ("Event", "event_view", "agenda"),
        ("Event", "statistics", "statistiques"),
        ("Document", "sections", "ecrire"),
        ("Plone Site", "edit", "pages"),
        ("Plone Site", "accounts-settings", "equipes"),
    ],
)
def test_a_page_leads_to_the_topic_of_its_view_or_of_its_type(portal_type, view, name):
    assert topic_for(portal_type, view).name == name


def test_what_no_topic_is_for_leads_to_none():
    assert topic_for("Nothing", "nowhere") is None
    assert topic_for("Plone Site", "overview-controlpanel") is None


def test_no_two_topics_help_with_the_same():
    helped = [one for topic in topics().values() for one in topic.helps]
    assert len(helped) == len(set(helped))


def test_the_words_are_in_the_order_of_the_alphabet():
    words = re.findall(r"^## (.+)$", topics()[GLOSSARY].text, re.MULTILINE)
    folded = [word.lower().replace("é", "e").replace("è", "e") for word in words]
    assert folded == sorted(folded)
