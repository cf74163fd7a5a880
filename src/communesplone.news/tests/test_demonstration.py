from communesplone.core.hours import BRUSSELS
from communesplone.core.topics import LABELS
from communesplone.news.demonstration import entries
from communesplone.news.demonstration import populate
from communesplone.news.demonstration import schedule
from communesplone.news.facts import facts_of
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone import api
import pytest


TODAY = date(2026, 11, 24)


def test_both_languages_tell_of_the_same_events():
    assert [one["key"] for one in entries("fr")] == [one["key"] for one in entries("de")]
    assert entries("nl") == []


@pytest.mark.parametrize("language", ["fr", "de"])
def test_the_agenda_has_a_year_and_every_kind_of_event(folder, functional, language):
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        made = populate(portal, language, {"agenda": folder}, {"domain": "namur.example"})
    facts = [facts_of(event) for event in made.values()]
    assert {one.status for one in facts} == {"planned", "cancelled", "moved", "full"}
    assert any(len(one.days) > 5 for one in facts)
    assert any(one.end - one.start > timedelta(days=2) for one in facts)
    assert any(one.whole_day for one in facts)
    assert max(one.last_day for one in facts) > datetime.now(BRUSSELS).date() + timedelta(days=280)
    known = {name: set(found) for name, found in LABELS.items()}
    assert all(set(one.themes) <= known["themes"] for one in facts)
    assert all(set(one.audiences) <= known["audiences"] for one in facts)
    assert all(not one.booking_url or "namur.example" in one.booking_url for one in facts)


def test_the_schedule_follows_the_day_on_which_the_site_is_made():
    for entry in entries("fr"):
        start = schedule(entry, TODAY)["start"]
        assert start.weekday() == entry["weekday"]


def test_without_an_agenda_nothing_is_made(folder, functional):
    assert populate(functional["portal"], "fr", {}, {}) == {}
