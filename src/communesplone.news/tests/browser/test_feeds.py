from datetime import timedelta
from lxml import etree
from plone import api
import feedparser
import pytest


ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def both(add, tell):
    add("Concert & dance", days=3, themes=["culture"], location="Hall", description="Come.")
    add("Trail", days=1, event_status="cancelled", status_reason="Flood.", themes=["sport"])
    tell("Works", description="In <the> street.", themes=["mobility"])


@pytest.mark.parametrize("name", ["agenda.rss", "agenda.atom"])
def test_the_coming_events_can_be_followed(both, folder, visitor, name):
    visitor.open(f"{folder.absolute_url()}/@@{name}")
    found = feedparser.parse(visitor.contents)
    assert not found.bozo
    assert [one.title for one in found.entries] == ["Cancelled: Trail", "Concert & dance"]
    assert "Hall" in found.entries[1].summary
    assert found.entries[1].tags[0].term == "Culture and shows"


@pytest.mark.parametrize("name", ["news.rss", "news.atom"])
def test_the_news_can_be_followed(both, functional, visitor, name):
    visitor.open(f"{functional['portal'].absolute_url()}/actualites/@@{name}")
    found = feedparser.parse(visitor.contents)
    assert not found.bozo
    assert [one.title for one in found.entries] == ["Works"]
    assert found.feed.language == "en"


def test_a_feed_follows_one_theme(both, folder, visitor):
    visitor.open(f"{folder.absolute_url()}/@@agenda.rss?theme=culture")
    assert "Concert" in visitor.contents
    assert "Trail" not in visitor.contents


def test_a_feed_answers_on_the_whole_site(both, functional, visitor):
    visitor.open(f"{functional['portal'].absolute_url()}/@@news.rss")
    assert "Works" in visitor.contents


def test_atom_has_what_the_standard_asks_for(both, folder, visitor):
    visitor.open(f"{folder.absolute_url()}/@@agenda.atom")
    assert visitor.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(visitor.contents.encode())
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith("/@@agenda.atom")


def test_rss_has_what_the_standard_asks_for(both, folder, visitor):
    visitor.open(f"{folder.absolute_url()}/@@agenda.rss")
    assert visitor.headers["content-type"] == "application/rss+xml; charset=utf-8"
    channel = etree.fromstring(visitor.contents.encode()).find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    guids = [one.text for one in channel.iter("guid")]
    assert len(set(guids)) == len(guids) == 2


def test_pages_advertise_the_feeds_that_answer(both, folder, functional, visitor):
    pages = {
        folder.absolute_url(): 3,
        f"{functional['portal'].absolute_url()}/actualites": 2,
        f"{functional['portal'].absolute_url()}/login": 0,
    }
    for url, count in pages.items():
        visitor.open(url)
        found = etree.HTML(visitor.contents).findall(".//link[@rel='alternate'][@type]")
        addresses = [one.get("href") for one in found if "/@@" in one.get("href")]
        assert len(addresses) == count
        for address in addresses:
            visitor.open(address)
            assert visitor.headers["status"].startswith("200")


@pytest.mark.parametrize("query", ["page=2", "when=today", "theme=<b>", "day=2026-11-24"])
@pytest.mark.parametrize("name", ["agenda.rss", "agenda.ics"])
def test_a_feed_refuses_what_it_has_not(both, folder, visitor, name, query):
    visitor.open(f"{folder.absolute_url()}/@@{name}?{query}")
    assert visitor.headers["status"].startswith("400")


def test_signs_that_xml_has_not_do_not_break_a_feed(tell, functional, visitor):
    tell("Bell \x07 and \ufffe end")
    visitor.open(f"{functional['portal'].absolute_url()}/@@news.atom")
    assert not feedparser.parse(visitor.contents).bozo


def test_an_agenda_feed_changes_when_an_event_ends(add, folder, functional):
    from communesplone.core.changes import next_change

    event = add()
    request = functional["request"]
    api.content.get_view("agenda.rss", folder, request).items()
    assert next_change(request) == event.end + timedelta(seconds=1)
