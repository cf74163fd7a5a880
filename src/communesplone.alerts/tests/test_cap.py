"""CAP documents against the rules of the standard, as a schema written from its text."""

from communesplone.alerts import cap
from communesplone.alerts.facts import Update
from communesplone.alerts.kinds import KIND_NAMES
from communesplone.alerts.kinds import LEVELS
from datetime import timedelta
from lxml import etree
from pathlib import Path
import pytest


SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("cap-1.2.xsd")))
CAP = f"{{{cap.NAMESPACE}}}"
SOURCE = cap.Source("www.namur.example", "Namur", "92094", "fr", exercise=False)
LABELS = cap.Labels("Inondation", "Quai de Meuse, 5100, Namur")
POINT = {"type": "Point", "coordinates": [4.8675, 50.4669]}
LINE = {"type": "LineString", "coordinates": [[4.86, 50.46], [4.88, 50.47]]}
AREA = {
    "type": "Polygon",
    "coordinates": [[[4.86, 50.46], [4.88, 50.46], [4.87, 50.47], [4.86, 50.46]]],
}


def read(facts, source=SOURCE, minutes=42):
    document = cap.document(facts, source, LABELS, facts.start + timedelta(minutes=minutes))
    root = etree.fromstring(document)
    SCHEMA.assertValid(root)
    return root


def text(root, name):
    return root.findtext(f".//{CAP}{name}")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_kind_at_every_level_is_valid(facts, level, kind):
    read(facts(level=level, kind=kind))


@pytest.mark.parametrize("place", [None, POINT, LINE, AREA])
def test_every_place_is_valid(facts, place):
    read(facts(geometry=place, postal_codes=("5000", "5100")))


def test_an_area_is_latitude_first_and_closed(facts):
    root = read(facts(geometry=AREA))
    assert text(root, "polygon") == "50.46,4.86 50.46,4.88 50.47,4.87 50.46,4.86"


def test_a_line_is_within_its_circle(facts):
    where, radius = text(read(facts(geometry=LINE)), "circle").split()
    assert where == "50.465000,4.870000"
    assert 0.5 < float(radius) < 2


def test_moments_have_their_zone_as_the_standard_writes_it(facts):
    assert text(read(facts()), "onset") == "2026-11-24T10:00:00+01:00"


def test_each_update_is_a_message_of_its_own_that_names_those_before(facts):
    start = facts().start
    updates = (
        Update(start, "", "published", ""),
        Update(start + timedelta(minutes=20), "", "update", "The bridge is closed."),
    )
    first, second = read(facts(updates=updates[:1])), read(facts(updates=updates))
    assert text(first, "msgType") == "Alert"
    assert text(second, "msgType") == "Update"
    assert text(first, "identifier") != text(second, "identifier")
    known = (text(first, name) for name in ("sender", "identifier", "sent"))
    assert text(second, "references") == ",".join(known)
    assert text(second, "description") == "The bridge is closed."


def test_an_alert_that_was_ended_is_cancelled(facts):
    start = facts().start
    updates = (Update(start, "", "published", ""), Update(start, "", "ended", ""))
    assert text(read(facts(updates=updates)), "msgType") == "Cancel"


def test_what_is_not_yet_begun_is_future(facts):
    assert text(read(facts(), minutes=-90), "urgency") == "Future"


def test_a_demonstration_is_an_exercise(facts):
    source = cap.Source("namur.example", "", "", "de", exercise=True)
    root = read(facts(), source)
    assert text(root, "status") == "Exercise"
    assert text(root, "language") == "de-BE"


def test_letters_that_no_xml_holds_are_left_out(facts):
    root = read(facts(title="Flood\x00\x0b", instruction="<b>Up & away</b>\ud800"))
    assert text(root, "headline") == "Flood"
    assert text(root, "instruction") == "<b>Up & away</b>"


def test_the_schema_finds_what_is_wrong(facts):
    root = read(facts())
    root.find(f".//{CAP}severity").text = "Terrible"
    assert not SCHEMA.validate(root)
    root = read(facts())
    root.find(f"{CAP}sent").text = "2026-11-24T10:00:00Z"
    assert not SCHEMA.validate(root)
