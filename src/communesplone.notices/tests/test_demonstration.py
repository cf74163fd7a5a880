from communesplone.notices.demonstration import calendar_lines
from communesplone.notices.demonstration import data_of
from communesplone.notices.demonstration import dated
from communesplone.notices.demonstration import filled
from communesplone.notices.demonstration import populate
from communesplone.notices.facts import from_json
from communesplone.notices.facts import Status
from communesplone.notices.facts import status
from communesplone.notices.period import BASES
from communesplone.notices.period import fault
from communesplone.notices.waste.lines import read_schedule
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from plone import api
import pytest


WORDS = {"name": "Namur", "domain": "namur.example", "zone": "081", "postal_code": "5000"}


@pytest.mark.parametrize("language", ["fr", "de"])
@settings(deadline=None, max_examples=40)
@given(today=st.dates(date(2026, 1, 1), date(2031, 12, 31)))
def test_on_any_day_of_creation_the_periods_are_lawful_and_their_statuses_differ(language, today):
    inquiries = {}
    for entry in data_of(language)["notices"]:
        if entry["type"] == "PublicInquiry":
            found = dated(entry, today)
            inquiries[entry["key"]] = found
            assert fault(found["start"], found["end"], BASES[found["basis"]]) is None
    assert inquiries["flats"]["start"] <= today <= inquiries["flats"]["end"]
    assert inquiries["road"]["start"] > today
    assert inquiries["bakery"]["end"] < today
    assert inquiries["plant"]["end"] < inquiries["plant"]["decided_on"] <= today


@pytest.mark.parametrize("language", ["fr", "de"])
def test_the_calendar_covers_thirty_streets_of_four_sectors_for_a_year(language):
    today = date(2026, 11, 24)
    waste = filled(data_of(language)["waste"], WORDS)
    lines = calendar_lines(waste, today)
    schedule = read_schedule(waste["sectors"], waste["streets"], lines["rounds"], lines["moves"])
    assert len(schedule.streets) >= 28
    assert list(schedule.sectors) == ["A", "B", "C", "D"]
    for sector in schedule.sectors:
        days = list(schedule.collections(sector, today, today + timedelta(days=365)))
        assert len(days) > 100
        assert {one.stream for one in days} > {"residual", "organic", "pmc", "paper", "trees"}


def test_a_demonstration_has_notices_in_every_status(functional, folder, today):
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        made = populate(portal, "fr", {"notices": folder}, WORDS)
    brains = portal.portal_catalog(UID=[item.UID() for item in made.values()])
    now = datetime.combine(today, time(12))
    found = {
        status(from_json(brain.notice_facts), now)
        for brain in brains
        if brain.portal_type != "WasteCalendar"
    }
    assert found == {Status.ANNOUNCED, Status.OPEN, Status.CLOSED, Status.DECIDED}
    assert len(made) == 13


def test_without_a_folder_or_a_language_there_is_nothing(functional, folder):
    assert populate(functional["portal"], "fr", {}, WORDS) == {}
    assert populate(functional["portal"], "nl", {"notices": folder}, WORDS) == {}
