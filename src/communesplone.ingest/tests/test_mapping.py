"""Where records go: rules on plain data."""

from communesplone.ingest.mapping import destination
from communesplone.ingest.mapping import parts
from communesplone.ingest.records import completed
from communesplone.ingest.records import Record
import pytest


PAGE = Record(key="1", kind="page", title="Sac", section="Vie_Locale", place=("Tri",), name="Sac")


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({}, ("vie_locale", "tri", "sac")),
        ({"into": "/fr/ancien"}, ("fr", "ancien", "vie_locale", "tri", "sac")),
        ({"sections": {"Vie_Locale": {"to": "/infos"}}}, ("infos", "tri", "sac")),
        ({"into": "/x", "sections": {"Vie_Locale": {"to": "/Infos"}}}, ("Infos", "tri", "sac")),
    ],
)
def test_a_record_goes_below_the_folder_of_its_part(options, path):
    assert destination(PAGE, options).path == path


def test_a_part_that_is_left_out_goes_nowhere():
    assert destination(PAGE, {"sections": {"Vie_Locale": {"to": "skip"}}}) is None


def test_texts_become_what_was_chosen_and_files_stay_files():
    options = {"sections": {"": {"kind": "news"}}}
    page = Record(key="1", kind="page", title="a", name="a")
    assert destination(page, options).portal_type == "News Item"
    picture = Record(key="2", kind="image", title="b", name="b.png")
    assert destination(picture, options).portal_type == "Image"


def test_every_record_stands_in_a_folder_that_comes_before_it():
    found = completed([PAGE])
    assert [one.path for one in found] == [
        ("Vie_Locale",),
        ("Vie_Locale", "Tri"),
        ("Vie_Locale", "Tri", "Sac"),
    ]
    assert completed(found) == found


def test_a_page_with_pages_below_becomes_a_folder_with_a_home():
    above = Record(
        key="2", kind="page", title="Tri", section="Vie_Locale", name="Tri", addresses=("/t",)
    )
    found = completed([above, PAGE])
    folder = next(one for one in found if one.path == ("Vie_Locale", "Tri"))
    home = next(one for one in found if one.key == "2")
    assert (folder.kind, folder.title, folder.addresses) == ("folder", "Tri", ("/t",))
    assert (home.path, home.addresses) == (("Vie_Locale", "Tri", "accueil"), ())


def test_parts_count_what_they_hold():
    (found,) = parts(completed([PAGE]), {})
    assert (found.title, found.count) == ("Vie Locale", 2)
