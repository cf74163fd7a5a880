from AccessControl import Unauthorized
from communesplone.procedures.catalog import first_letter
from communesplone.procedures.procedure import AVAILABLE
from communesplone.procedures.procedure import IProcedure
from communesplone.procedures.procedure import is_available
from communesplone.procedures.procedure import UNAVAILABLE
from datetime import date
from plone import api
from types import SimpleNamespace
from zope.interface import Invalid
import json
import pytest


DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("status", "until", "on", "expected"),
    [
        (AVAILABLE, None, DAY, True),
        (None, None, DAY, True),
        (UNAVAILABLE, None, DAY, False),
        (UNAVAILABLE, DAY, DAY, False),
        (UNAVAILABLE, DAY, date(2026, 12, 5), True),
        (AVAILABLE, DAY, DAY, True),
    ],
)
def test_it_is_unavailable_to_the_end_of_the_last_day(status, until, on, expected):
    assert is_available(status, until, on) is expected


def test_what_is_unavailable_says_why():
    with pytest.raises(Invalid):
        IProcedure.validateInvariants(SimpleNamespace(status=UNAVAILABLE, unavailable_reason=None))


@pytest.mark.parametrize(
    ("title", "letter"),
    [("Élections", "E"), ("« Ma » commune", "M"), ("1er emploi", "0"), ("", "0"), ("œuvre", "0")],
)
def test_a_title_is_listed_under_its_letter_whatever_the_accent(title, letter):
    assert first_letter(title) == letter


def test_a_contributor_adds_one_and_it_begins_as_private(functional):
    with api.env.adopt_roles(["Contributor", "Owner"]):
        item = api.content.create(functional["portal"], "Procedure", "card", "Card")
        assert api.content.get_state(item) == "private"


def test_a_visitor_may_not_add_one(functional):
    with api.env.adopt_roles(["Anonymous"]), pytest.raises(Unauthorized):
        api.content.create(functional["portal"], "Procedure", title="x")


def test_citizens_words_find_it_although_the_page_does_not_show_them(full):
    found = api.content.find(SearchableText="perdue")
    assert [brain.UID for brain in found] == [full.UID()]


@pytest.mark.parametrize("word", ["checklist", "photo", "theft", "registered", "DOC", "papers"])
def test_what_the_page_says_finds_it(full, word):
    expected = [] if word == "checklist" else [full.UID()]
    assert [brain.UID for brain in api.content.find(SearchableText=word)] == expected


def test_the_catalog_has_the_answer_before_the_click(full):
    (brain,) = api.content.find(portal_type="Procedure")
    facts = json.loads(brain.procedure_facts)
    assert facts["price"] == {"value": "27.00", "unit": ""}
    assert facts["delay"] == "3 weeks"
    assert facts["channels"] == ["desk", "federal"]
    assert facts["status"] == AVAILABLE


@pytest.mark.parametrize(
    "query",
    [
        {"topic_audiences": "newcomer"},
        {"procedure_life_events": "lost_papers"},
        {"topic_themes": "identity"},
        {"procedure_letter": "L"},
    ],
)
def test_the_catalog_finds_it_by_index(full, query):
    assert [brain.UID for brain in api.content.find(**query)] == [full.UID()]
