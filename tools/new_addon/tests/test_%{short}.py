from communesplone.core.sharing import local_fields
from communesplone.core.sharing import shared_fields
from %{name}.%{short} import next_change
from %{name}.%{short} import validity
from datetime import date
from plone import api
import pytest


LAST_DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 20), "valid"),
        (date(2026, 6, 21), "ending"),
        (date(2026, 6, 30), "ending"),
        (date(2026, 7, 1), "ended"),
    ],
)
def test_it_is_valid_to_the_end_of_its_last_day_and_warns_before(on, expected):
    assert validity(LAST_DAY, on, warning_days=10) == expected


def test_without_a_last_day_it_is_valid_for_ever():
    assert validity(None, date(2099, 1, 1), warning_days=10) == "valid"
    assert next_change(None, date(2099, 1, 1), warning_days=10) is None


@pytest.mark.parametrize("warning_days", [0, 1, 10])
def test_the_validity_changes_on_the_announced_day_and_not_before(warning_days):
    today = date(2026, 6, 1)
    while change := next_change(LAST_DAY, today, warning_days):
        before = validity(LAST_DAY, today, warning_days)
        assert validity(LAST_DAY, date.fromordinal(change.toordinal() - 1), warning_days) == before
        today = change
    assert validity(LAST_DAY, today, warning_days) == "ended"


def test_an_editor_adds_one_and_it_begins_as_private(portal):
    with api.env.adopt_roles(["Contributor"]):
        item = api.content.create(portal, "%{type}", id="first", title="First")
    assert api.content.get_state(item) == "private"


def test_only_a_reviewer_puts_one_online(portal):
    with api.env.adopt_roles(["Manager"]):
        item = api.content.create(portal, "%{type}", title="First")
    with api.env.adopt_roles(["Editor"]), pytest.raises(api.exc.InvalidParameterError):
        api.content.transition(item, "publish")
    with api.env.adopt_roles(["Reviewer", "Reader"]):
        api.content.transition(item, "publish")
    assert api.content.get_state(item) == "published"


def test_other_communes_can_take_all_of_it_but_what_is_local(portal):
    assert "title" in shared_fields("%{type}")
    assert "valid_until" not in shared_fields("%{type}")
    assert list(local_fields("%{type}")) == ["valid_until"]
