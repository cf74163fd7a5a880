from collections import Counter
from communesplone.core.interfaces import AmbiguousCommune
from communesplone.core.interfaces import UnknownArea
from communesplone.core.interfaces import UnknownCommune
from communesplone.core.reference import all_communes
from communesplone.core.reference import DATA
from communesplone.core.reference import find
from communesplone.core.reference import select
from communesplone.core.reference import slug
from OFS.ObjectManager import checkValidId
from pathlib import Path
import pytest
import subprocess
import sys


SCRIPT = Path(__file__).parents[3] / "tools" / "reference_communes.py"
GERMAN = "Amel Büllingen Burg-Reuland Bütgenbach Eupen Kelmis Lontzen Raeren Sankt_Vith"


def test_script_reproduces_the_committed_data_byte_for_byte():
    made = subprocess.run([sys.executable, SCRIPT, "--print"], capture_output=True, check=True)
    assert made.stdout == DATA.read_bytes()


def test_every_walloon_commune_is_there_after_the_mergers_of_2025():
    assert len(all_communes()) == 261
    assert "6687" in find("Bastogne").postal_codes
    with pytest.raises(UnknownCommune):
        find("Bertogne")


def test_every_commune_is_complete():
    for commune in all_communes():
        assert commune.names["fr"]
        assert commune.name
        assert commune.postal_codes
        assert commune.province.startswith("Province ")
        assert commune.region == "Région wallonne"
        assert set(commune.names) >= {commune.language, *commune.facility_languages}


def test_every_id_is_unique_and_free_at_the_root_of_zope(app):
    assert max(Counter(commune.id for commune in all_communes()).values()) == 1
    for commune in all_communes():
        checkValidId(app, commune.id)


def test_namur_and_durbuy():
    assert find("92094").name == "Namur"
    assert find("92094").province == "Province de Namur"
    assert find("92094").postal_codes[0] == "5000"
    assert find("83012").name == "Durbuy"
    assert find("83012").facility_languages == ()


def test_nine_communes_are_german_with_facilities_in_french():
    german = {commune.name for commune in all_communes() if commune.language == "de"}
    assert german == {name.replace("_", " ") for name in GERMAN.split()}
    for name in german:
        assert find(name).facility_languages == ("fr",)
    assert find("63067").names == {"de": "Sankt Vith", "fr": "Saint-Vith", "nl": "Sankt Vith"}


def test_french_communes_with_facilities_in_german_and_in_dutch():
    granted = {
        commune.name: commune.facility_languages
        for commune in all_communes()
        if commune.language == "fr" and commune.facility_languages
    }
    assert granted == {
        "Malmedy": ("de",),
        "Waimes": ("de",),
        "Comines-Warneton": ("nl",),
        "Mouscron": ("nl",),
        "Flobecq": ("nl",),
        "Enghien": ("nl",),
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sankt Vith", "st-vith"),
        ("Saint-Hubert", "st-hubert"),
        ("Sainte-Ode", "ste-ode"),
        ("Braine-l’Alleud", "braine-l-alleud"),
        ("Büllingen", "bullingen"),
        ("Liège", "liege"),
    ],
)
def test_slug_is_the_name_in_ascii(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("NAMUR", "namur"),
        ("namen", "namur"),
        ("liege", "liege"),
        ("Luik", "liege"),
        ("St. Vith", "st-vith"),
        ("saint vith", "st-vith"),
        ("Buellingen", "bullingen"),
        ("bullange", "bullingen"),
        ("braine l'alleud", "braine-l-alleud"),
        ("Manage", "manage-commune"),
        ("55086", "manage-commune"),
    ],
)
def test_commune_is_found_by_any_of_its_names(query, id):
    assert find(query).id == id


def test_unknown_name_suggests_the_nearest():
    with pytest.raises(UnknownCommune, match=r"Did you mean Namur \(92094\)"):
        find("Nammur")


def test_part_of_a_name_is_never_taken_for_the_commune():
    with pytest.raises(UnknownCommune) as caught:
        find("Marche")
    assert [commune.id for commune in caught.value.nearest] == ["marche-en-famenne"]


def test_part_of_several_names_lists_the_choices():
    with pytest.raises(AmbiguousCommune, match="Braine-le-Comte") as caught:
        find("braine")
    assert len(caught.value.choices) == 3


@pytest.mark.parametrize("query", ["", " ", "???", "99999", "x" * 10_000])
def test_nonsense_is_unknown(query):
    with pytest.raises(UnknownCommune):
        find(query)


@pytest.mark.parametrize("query", ["Liège", "LIEGE", "luik", "Lüttich", "province de liège"])
def test_province_is_named_in_any_language(query):
    assert len(select(province=query)) == 84


def test_region_is_every_commune_and_region_with_province_is_both():
    assert select(region="wallonia") == select(region="Région wallonne") == all_communes()
    assert select(region="wallonie", province="namur") == select(province="Namur")


def test_unknown_area_names_those_there_are():
    with pytest.raises(UnknownArea, match="Province de Namur"):
        select(province="Anvers")
