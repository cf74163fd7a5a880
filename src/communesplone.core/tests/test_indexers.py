from communesplone.core.behaviors.review_date import due_for_review
from communesplone.core.hours import from_json
from communesplone.core.hours import spans_on
from datetime import date
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.dexterity.fti import DexterityFTI
import json
import pytest


NAMES = ("contact_point", "postal_address", "opening_hours", "review_date")


@pytest.fixture
def desk(portal):
    fti = DexterityFTI(
        "Desk",
        klass="plone.dexterity.content.Container",
        behaviors=tuple(f"communesplone.{name}" for name in NAMES),
        filter_content_types=False,
    )
    portal.portal_types._setObject("Desk", fti)
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return api.content.create(
        portal,
        "Desk",
        "population",
        opening_hours={"week": {"mon": [["08:30", "12:00"]]}},
        phone="081 00 00 00",
        locality="Namur",
        review_date=date(2027, 1, 15),
    )


def brain(content):
    return api.content.find(UID=content.UID())[0]


def test_listing_reads_hours_contact_and_address_from_the_catalog(desk):
    found = brain(desk)
    assert spans_on(from_json(found.opening_hours_data), date(2026, 11, 23))
    assert json.loads(found.contact_data) == {"phone": "081 00 00 00"}
    assert json.loads(found.address_data) == {"locality": "Namur"}
    assert found.review_date == date(2027, 1, 15)


def test_nothing_filled_in_is_none(desk):
    empty = brain(api.content.create(desk.aq_parent, "Desk", "empty"))
    assert not empty.opening_hours_data
    assert not empty.contact_data
    assert not empty.address_data


def test_page_without_the_behaviours_takes_nothing_from_its_folder(desk):
    page = brain(api.content.create(desk, "Document", "page"))
    assert not page.opening_hours_data
    assert not page.contact_data
    assert not page.review_date
    assert len(due_for_review(date(2027, 1, 15))) == 1


def test_what_is_due_is_found_on_its_day_and_not_before(desk):
    assert due_for_review(date(2027, 1, 14)) == []
    assert [found.getId for found in due_for_review(date(2027, 1, 15))] == ["population"]
    assert [found.getId for found in due_for_review(date(2028, 1, 1))] == ["population"]


def test_what_is_due_is_not_told_to_who_may_not_see_it(portal, desk):
    logout()
    assert due_for_review(date(2028, 1, 1)) == []
    login(portal, "test-user")
