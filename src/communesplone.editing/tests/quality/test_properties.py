"""Whatever stands in a text, mends lose no word of it."""

from communesplone.core.quality import Known
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality import alternatives
from communesplone.editing.quality import contrast
from communesplone.editing.quality import dead_links
from communesplone.editing.quality import headings
from communesplone.editing.quality import link_words
from communesplone.editing.quality.colours import ratio
from communesplone.editing.quality.colours import read_colour
from communesplone.editing.quality.french import sentences
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import write
from communesplone.editing.quality.personal import is_national_number
from hypothesis import given
from hypothesis import strategies as st
import pytest


WORD = st.text("abcdeéà '’&<>\u00a0", min_size=1, max_size=8)
OPENED = st.sampled_from(
    [
        "<p>",
        "<p><strong>",
        "<h2>",
        "<h3>",
        "<h5>",
        '<span style="color: #ccc">',
        '<font color="yellow">',
        '<td bgcolor="#eee" style="color: white; margin: 0">',
        '<a href="/x">',
        '<a href="resolveuid/abcd1234">',
        "<li>",
        "</p>",
        "</strong>",
        "</a>",
        "</span>",
        "<br>",
        '<img src="a.jpg">',
        '<img src="b.jpg" alt="">',
        '<a href="/y"></a>',
        "<h4></h4>",
        "<!-- x -->",
    ]
)
HTML = st.lists(st.one_of(WORD, OPENED), max_size=14).map("".join)
#: Mends that keep every word as it is, by check.
KEEPING = (
    (alternatives.CHECK, {"decorative", "describe"}),
    (headings.CHECK, {"level", "heading", "empty"}),
    (link_words.CHECK, {"unlink"}),
    (contrast.CHECK, {"remove"}),
    (dead_links.CHECK, {"unlink", "replace"}),
)
KNOWN = Known(broken={"resolveuid/abcd1234": "gone"})
ANSWERS = {"describe": "Le pont", "replace": "https://www.example.be/"}


def spoken(html):
    return "".join(parse(html).text_content().split())


@given(HTML)
def test_a_mend_never_loses_words(html):
    subject = Subject(pieces=(Piece("text", "html", html),), known=KNOWN)
    for check, names in KEEPING:
        for found in check.findings(subject):
            for mend in found.mends:
                if mend.name not in names:
                    continue
                answer = ANSWERS.get(mend.name, "")
                made = check.mended(subject, found, mend.name, answer)["text"]
                assert spoken(made) == spoken(html)
                left = Subject(pieces=(Piece("text", "html", made),), known=KNOWN)
                left = Subject(pieces=(Piece("text", "html", made),), known=KNOWN)
                if check is not headings.CHECK:
                    assert count(check, left) < count(check, subject)


def count(check, subject):
    return len(list(check.findings(subject)))


@given(HTML)
def test_what_is_parsed_and_written_stays_the_same_afterwards(html):
    once = write(parse(html))
    assert write(parse(once)) == once


@given(st.text(max_size=200))
def test_no_text_breaks_a_check(text):
    subject = Subject(
        pieces=(Piece("text", "html", text), Piece("note", "line", text)), known=KNOWN
    )
    for check, _names in KEEPING:
        for found in check.findings(subject):
            for mend in found.mends:
                try:
                    check.mended(subject, found, mend.name, "")
                except NothingToMend as error:
                    assert error.message
    assert "".join(sentences(text)).count("a") == text.count("a")


@given(st.text(max_size=30))
def test_any_value_of_a_style_is_a_colour_or_none(text):
    found = read_colour(text)
    assert found is None or all(0 <= one <= 255 for one in found)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000", "#fff", 21.0), ("#777777", "white", 4.48), ("#0b5563", "white", 8.43)],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert ratio(read_colour(one), read_colour(other)) == pytest.approx(expected, abs=0.01)


@given(st.integers(0, 999_999_999))
def test_another_sum_makes_no_national_number(number):
    digits = f"{number:09d}"
    valid = {97 - number % 97, 97 - (2_000_000_000 + number) % 97}
    wrong = next(one for one in range(1, 98) if one not in valid)
    assert not is_national_number(f"{digits}{wrong:02d}")
