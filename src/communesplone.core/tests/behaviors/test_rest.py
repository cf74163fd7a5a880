"""The behaviours through the REST API, which exports and shares content too."""

from communesplone.core.behaviors.opening_hours import opening_hours_of
from communesplone.core.hours import as_data
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from zExceptions import BadRequest
from zope.component import getMultiAdapter
import json
import pytest


HOURS = {
    "week": {"mon": [["08:30", "12:00"], ["13:00", "16:00", "appointment"]]},
    "seasons": [{"from": "07-01", "to": "08-31", "week": {"mon": [["08:00", "13:00"]]}}],
    "exceptions": [{"from": "2026-12-25", "to": "2026-12-25", "spans": [], "reason": "Noël"}],
    "closed_on_holidays": False,
    "closed_on_wallonia_day": True,
}
FULL = {
    "opening_hours": HOURS,
    "phone": "+32 81 00 00 00",
    "email": "population@namur.example",
    "website": "https://www.namur.example/population",
    "street": "Rue de l’Exemple",
    "number": "12 bte 3",
    "postal_code": "5000",
    "locality": "Namur",
    "latitude": 50.466912,
    "longitude": 4.867456,
    "review_date": "2027-01-15",
}


@pytest.fixture
def desk(portal, desk_type):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal[portal.invokeFactory("Desk", "population", title="Population")]


def write(content, data):
    request = content.REQUEST
    request["BODY"] = json.dumps(data)
    getMultiAdapter((content, request), IDeserializeFromJson)()


def read(content):
    return json.loads(json.dumps(getMultiAdapter((content, content.REQUEST), ISerializeToJson)()))


def test_every_field_survives_the_round_trip(desk):
    write(desk, FULL)
    read_back = read(desk)
    assert {name: read_back[name] for name in FULL} == FULL
    assert as_data(opening_hours_of(desk)) == HOURS


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"opening_hours": {"week": {"mon": [["12:00", "08:00"]]}}}, "ends before it starts"),
        ({"opening_hours": {"week": {"monday": []}}}, "unknown day"),
        ({"opening_hours": "8-12"}, "no opening hours"),
        ({"opening_hours": [1, 2]}, "Wrong contained type"),
        ({"phone": "javascript:alert(1)"}, "telephone"),
        ({"website": "javascript:alert(1)"}, "web address"),
        ({"email": "a@b"}, "e-mail"),
        ({"postal_code": "123"}, "postal code"),
        ({"latitude": 12.0, "longitude": 4.8}, "not in Belgium"),
        # Within the box of Belgium's bounds: Lille, Luxembourg, Aachen, Eindhoven
        ({"latitude": 50.6292, "longitude": 3.0573}, "not in Belgium"),
        ({"latitude": 49.6116, "longitude": 6.1319}, "not in Belgium"),
        ({"latitude": 50.7753, "longitude": 6.0839}, "not in Belgium"),
        ({"latitude": 51.4416, "longitude": 5.4697}, "not in Belgium"),
        ({"latitude": 50.0}, "both the latitude"),
    ],
)
def test_wrong_values_are_refused_with_a_sentence(desk, data, said):
    with pytest.raises(BadRequest, match=said):
        write(desk, data)
