from communesplone.core.maps.belgium import in_belgium
from communesplone.core.maps.drawing import drawing
from communesplone.core.maps.geojson import collection
from communesplone.core.maps.geojson import InvalidGeometry
from communesplone.core.maps.geojson import MOST_POSITIONS
from communesplone.core.maps.geojson import read_geometry
import pytest


NAMUR, DINANT = [4.8675, 50.4669], [4.9128, 50.2606]
INSIDE = {
    "Namur": (50.4669, 4.8675),
    "De Panne": (51.0995, 2.5905),
    "Knokke": (51.3458, 3.2873),
    "Essen": (51.4667, 4.4667),
    "Baarle-Hertog": (51.4419, 4.9303),
    "Lommel": (51.2300, 5.3130),
    "Maaseik": (51.0980, 5.7880),
    "Voeren": (50.7600, 5.7600),
    "Raeren": (50.6750, 6.1100),
    "Manderfeld": (50.3300, 6.3400),
    "Ouren": (50.1400, 6.1400),
    "Arlon": (49.6833, 5.8167),
    "Torgny": (49.5110, 5.4760),
    "Bohan": (49.8660, 4.8840),
    "Cul-des-Sarts": (49.9650, 4.4500),
    "Momignies": (50.0270, 4.1650),
    "Mouscron": (50.7440, 3.2140),
    "Comines": (50.7650, 3.0000),
    "Watou": (50.8590, 2.6200),
}
OUTSIDE = {
    "Paris": (48.8566, 2.3522),
    "Lille": (50.6292, 3.0573),
    "Dunkerque": (51.0344, 2.3768),
    "Valenciennes": (50.3570, 3.5230),
    "Reims": (49.2583, 4.0317),
    "Luxembourg": (49.6116, 6.1319),
    "Aachen": (50.7753, 6.0839),
    "Breda": (51.5719, 4.7683),
    "Eindhoven": (51.4416, 5.4697),
    "longitude first": (4.8675, 50.4669),
    "null island": (0.0, 0.0),
}


@pytest.mark.parametrize("place", INSIDE)
def test_places_at_every_border_are_in_belgium(place):
    assert in_belgium(*INSIDE[place])


@pytest.mark.parametrize("place", OUTSIDE)
def test_towns_beyond_the_border_are_not(place):
    assert not in_belgium(*OUTSIDE[place])


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "Point", "coordinates": NAMUR},
        {"type": "LineString", "coordinates": [NAMUR, DINANT]},
        {"type": "MultiLineString", "coordinates": [[NAMUR, DINANT], [DINANT, NAMUR]]},
        {"type": "Polygon", "coordinates": [[NAMUR, DINANT, [5.0, 50.3], NAMUR]]},
    ],
)
def test_points_lines_and_areas_are_read(shape):
    assert read_geometry(shape) == shape


def test_a_height_is_left_out_and_too_many_decimals_too():
    found = read_geometry({"type": "Point", "coordinates": [4.86751234567, 50.4669, 100.0]})
    assert found["coordinates"] == [4.867512, 50.4669]


@pytest.mark.parametrize(
    "shape",
    [
        None,
        [],
        "Point",
        {"type": "Circle", "coordinates": NAMUR},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Point"},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["4.8", "50.4"]},
        {"type": "Point", "coordinates": [True, 50.4]},
        {"type": "Point", "coordinates": [float("nan"), 50.4]},
        {"type": "Point", "coordinates": [50.4669, 4.8675]},
        {"type": "Point", "coordinates": [[4.8, 50.4]]},
        {"type": "LineString", "coordinates": NAMUR},
        {"type": "LineString", "coordinates": [NAMUR]},
        {"type": "LineString", "coordinates": []},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[NAMUR, DINANT, NAMUR]]},
        {"type": "Polygon", "coordinates": [[NAMUR, DINANT, [5.0, 50.3], [5.1, 50.3]]]},
        {"type": "LineString", "coordinates": [NAMUR] * (MOST_POSITIONS + 1)},
    ],
)
def test_what_no_map_could_show_is_refused(shape):
    with pytest.raises(InvalidGeometry):
        read_geometry(shape)


def test_a_collection_has_longitude_first_and_the_words_as_properties():
    points = [
        {"title": "Town hall", "url": "", "latitude": 50.4669, "longitude": 4.8675},
        {"title": "Nowhere"},
    ]
    hall, nowhere = collection(points)["features"]
    assert hall["geometry"] == {"type": "Point", "coordinates": NAMUR}
    assert hall["properties"] == {"title": "Town hall"}
    assert nowhere["geometry"] is None


def test_the_drawing_puts_north_above_and_stays_inside():
    points = [{"latitude": 50.4669, "longitude": 4.8675}, {"latitude": 50.26, "longitude": 4.91}]
    namur, dinant = drawing(points).pins
    assert namur[1] < dinant[1]
    assert namur[0] < dinant[0]
    assert all(0 <= across <= 320 and 0 <= down <= 140 for across, down in (namur, dinant))


def test_the_drawing_of_one_point_has_it_in_the_middle_and_a_line_is_a_path():
    line = {"geometry": {"type": "LineString", "coordinates": [NAMUR, DINANT]}}
    assert drawing([{"latitude": 50.4669, "longitude": 4.8675}]).pins == ((160, 86),)
    assert drawing([line]).pins == ()
    assert drawing([line]).lines[0].startswith("M")
    assert drawing([]).pins == ()
