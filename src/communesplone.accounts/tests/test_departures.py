"""A last day that is noted, and the job that comes when it is over."""

from communesplone.accounts import departures
from communesplone.accounts import journal
from communesplone.accounts import leaving
from communesplone.accounts.changing import save
from communesplone.accounts.data import kept_data
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.store import utc_now
from communesplone.accounts.teams import team
from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.testing import login
import pytest
import transaction


TODAY = utc_now().astimezone(BRUSSELS).date


@pytest.fixture
def library(site, as_marie):
    """Jean and Lucie keep the library; Jean has a draft there."""
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean", "lucie"))
    login(site, "jean")
    api.content.create(site["library"], "Document", "draft", title="Draft")
    login(site, "marie")
    transaction.commit()


def test_a_day_is_over_at_midnight_in_belgium():
    assert departures.end_of(date(2026, 12, 7)).isoformat() == "2026-12-08T00:00:00+01:00"


def test_access_ends_with_the_day_and_pages_go_over(site, library, kept, run):
    last = TODAY() + timedelta(days=3)
    departures.plan(site, "jean", last.isoformat(), "lucie")
    transaction.commit()
    (job,) = (one for one in jobs.pending(site) if one.name == departures.LEAVE)
    assert job.due == departures.end_of(last)
    run(days=2)
    assert "jean" not in kept.closed
    run(days=5)
    assert "jean" in kept.closed
    assert not kept.leaves
    assert "jean" not in team(site, "team-library").members
    assert site["library"]["draft"].Creator() == "lucie"
    lines = [one for one in journal.entries(site) if one.act == journal.CLOSED]
    assert lines[0].actor == "marie"


def test_a_day_that_was_changed_or_forgotten_closes_nothing(site, library, kept, run):
    departures.plan(site, "jean", TODAY().isoformat(), "lucie")
    departures.plan(site, "jean", (TODAY() + timedelta(days=9)).isoformat(), "lucie")
    transaction.commit()
    run(days=5)
    assert "jean" not in kept.closed
    departures.stay(site, "jean")
    transaction.commit()
    run(days=20)
    assert "jean" not in kept.closed
    with pytest.raises(Refusal):
        departures.stay(site, "jean")


def test_without_an_heir_the_pages_wait_and_are_handed_over_later(site, library, kept, run):
    departures.plan(site, "jean", TODAY().isoformat(), "")
    transaction.commit()
    run(days=2)
    assert "jean" in kept.closed
    assert site["library"]["draft"].Creator() == "jean"
    login(site, "marie")
    leaving.pass_on(site, "jean", "lucie")
    transaction.commit()
    run()
    assert site["library"]["draft"].Creator() == "lucie"
    with pytest.raises(Refusal):
        leaving.pass_on(site, "jean", "lucie")


def test_an_heir_who_left_before_gets_nothing(site, library, kept, run):
    departures.plan(site, "jean", (TODAY() + timedelta(days=3)).isoformat(), "lucie")
    leaving.close(site, "lucie", "")
    transaction.commit()
    run(days=6)
    assert kept.closed["jean"].heir == ""
    assert site["library"]["draft"].Creator() == "jean"


def test_the_last_webmaster_is_not_closed_by_a_job(site, as_marie, kept, run):
    api.group.add_user(groupname="Webmasters", username="lucie")
    departures.plan(site, "lucie", TODAY().isoformat(), "jean")
    api.group.remove_user(groupname="Webmasters", username="marie")
    transaction.commit()
    run(days=2)
    assert "lucie" not in kept.closed
    assert "lucie" in kept.leaves


@pytest.mark.parametrize("typed", ["", "demain", "2026-13-40", "1999-01-01", "2999-01-01"])
def test_a_day_that_is_none_is_refused_with_a_sentence(site, as_marie, typed):
    with pytest.raises(Refusal):
        departures.plan(site, "jean", typed, "lucie")


def test_nobody_lets_themselves_or_the_last_webmaster_go(site, as_marie):
    with pytest.raises(Refusal, match="own access"):
        departures.plan(site, "marie", TODAY().isoformat(), "")


def test_leaves_travel_with_an_export(site, as_marie, kept):
    departures.plan(site, "jean", TODAY().isoformat(), "lucie")
    data = kept_data(site)
    dumped = data.dump()
    kept.leaves.clear()
    data.load(dumped, same_site=True)
    assert kept.leaves["jean"].heir == "lucie"
    data.load({key: value for key, value in dumped.items() if key != "leaves"}, same_site=True)
