from communesplone.core.hours import BRUSSELS
from communesplone.editing.finding.asked import query
from communesplone.editing.finding.asked import read
from datetime import datetime
import pytest


NOW = datetime(2026, 11, 23, 9, tzinfo=BRUSSELS)


def asked(**form):
    return query(read(form), "/namur", NOW)


def test_words_of_a_title_may_be_begun_only():
    assert asked(SearchableText="plaine jeu")["Title"] == "plaine* AND jeu*"


def test_signs_of_the_query_language_are_no_query():
    assert asked(SearchableText='"((* NOT')["Title"] == "NOT*"


def test_a_part_of_the_site_is_a_path_in_it():
    assert asked(part="vivre/sport")["path"] == "/namur/vivre/sport"


@pytest.mark.parametrize(
    ("form", "span"),
    [
        ({"since": "2026-11-01"}, "min"),
        ({"until": "2026-11-01"}, "max"),
        ({"since": "2026-11-01", "until": "2026-11-02"}, "min:max"),
    ],
)
def test_days_are_asked_from_midnight_to_midnight(form, span):
    assert asked(**form)["modified"]["range"] == span


def test_a_day_that_is_none_is_named_and_kept_as_it_was_typed():
    found = read({"since": "hier", "until": "2026-11-02"})
    assert found.wrong == ("since",)
    assert found.since == "hier"


@pytest.mark.parametrize(
    ("state", "index"),
    [("scheduled", "effective"), ("expired", "expires"), ("late", "review_date")],
)
def test_states_that_dates_make_can_be_asked_for(state, index):
    assert index in asked(state=state)


def test_odd_values_ask_nothing():
    found = read({"state": "secret", "order": "random", "type": ["a", "b"], "owner": object()})
    assert (found.state, found.order, found.portal_type, found.owner) == ("", "modified", "", "")


def test_a_search_is_an_address():
    assert read({"SearchableText": "plaine", "state": "private"}).address == (
        "SearchableText=plaine&state=private"
    )
