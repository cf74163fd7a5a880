"""Rich text of sections is safe, whoever wrote it."""

from communesplone.core.sections import html
import pytest


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>a<script>alert(1)</script></p>",
        '<p onclick="alert(1)">a</p>',
        '<p><a href="javascript:alert(1)">a</a></p>',
        '<p><a href="java\tscript:alert(1)">a</a></p>',
        '<p>a<iframe src="https://evil.example/"></iframe></p>',
        "<p>a</p><svg><script>alert(1)</script></svg>",
        '<p style="background:url(https://evil.example/)">a</p>',
        '<p>a<img src="https://evil.example/x.png" onerror="alert(1)"></p>',
        '<form action="https://evil.example/"><p>a</p></form>',
        '<p>a<math><mtext></form><form><mglyph><style></math><img src onerror="alert(1)"></p>',
    ],
)
def test_what_could_run_or_call_elsewhere_leaves(hostile):
    cleaned = html.resolve(html.clean(hostile), lambda uid, rest: None, lambda uid: None)

    assert not any(
        bad in cleaned for bad in ("alert", "evil.example", "script", "style", "<form", "onerror")
    )


def test_plain_text_becomes_paragraphs():
    assert html.clean("One & two\n\nthree\nfour") == "<p>One &amp; two</p><p>three<br>four</p>"


def test_headings_stand_under_that_of_the_section():
    assert html.clean("<h1>A</h1><h2>B</h2><h3>C</h3>") == "<h3>A</h3><h3>B</h3><h3>C</h3>"


def test_a_table_that_names_nothing_has_its_first_row_name_the_columns():
    rows = "<tr><td>Bag</td><td>Price</td></tr><tr><td>Blue</td><td>3</td></tr>"
    made = html.clean(f"<table><tbody>{rows}</tbody></table>")
    assert '<th scope="col">Bag</th><th scope="col">Price</th>' in made
    assert html.clean(made) == made
    named = "<table><tr><td>a</td></tr><tr><th>b</th></tr></table>"
    assert "<td>a</td>" in html.clean(named)


def test_the_dress_of_word_leaves_and_its_words_stay():
    word = (
        '<p class="MsoNormal" style="margin:0cm"><b><span lang="FR-BE" style="font-size:12pt;'
        'color:#c00">Horaire</span></b><o:p></o:p></p><!--[if gte mso 9]><xml><w:Word/></xml>'
        '<![endif]--><p class="MsoNormal">Lundi<o:p>&nbsp;</o:p></p>'
    )
    made = html.clean(word)
    assert html.plain(made) == "Horaire Lundi"
    assert not any(bad in made for bad in ("Mso", "style", "<o:p", "xml", "color"))


def test_a_link_that_leads_nowhere_leaves_its_words():
    text = '<p><a href="../resolveuid/0123456789abcdef0123456789abcdef">here</a></p>'

    assert html.resolve(html.clean(text), lambda uid, rest: None, lambda uid: None) == (
        "<p>here</p>"
    )


def test_a_link_into_the_site_is_resolved_with_what_follows():
    text = '<p><a href="resolveuid/0123456789abcdef0123456789abcdef#part">here</a></p>'
    made = html.resolve(html.clean(text), lambda uid, rest: f"/{uid[:4]}{rest}", lambda uid: None)

    assert made == '<p><a href="/0123#part">here</a></p>'


def test_words_and_references_are_found():
    text = '<p>One<br>two <a href="resolveuid/0123456789abcdef0123456789abcdef">three</a></p>'

    assert html.plain("<p>One</p><p>two</p>") == "One two"
    assert html.uids(text) == {"0123456789abcdef0123456789abcdef"}
