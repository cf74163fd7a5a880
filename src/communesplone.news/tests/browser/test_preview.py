from urllib.parse import urlencode
import json
import pytest


WEEKLY = {"year": 2026, "month": 11, "day": 26, "format": "d/m/yy"}
RULE = "RRULE:FREQ=WEEKLY;COUNT=3"


def ask(browser, folder, **asked):
    url = folder.portal_url()
    browser.open(f"{url}/@@json_recurrence?{urlencode({**WEEKLY, 'rrule': RULE, **asked})}")
    return int(browser.headers["status"][:3])


def test_the_form_previews_the_dates(folder, webmaster):
    assert ask(webmaster, folder) == 200
    dates = [one["date"] for one in json.loads(webmaster.contents)["occurrences"]]
    assert dates == ["20261126T000000", "20261203T000000", "20261210T000000"]


@pytest.mark.parametrize(
    "asked",
    [
        {"rrule": "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"},
        {"rrule": "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"},
        {"rrule": "RRULE:FREQ=DAILY;COUNT=100000000"},
        {"rrule": "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2"},
        {"rrule": ""},
        {"month": 13},
        {"year": "x"},
        {"batch_size": 0},
    ],
)
def test_a_rule_without_bounds_is_not_computed(folder, webmaster, asked):
    assert ask(webmaster, folder, **asked) == 400


def test_visitors_have_no_form_and_no_preview(folder, visitor):
    assert ask(visitor, folder) == 404
