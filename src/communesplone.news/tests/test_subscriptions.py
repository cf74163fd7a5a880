"""News and agenda as topics of mail."""

from communesplone.core.interfaces import ISubscriptionTopic
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import logout
from zope.component import queryAdapter
import pytest


NOW = datetime.now(UTC)


@pytest.fixture
def topic(functional):
    def find(name):
        return queryAdapter(functional["portal"], ISubscriptionTopic, name)

    return find


def titles(topic, choice=None, *, since=timedelta(days=1), until=None):
    logout()
    end = until or datetime.now(UTC) + timedelta(seconds=1)
    return [entry.title for entry in topic.entries(end - since, end, choice)]


def test_news_of_the_period_are_told_the_oldest_first(topic, tell):
    for title, hours in (("Second", 1), ("First", 2), ("Long ago", 99)):
        item = tell(title)
        item.effective_date = DateTime() - hours / 24
        item.reindexObject()
    assert titles(topic("news")) == ["First", "Second"]


def test_a_theme_narrows_news_and_agenda(topic, tell, add):
    tell("Match", themes=["sport"])
    tell("Containers", themes=["waste"])
    add("Race", themes=["sport"])
    add("Concert", themes=["culture"])
    assert titles(topic("news"), "sport") == ["Match"]
    assert titles(topic("agenda"), "sport") == ["Race"]
    assert dict(topic("news").choices).keys() == dict(topic("agenda").choices).keys()
    assert "sport" in dict(topic("news").choices)


def test_what_is_private_expired_or_to_come_is_not_told(topic, tell, add):
    tell("SECRET draft", publish=False)
    add("SECRET plan", publish=False)
    expired, later = tell("SECRET expired"), tell("SECRET later")
    expired.expiration_date = DateTime() - 0.01
    later.effective_date = DateTime() + 1
    for item in (expired, later):
        item.reindexObject()
    assert titles(topic("news")) == titles(topic("agenda")) == []


def test_what_was_written_long_ago_is_told_when_its_date_comes(topic, tell):
    item = tell("Scheduled")
    item.creation_date = item.modification_date = DateTime() - 20
    item.effective_date = DateTime() - 0.01
    item.reindexObject(idxs=["effective", "created", "modified"])
    assert titles(topic("news")) == ["Scheduled"]


def test_an_event_is_told_with_its_next_date_and_place(topic, add):
    add("Concert", location="Grand-Place")
    (entry,) = topic("agenda").entries(NOW - timedelta(days=1), NOW + timedelta(days=1), None)
    assert "10:00" in entry.text or "10" in entry.text
    assert "Grand-Place" in entry.text
    assert entry.url.endswith("/concert")


def test_an_event_that_is_over_is_not_told(topic, add):
    add("Over", days=-9)
    assert titles(topic("agenda")) == []


def test_an_entry_is_current_until_it_is_taken_offline(topic, tell):
    item = tell("Works")
    assert topic("news").is_current(item.UID())
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(item, "retract")
    logout()
    assert not topic("news").is_current(item.UID())
    assert not topic("agenda").is_current("nothing")
