from communesplone.core.hours import BRUSSELS
from communesplone.core.topics import LABELS
from communesplone.news.demonstration import entries
from communesplone.news.demonstration import populate
from communesplone.news.demonstration import schedule
from communesplone.news.facts import facts_of
from communesplone.news.recurrence import read_recurrence
from datetime import date
from datetime import datetime
from datetime import timedelta
from itertools import combinations
from plone import api
import pytest
import re


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


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 1), date(2028, 2, 29), date(2027, 8, 15)])
def test_the_agenda_goes_from_two_months_ago_to_ten_months_ahead(today):
    for entry in entries("fr"):
        dates = schedule(entry, today)
        start = dates["start"].date()
        assert today - timedelta(days=115) <= start <= today + timedelta(days=310), entry["key"]
        assert start.weekday() == entry.get("weekday", start.weekday())
        assert start.month == entry.get("month", start.month)
        assert dates["end"] > dates["start"]
        if "recurrence" in dates:
            assert read_recurrence(dates["recurrence"], start).days[0] == start


@pytest.mark.parametrize("language", ["fr", "de"])
def test_no_two_events_share_more_than_a_fifth_of_their_sentences(language):
    told = {entry["key"]: sentences(entry) for entry in entries(language)}
    for (one, mine), (other, theirs) in combinations(told.items(), 2):
        shared = mine & theirs
        assert len(shared) / min(len(mine), len(theirs)) <= 0.2, (one, other, shared)


def sentences(entry):
    text = " . ".join(entry[name] for name in ("title", "description", "text"))
    parts = re.split(r"[.!?:;]+\s", re.sub(r"<[^>]+>", " ", text).casefold() + " ")
    return {" ".join(re.findall(r"\w+", part)) for part in parts} - {""}


def test_contacts_can_reach_nobody():
    for language in ("fr", "de"):
        for entry in entries(language):
            assert entry.get("contact_phone", "{zone} 00 00 00") == "{zone} 00 00 00"
            assert entry.get("contact_email", "@{domain}").endswith("@{domain}")
            assert "{domain}/" in entry.get("booking_url", "{domain}/")


def test_without_an_agenda_nothing_is_made(folder, functional):
    assert populate(functional["portal"], "fr", {}, {}) == {}
