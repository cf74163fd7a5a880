"""Which HTML becomes which section; what is not plain stays text."""

from communesplone.ingest.html.links import Links
from communesplone.ingest.html.links import Target
from communesplone.ingest.html.personal import findings
from communesplone.ingest.html.personal import is_national_number
from communesplone.ingest.html.sections import convert
from communesplone.ingest.html.sections import MOST_SECTIONS
from communesplone.ingest.shortcodes import expanded
from lxml import html
import pytest


KNOWN = {
    "/a": Target("a" * 32),
    "/pont.png": Target("b" * 32, "image", "Un pont"),
    "/arbre.png": Target("c" * 32, "image"),
    "uid:0123456789abcdef0123456789abcdef": Target("d" * 32),
}


def made(text: str, links: Links | None = None) -> list[dict]:
    links = links or Links(KNOWN.get, "https://old.example/x/", frozenset({"old.example"}))
    return convert(text, links, "Title", lambda _kind, _fields: True)


def kinds(text: str) -> list[str]:
    return [one["type"] for one in made(text)]


TABLE = "<table>{caption}<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>{cell}</td></tr></table>"


def test_a_heading_begins_a_section():
    first, second = made("<p>one</p><h2>Two</h2><p>three</p><h3>four</h3>")
    assert first == {"type": "text", "text": "<p>one</p>"}
    assert second["heading"] == "Two"
    assert "<h3>four</h3>" in second["text"]


def test_a_plain_table_with_a_name_is_a_table():
    caption = "<caption>Prix</caption>"
    (found,) = made(TABLE.format(caption=caption, cell="deux"))
    assert (found["caption"], found["rows"]) == ("Prix", "A\tB\n1\tdeux")
    assert (found["head"], found["names"]) == (True, False)
    (named,) = made("<h2>Prix</h2>" + TABLE.format(caption="", cell="deux"))
    assert named["caption"] == "Prix"
    assert "heading" not in named


@pytest.mark.parametrize(
    "table",
    [
        TABLE.format(caption="", cell="no name"),
        TABLE.format(caption="<caption>x</caption>", cell="<a href='/a'>link</a>"),
        TABLE.format(caption="<caption>x</caption>", cell="<ul><li>list</li></ul>"),
        "<table><caption>x</caption><tr><td colspan='2'>wide</td></tr>"
        "<tr><td>1</td><td>2</td></tr></table>",
        "<table><caption>x</caption><tr><td>1</td></tr><tr><td>2</td></tr></table>",
    ],
)
def test_a_table_that_is_not_plain_stays_in_the_text(table):
    assert kinds(table) == ["text"]
    assert "<table" in made(table)[0]["text"]


def test_details_are_questions_under_their_heading():
    (found,) = made(
        "<h2>FAQ</h2><details><summary>Quand ?</summary>Lundi.</details>"
        "<details><summary>Où ?</summary><p>Ici.</p></details>"
    )
    assert (found["type"], found["heading"]) == ("faq", "FAQ")
    assert [one["question"] for one in found["questions"]] == ["Quand ?", "Où ?"]


def test_pictures_side_by_side_that_are_described_are_a_gallery():
    both = "<div class='gallery'><img src='/pont.png'><img src='/arbre.png' alt='Un arbre'></div>"
    (found,) = made(both)
    assert [one["alt"] for one in found["pictures"]] == ["Un pont", "Un arbre"]
    assert kinds(both.replace("Un arbre", "")) == ["text"]


def test_a_film_with_a_title_is_a_film_another_frame_a_link():
    links = Links(KNOWN.get)
    film = "<iframe src='https://www.youtube.com/embed/abcdefghijk' title='Fête'></iframe>"
    assert made(film)[0]["type"] == "video"
    (found,) = made("<blockquote>a <iframe src='https://x.example/'></iframe></blockquote>", links)
    assert "https://x.example/" in found["text"]
    assert links.findings == [("embed", "https://x.example/")]


@pytest.mark.parametrize(
    ("address", "uid"),
    [
        ("/a", "a"),
        ("/a/", "a"),
        ("../a", "a"),
        ("https://old.example/a#x", "a"),
        ("https://www.old.example/a", ""),
        ("https://other.example/a", ""),
        ("resolveuid/0123456789abcdef0123456789abcdef", "d"),
        ("../../resolveuid/0123456789abcdef0123456789abcdef", "d"),
        ("/pont-150x120.png", "b"),
        ("/pont.png/@@images/image/mini", "b"),
    ],
)
def test_an_address_leads_to_what_came(address, uid):
    found = Links(KNOWN.get, "https://old.example/x/", frozenset({"old.example"})).target(address)
    assert (found.uid[0] if found else "") == uid


def test_dead_links_and_missing_pictures_are_told_and_keep_their_words():
    links = Links(KNOWN.get, "https://old.example/x/", frozenset({"old.example"}))
    (found,) = made("<p><a href='gone'>parti</a> <img src='gone.png' alt='perdu'></p>", links)
    assert "parti" in found["text"] and "perdu" in found["text"]
    assert links.findings == [("dead", "gone"), ("picture", "gone.png")]


def test_a_page_never_has_more_sections_than_fit():
    found = made("".join(f"<h2>w{number}w</h2><p>x</p>" for number in range(200)))
    assert len(found) <= MOST_SECTIONS
    assert all(f"w{number}w" in str(found) for number in range(200))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("00.00.00-000.97", True), ("000000-000 97", True), ("00.00.00-000.96", False)],
)
def test_a_national_number_is_known_by_its_check_digits(text, expected):
    assert is_national_number(text) is expected


def test_the_words_of_a_page_are_looked_at_for_what_is_personal():
    page = html.fragment_fromstring(
        "<div>000000 000 97 <a href='mailto:a.b@skynet.be'>x</a><form action='/f'></form></div>"
    )
    assert {code for code, _detail in findings(page)} == {"national", "mail", "form"}


def test_plain_shortcodes_are_drawn_and_others_told():
    text, notes = expanded(
        '[caption id="x"]<img src="/pont.png"> Le pont[/caption][gallery ids="3,4"]'
        '[embed]https://x.example/[/embed][contact-form-7 id="1"] [sic] <!-- wp:latest-posts /-->'
    )
    assert "<figcaption>Le pont</figcaption>" in text
    assert 'src="wp-attachment:3"' in text
    assert '<a href="https://x.example/">' in text
    assert "[sic]" in text
    assert notes == [("shortcode", "[contact-form-7]"), ("shortcode", "wp:latest-posts")]
