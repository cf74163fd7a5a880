from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import IAnswer
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.notices.topics import choice_of
from communesplone.notices.topics import EVENING
from communesplone.notices.topics import next_evening
from communesplone.notices.topics import plan
from communesplone.notices.topics import send_reminders
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from plone.app.testing import logout
from zope.component import getAdapter
from zope.component import provideAdapter
from zope.component import queryAdapter
from zope.interface import Interface
import pytest


@pytest.fixture
def evening(today):
    return datetime.combine(today, time(18), BRUSSELS)


@pytest.fixture
def sent(functional):
    """What is given to subscriptions, instead of the add-on that mails it."""
    found = []

    class Recorder:
        def __init__(self, site):
            pass

        def send(self, topic, entry, choices=()):
            found.append((topic, entry, tuple(choices)))

    provideAdapter(Recorder, (Interface,), ISubscriptions)
    return found


def topic(functional, name):
    return getAdapter(functional["portal"], ISubscriptionTopic, name=name)


def test_the_evening_tells_what_is_collected_on_the_next_day_in_a_sector(
    functional, calendar, evening
):
    hour = timedelta(hours=1)
    found = topic(functional, "waste").entries(evening - hour, evening, choice_of(calendar, "A"))
    assert ["PMC" in entry.title for entry in found] == [True]
    found = topic(functional, "waste").entries(evening - hour, evening, choice_of(calendar, "B"))
    assert not list(found)
    assert not list(topic(functional, "waste").entries(evening, evening + hour, None))


def test_a_reminder_holds_as_long_as_the_collection_does(functional, calendar, evening, today):
    (entry,) = topic(functional, "waste").entries(evening - timedelta(hours=1), evening, None)
    assert topic(functional, "waste").is_current(entry.key)
    calendar.moves = f"{today + timedelta(days=1):%d/%m/%Y} | -"
    assert not topic(functional, "waste").is_current(entry.key)


def test_a_calendar_plans_one_evening_and_each_evening_the_next(
    functional, calendar, sent, evening
):
    portal = functional["portal"]
    plan(portal)
    planned = [job for job in jobs.pending(portal) if job.name == EVENING]
    assert len(planned) == 1
    if datetime.now(BRUSSELS) < evening + timedelta(hours=4):
        send_reminders(portal, evening.isoformat())
        assert [(one[0], one[2]) for one in sent] == [("waste", (choice_of(calendar, "A"),))]


def test_a_reminder_that_comes_too_late_is_not_sent(functional, calendar, sent, evening):
    send_reminders(functional["portal"], (evening - timedelta(days=1)).isoformat())
    assert sent == []
    assert any(job.name == EVENING for job in jobs.pending(functional["portal"]))


def test_a_hidden_calendar_reminds_nobody(functional, calendar, sent, evening):
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(calendar, "retract")
        send_reminders(functional["portal"], evening.isoformat())
    assert sent == []


@pytest.mark.parametrize("hour", [12, 18, 22])
def test_the_next_evening_is_ahead_and_at_its_hour(hour, evening):
    found = next_evening(evening, hour)
    assert found > evening
    assert found.astimezone(BRUSSELS).hour == hour


def test_new_notices_are_told_by_kind_and_hidden_ones_are_not(functional, inquiry, add, today):
    inquiry("Open flats")
    hidden = inquiry("Hidden plan", publish=False)
    inquiry("Closed shop", begins=-40, ends=-10)
    add("Vacancy", title="Clerk", contract="permanent")
    now = datetime.now(BRUSSELS)
    span = now - timedelta(hours=1), now + timedelta(minutes=2)
    logout()
    notices = topic(functional, "notices")
    assert {one.title for one in notices.entries(*span, None)} == {"Open flats", "Clerk"}
    assert [one.title for one in notices.entries(*span, "jobs")] == ["Clerk"]
    assert not notices.is_current(f"notice:{hidden.UID()}")


def test_a_list_elsewhere_tells_until_when_one_can_react(functional, inquiry):
    portal, item = functional["portal"], inquiry()
    (brain,) = portal.portal_catalog(UID=item.UID())
    answer = getAdapter(portal, IAnswer, name="PublicInquiry")(brain, "fr", datetime.now(BRUSSELS))
    assert answer.facts[0][0]
    assert answer.until is not None


def test_a_site_without_a_calendar_offers_no_reminder(functional):
    assert queryAdapter(functional["portal"], ISubscriptionTopic, name="waste") is None
