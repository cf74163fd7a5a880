from communesplone.feedback.box import box
from communesplone.feedback.box import LATEST
from communesplone.feedback.card import Comments
from communesplone.feedback.data import FeedbackData
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
import pytest


NOW = datetime.now(UTC)


@pytest.fixture
def say(functional, page):
    """`say("Too dear", days=2)`: a comment about the page, so many days ago."""

    def keep(text, days=0):
        kept = box(functional["portal"])
        kept.comment(page.UID(), text, False, f"10.0.0.{days}", NOW - timedelta(days), 12)

    return keep


@pytest.fixture
def rows(functional):
    def found(role="Editor"):
        site = functional["portal"]
        with api.env.adopt_roles([role]):
            card = Comments(site, site.REQUEST)
            return card.rows(5) if card.available() else None

    return found


def test_new_comments_are_counted_and_quoted(say, rows):
    say("Le prix a changé")
    say("Où est la liste ?")
    (row,) = rows()
    assert "2" in row.title
    assert "Le prix a changé" in row.why
    assert row.act_url.endswith("/@@feedback-report")


def test_comments_of_last_month_are_not_news(say, rows):
    say("Le prix a changé", days=30)
    assert rows() == []


def test_comments_are_for_those_who_may_read_them(say, rows):
    say("Le prix a changé")
    assert rows("Member") is None


def test_the_latest_comments_are_known_after_an_import_too(functional, say):
    for number in range(LATEST + 5):
        say(f"Avis {number}", days=number % 5)
    site = functional["portal"]
    data = FeedbackData(site)
    data.load(data.dump(), same_site=True)
    latest = box(site).latest
    assert len(latest) == LATEST
    assert latest == tuple(sorted(latest, key=lambda one: one[1], reverse=True))
