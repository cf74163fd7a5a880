"""Procedures in pages made of sections."""

from communesplone.core.sections import render
from communesplone.procedures.interfaces import IProceduresLayer
from plone.app.testing import logout
from zope.interface import alsoProvides
import pytest


@pytest.fixture
def draw(functional):
    alsoProvides(functional["request"], IProceduresLayer)

    def made(**section):
        logout()
        return "".join(
            render(functional["portal"], functional["request"], [{"id": "s1", **section}])
        )

    return made


def test_procedures_stand_with_their_answer(full, draw):
    html = draw(type="procedures")

    assert "Lost or stolen identity card" in html
    assert "27" in html
    assert "3 weeks" in html


def test_when_there_are_more_a_link_leads_to_all(add, draw):
    for title in ("Passport", "A permit"):
        add(title)
    html = draw(type="procedures", limit=1)

    assert "A permit" in html
    assert "Passport" not in html
    assert "/@@procedures" in html


def test_those_that_were_chosen_come_first_and_alone(add, draw):
    add("A permit")
    chosen = add("Passport")
    draft = add("Draft", publish=False)
    html = draw(type="procedures", items=[chosen.UID(), draft.UID()])

    assert "Passport" in html
    assert "A permit" not in html
    assert "Draft" not in html


def test_ways_in_lead_to_lists_that_have_something(full, draw):
    html = draw(type="ways")

    assert "audience=newcomer" in html
    assert "life_event=lost_papers" in html
    assert "theme=" not in html
    assert "theme=identity" in draw(type="ways", ways=["themes"])


def test_the_address_of_the_page_changes_nothing(full, functional, draw):
    functional["request"].form["audience"] = "nobody"

    assert "Lost or stolen identity card" in draw(type="procedures")


def test_without_procedures_nothing_is_shown(draw):
    assert draw(type="procedures") == draw(type="ways") == ""
