from communesplone.alerts import facts as facts_of
from communesplone.alerts.alert import IAlert
from communesplone.alerts.interfaces import NotAPosition
from communesplone.alerts.places import geometry
from communesplone.alerts.places import read_position
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from types import SimpleNamespace
from zope.interface import Invalid
import pytest


NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


@pytest.mark.parametrize("end", [NOW, NOW - timedelta(minutes=1), NOW.replace(year=2999)])
def test_an_alert_that_ends_before_it_begins_is_refused(end):
    with pytest.raises(Invalid):
        IAlert.validateInvariants(SimpleNamespace(start=NOW, end=end))


def test_an_alert_of_a_minute_is_one():
    IAlert.validateInvariants(SimpleNamespace(start=NOW, end=NOW + timedelta(minutes=1)))


def test_a_time_that_was_typed_without_a_zone_is_belgian():
    data = SimpleNamespace(start=datetime(2026, 11, 24, 12), end=NOW)
    with pytest.raises(Invalid):
        IAlert.validateInvariants(data)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(-1, False), (0, True), (359, True), (360, False)],
)
def test_it_is_in_force_from_its_start_up_to_its_end(facts, moment, expected):
    known = facts()
    assert known.in_force(known.start + timedelta(minutes=moment)) is expected


@pytest.mark.parametrize("line", ["50.4669, 4.8675", "50,4669; 4,8675", " 50.4669 4.8675 "])
def test_a_position_is_read_as_people_write_it(line):
    assert read_position(line) == [4.8675, 50.4669]


@pytest.mark.parametrize("line", ["", "Namur", "4.8675, 50.4669", "48.8566, 2.3522", "50.4669"])
def test_a_position_that_is_none_or_elsewhere_is_refused(line):
    with pytest.raises(NotAPosition):
        read_position(line)


def test_one_position_is_a_point_several_a_line_and_a_closed_one_an_area():
    one, two, three = "50.46, 4.86", "50.47, 4.87", "50.46, 4.88"
    assert geometry([]) is None
    assert geometry([one])["type"] == "Point"
    assert geometry([one, two])["type"] == "LineString"
    assert geometry([one, two, three, one])["type"] == "Polygon"


def test_what_the_catalog_keeps_is_all_of_it(add):
    alert = add(
        steps=["Go upstairs | Take a lamp"],
        streets=["Quai de Meuse | Evacuate"],
        postal_codes=["5100"],
        positions=["50.46, 4.86", "50.47, 4.87"],
    )
    (brain,) = api.content.find(UID=alert.UID(), unrestricted=True)
    kept = facts_of.load(brain)
    assert kept == facts_of.of(alert)
    assert kept.steps == (("Go upstairs", "Take a lamp"),)
    assert kept.updates[0].event == "published"


def test_only_who_may_publishes_it(add, folder):
    alert = add(publish=False)
    with api.env.adopt_roles(["Editor"]), pytest.raises(api.exc.InvalidParameterError):
        api.content.transition(alert, "publish")
    with api.env.adopt_roles(["Emergency Publisher"]):
        api.content.transition(alert, "publish")
    assert api.content.get_state(alert) == "published"


def test_the_emergency_publishers_come_with_their_group_and_their_role(functional):
    group = functional["portal"].portal_groups.getGroupById("emergency-publishers")
    assert "Emergency Publisher" in group.getRoles()
