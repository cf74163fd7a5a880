"""The night after a day with answers."""

from communesplone.core import jobs
from communesplone.feedback import night
from communesplone.feedback.box import box
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import pytest
import transaction


@pytest.fixture
def after(functional, monkeypatch):
    """`after(days)`: run the job as if it were so many days later; return the box."""

    def run(days):
        class Clock(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(tz) + timedelta(days=days)

        monkeypatch.setattr(night, "datetime", Clock)
        transaction.begin()
        night.forget(functional["portal"])
        return box(functional["portal"])

    return run


def test_the_first_answer_of_a_day_has_it_forgotten_in_the_night(answer, functional):
    today = datetime.now(UTC).date()
    answer(useful="no")
    answer(useful="no", comment="When?")
    transaction.begin()
    (job,) = [one for one in jobs.pending(functional["portal"]) if one.name == night.JOB]
    assert job.due.date() == today + timedelta(days=1)
    assert job.due.hour == 0


def test_who_answered_is_forgotten_with_the_day_and_what_stays(answer, after, page):
    answer(useful="no")
    answer(useful="no", comment="When?")
    assert after(0).day is not None
    kept = after(1)
    assert kept.day is None
    assert kept.pages[page.UID()].no() == 1
    assert [one.text for one in kept.pages[page.UID()].comments] == ["When?"]


def test_comments_go_after_their_months(answer, after, page):
    answer(useful="no", comment="When?")
    kept = after(400)
    assert list(kept.pages[page.UID()].comments) == []
