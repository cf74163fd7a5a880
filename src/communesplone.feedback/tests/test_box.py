from communesplone.core import salts
from communesplone.feedback.box import ANSWERS
from communesplone.feedback.box import Box
from communesplone.feedback.box import COMMENTS
from communesplone.feedback.data import FeedbackData
from communesplone.feedback.interfaces import TooMany
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zope.annotation.interfaces import IAnnotations
import json
import pickle
import pytest


NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = NOW.date()


def test_one_visitor_answers_once_a_day_about_a_page():
    box = Box()
    assert box.answer("page", True, "10.0.0.1", TODAY)
    assert not box.answer("page", False, "10.0.0.1", TODAY)
    assert box.answer("page", False, "10.0.0.2", TODAY)
    assert box.answer("page", True, "10.0.0.1", TODAY + timedelta(days=1))
    assert (box.pages["page"].yes(), box.pages["page"].no()) == (2, 1)


def test_one_address_cannot_answer_for_ever():
    box = Box()
    for number in range(ANSWERS):
        box.answer(f"page{number}", True, "10.0.0.1", TODAY)
    with pytest.raises(TooMany):
        box.answer("one more", True, "10.0.0.1", TODAY)
    for _number in range(COMMENTS):
        box.comment("page", "word", True, "10.0.0.1", NOW, 12)
    with pytest.raises(TooMany):
        box.comment("page", "word", True, "10.0.0.1", NOW, 12)


def test_no_address_is_kept_and_the_digests_of_a_day_are_gone_on_the_next():
    box = Box()
    box.answer("page", True, "10.0.0.1", TODAY)
    first = box.day
    assert "10.0.0.1" not in repr(list(first.counts.items()))
    box.answer("page", True, "10.0.0.1", TODAY + timedelta(days=1))
    assert box.day is not first
    assert not set(box.day.counts) & set(first.counts)


def test_nobody_can_tell_whose_a_digest_was_once_the_day_is_over(monkeypatch, tmp_path):
    monkeypatch.setenv("COMMUNES_VAR", str(tmp_path))
    box, today = Box(), datetime.now(UTC).date()
    box.answer("page", True, "10.0.0.1", today)
    assert not box.answer("page", True, "10.0.0.1", today)
    whose = ("page", "10.0.0.1", "page")
    assert box.day.digest(*whose) in box.day.counts
    (shared,) = (tmp_path / "salts").iterdir()
    assert shared.read_bytes() not in pickle.dumps(box.day.__getstate__())
    salts.forget(box.day.end)
    assert not shared.exists()
    assert box.day.digest(*whose) not in box.day.counts


def test_comments_are_erased_after_their_time_and_counts_stay():
    box = Box()
    box.answer("page", False, "a", TODAY)
    box.comment("page", "old", False, "a", NOW - timedelta(days=400), 12)
    box.comment("page", "new", False, "a", NOW, 12)
    assert [one.text for one in box.pages["page"].comments] == ["new"]
    box.erase(NOW)
    assert box.pages["page"].no() == 1
    assert list(box.pages["page"].comments) == []


def test_answers_survive_export_and_import(integration):
    portal = integration["portal"]
    data = FeedbackData(portal)
    data.load(
        {
            "u": {
                "yes": 2,
                "no": 1,
                "comments": [{"text": "a", "useful": False, "moment": NOW.isoformat()}],
            }
        },
        same_site=True,
    )
    kept = json.loads(json.dumps(data.dump()))
    IAnnotations(portal).pop("communesplone.feedback")
    data.load(kept, same_site=False)
    assert data.dump() == kept
    assert kept["u"]["no"] == 1
