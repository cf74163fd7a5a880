"""News and agenda in pages made of sections."""

from communesplone.core.sections import render_all
from communesplone.news.interfaces import INewsLayer
from plone import api
from plone.app.testing import logout
from zope.interface import alsoProvides
import pytest


@pytest.fixture
def draw(functional):
    alsoProvides(functional["request"], INewsLayer)

    def made(**section):
        logout()
        section = {"id": "s1", **section}
        return render_all(functional["portal"], functional["request"], [section])

    return made


def test_the_agenda_shows_what_is_coming_and_changes_when_it_is_over(add, draw):
    concert = add("Concert", location="Hall")
    add("Past", days=-9)
    add("Draft", publish=False)
    found = draw(type="agenda")
    html = "".join(found.html)

    assert "Concert" in html
    assert "Hall" in html
    assert "Past" not in html
    assert "Draft" not in html
    assert found.until <= concert.end


def test_news_show_the_latest_large_and_never_a_draft(tell, draw):
    tell("Works", description="The bridge is closed.")
    tell("Draft", publish=False)
    html = "".join(draw(type="news").html)

    assert "The bridge is closed." in html
    assert "Draft" not in html
    assert "/actualites" in html


def test_a_folder_that_is_gone_shows_nothing_of_another(add, tell, draw):
    add()
    tell()
    gone = "0" * 32

    assert draw(type="agenda", below=gone).html == ()
    assert draw(type="news", below=gone).html == ()


def test_only_what_is_below_the_folder_and_of_the_theme(add, folder, draw):
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(folder, "Folder", "other", title="Other")
        api.content.transition(other, "publish")
    add("Here", themes=["culture"])
    add("There", container=other)
    uid = other.UID()

    assert "There" in "".join(draw(type="agenda", below=uid).html)
    assert "Here" not in "".join(draw(type="agenda", below=uid).html)
    assert "There" not in "".join(draw(type="agenda", themes=["culture"]).html)
