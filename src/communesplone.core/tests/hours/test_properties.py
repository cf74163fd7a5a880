"""Rules that hold for all opening hours and all moments."""

from communesplone.core.hours import as_data
from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import Exceptional
from communesplone.core.hours import from_data
from communesplone.core.hours import next_change
from communesplone.core.hours import OpeningHours
from communesplone.core.hours import Season
from communesplone.core.hours import Span
from communesplone.core.hours import spans_on
from communesplone.core.hours import status
from communesplone.core.hours.model import day
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
import json


quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


@st.composite
def days(draw):
    minutes = sorted(draw(st.sets(st.integers(0, 1439), max_size=8)))
    edges = [time(*divmod(minute, 60)) for minute in minutes]
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return day(Span(start, end, draw(st.booleans())) for start, end in pairs)


WEEKS = st.tuples(*[days()] * 7)
REASONS = st.text(st.characters(categories=["L", "N"]), max_size=8)


@st.composite
def opening_hours(draw):
    dates = draw(st.lists(st.dates(date(2025, 1, 1), date(2028, 1, 1)), unique=True))
    return OpeningHours(
        week=draw(WEEKS),
        seasons=draw(st.sampled_from([(), (Season((7, 1), (8, 31), draw(WEEKS)),)])),
        exceptions=tuple(Exceptional(on, on, draw(days()), draw(REASONS)) for on in dates[:4]),
        closed_on_holidays=draw(st.booleans()),
        closed_on_wallonia_day=draw(st.booleans()),
    )


@quick
@given(opening_hours())
def test_hours_survive_a_round_trip_through_json(hours):
    assert from_data(json.loads(json.dumps(as_data(hours)))) == hours


@quick
@given(opening_hours(), MOMENTS, st.floats(0, 0.999))
def test_status_stays_the_same_until_the_next_change(hours, moment, share):
    change = next_change(hours, moment)
    if change is None:
        return
    assert timedelta() < change - moment <= timedelta(hours=25)
    assert status(hours, moment + (change - moment) * share) == status(hours, moment)


@quick
@given(opening_hours(), MOMENTS)
def test_desk_is_open_exactly_during_the_spans_of_its_day(hours, moment):
    local = moment.astimezone(BRUSSELS)
    if 1 <= local.hour <= 3:
        return  # the hours in which clocks may change have tests of their own
    spans = spans_on(hours, local.date())
    inside = any(span.start <= local.time() < span.end for span in spans)
    assert (status(hours, moment).kind in ("open", "closing")) == inside


@quick
@given(opening_hours(), MOMENTS)
def test_desk_is_open_at_the_opening_it_announces(hours, moment):
    opening = status(hours, moment).next_opening
    if opening is not None:
        assert opening > moment
        assert status(hours, opening).kind in ("open", "closing")
