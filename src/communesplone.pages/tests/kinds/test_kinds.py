"""Each type of section shows what it is given, and nothing else."""

from communesplone.core.sections import render
from communesplone.core.sections import render_all
from communesplone.core.sections import section_type
from communesplone.core.sections.data import clean
from communesplone.pages.interfaces import IPagesLayer
from communesplone.pages.kinds.table import read_rows
from communesplone.pages.kinds.video import NotAFilm
from communesplone.pages.kinds.video import read_film
from zope.interface import alsoProvides
import pytest


FILLED = {
    "text": {"text": "<p>Words</p>"},
    "links": {"links": [{"title": "Words", "address": "https://www.example.be"}]},
    "video": {"title": "Words", "address": "https://youtu.be/dQw4w9WgXcQ"},
    "faq": {"questions": [{"question": "Words", "answer": "<p>Yes</p>"}]},
    "quote": {"text": "Words", "who": "Somebody", "role": "librarian"},
    "figures": {"figures": [{"value": "12", "label": "Words"}], "source": "2026"},
    "searchbox": {"label": "Words"},
    "steps": {"steps": [{"title": "Words", "text": "<p>Do</p>"}, {"title": "Then"}]},
    "table": {"caption": "Words", "rows": "Bag\tPrice\nPMC\t3", "head": True, "names": True},
}


@pytest.fixture
def draw(integration):
    request = integration["request"]
    alsoProvides(request, IPagesLayer)

    def made(kind, **data):
        kept, errors = clean(section_type(kind).schema, data)
        assert errors == {}
        section = {"id": "s1", "type": kind, **kept}
        return "".join(render(integration["portal"], request, [section]))

    return made


@pytest.mark.parametrize("kind", FILLED)
def test_what_is_filled_in_is_shown(draw, kind):
    assert "Words" in draw(kind, **FILLED[kind])


def test_rows_of_a_table_are_read_as_they_are_pasted_or_typed():
    expected = [["Bag", "Price"], ["PMC", "3"], ["Rest", ""]]

    assert read_rows("Bag\tPrice\nPMC\t3\nRest") == expected
    assert read_rows("Bag | Price\n\nPMC | 3\nRest |") == expected
    assert read_rows("| Bag | Price |\n|---|---|\n| PMC | 3 |\n| Rest | |") == expected
    assert read_rows('"Bag";Price\nPMC;3\nRest;') == expected


def test_a_table_names_its_columns_and_its_rows(draw):
    html = draw("table", **FILLED["table"])

    html = html.replace(" >", ">")
    assert '<th scope="col">Price</th>' in html
    assert '<th scope="row">PMC</th>' in html
    assert "<td>3</td>" in html


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "youtube-nocookie.com/embed/dQw4w9W"),
        ("https://youtu.be/dQw4w9WgXcQ", "youtube-nocookie.com/embed/dQw4w9W"),
        ("https://vimeo.com/76979871", "player.vimeo.com/video/76979871?dnt=1"),
        ("https://tube.example/w/9c9de5e8-0a1e-484a", "tube.example/videos/embed/9c9de5e8"),
    ],
)
def test_films_are_played_without_cookies(address, player):
    assert player in read_film(address).player


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://www.youtube.com/",
        "https://evil.example/page",
        "http://[",
        "https://user@youtu.be:99/dQw4w9WgXcQ",
        'https://tube.example"onload=/w/9c9de5e8-0a1e-484a',
    ],
)
def test_what_is_no_film_is_refused(address):
    with pytest.raises(NotAFilm):
        read_film(address)


def test_a_film_contacts_nobody_before_it_is_asked_for(draw):
    html = draw("video", **FILLED["video"])

    assert "<iframe" not in html
    assert 'data-communes-frame="https://www.youtube-nocookie.com"' in html
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in html


def test_questions_are_told_to_search_engines(integration, draw):
    section = {"id": "s1", "type": "faq", **FILLED["faq"]}
    found = render_all(integration["portal"], integration["request"], [section])

    assert found.json_ld[0]["mainEntity"][0]["acceptedAnswer"]["text"] == "Yes"
    assert any("pages.css?v=" in style for style in found.styles)
