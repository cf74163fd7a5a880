"""Headings of texts have names that links can count on."""

from communesplone.pages.anchors import anchored
from communesplone.pages.anchors import Entry
from communesplone.pages.anchors import names_in
from communesplone.pages.anchors import outline
from communesplone.pages.anchors import with_anchors
from communesplone.pages.behavior import sections_of
from communesplone.pages.writing import save
from hypothesis import given
from hypothesis import strategies as st
from plone.app.textfield.value import RichTextValue
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import re
import transaction


def names(text):
    return re.findall(r'id="([^"]+)"', text)


def test_a_heading_is_named_by_its_words_once_in_a_page():
    taken: set[str] = set()
    made = anchored("<h3>Où acheter ?</h3><p>a</p><h3>Où acheter ?</h3><h4></h4>", taken)
    assert names(made) == ["h-ou-acheter", "h-ou-acheter-2"]
    assert names(anchored("<h3>Où acheter</h3>", taken)) == ["h-ou-acheter-3"]


def test_a_heading_keeps_its_name_when_it_is_said_otherwise_or_moves():
    before = anchored("<h3>Prix</h3><h3>Lieux</h3>", set())
    assert names(anchored("<h3>Tarifs 2027</h3><h3>Lieux</h3>", set(), before)) == [
        "h-prix",
        "h-lieux",
    ]
    assert names(anchored("<h3>Lieux</h3><p>a</p>", set(), before)) == ["h-lieux"]
    renamed = before.replace("Prix", "Combien")
    assert anchored(renamed, set()) == renamed


@given(st.lists(st.text(min_size=1, max_size=12), max_size=6))
def test_names_are_different_and_saving_again_changes_nothing(words):
    safe = [one.replace("&", "").replace("<", "").replace(">", "") for one in words]
    made = anchored("".join(f"<h3>{one}</h3><p>x</p>" for one in safe), set())
    assert len(names(made)) == len(set(names(made)))
    assert anchored(made, set()) == made


def test_sections_with_the_same_heading_have_different_names(functional):
    texts = [{"id": f"s{n}", "type": "text", "text": "<h3>Prix</h3><p>a</p>"} for n in (1, 2)]
    made = with_anchors(texts, set())
    assert [names(one["text"]) for one in made] == [["h-prix"], ["h-prix-2"]]
    questions = [{"question": "Why?", "answer": "<h3>Prix</h3><p>a</p>"}]
    (faq,) = with_anchors([{"id": "s3", "type": "faq", "questions": questions}], {"h-prix"})
    assert names(faq["questions"][0]["answer"]) == ["h-prix-2"]


def test_the_outline_of_a_page_is_its_text_then_its_sections(functional):
    sections = with_anchors(
        [{"id": "s1", "type": "text", "heading": "Tarifs", "text": "<h3>Sacs</h3><p>a</p>"}], set()
    )
    assert outline('<h2 id="h-a">A</h2><h3>B</h3>', sections) == [
        Entry("h-a", "A", 1),
        Entry("s1", "Tarifs", 1),
        Entry("h-sacs", "Sacs", 2),
    ]


def test_headings_are_named_whatever_the_way_a_page_is_saved(add, visitor):
    page = add(text=RichTextValue("<h2>Tarifs</h2><p>a</p>", "text/html", "text/x-html-safe"))
    assert names_in(page.text.raw) == {"h-tarifs"}
    save(page, [{"id": "s1", "type": "text", "text": "<h3>Tarifs</h3><p>a</p>"}])
    assert names(sections_of(page)[0]["text"]) == ["h-tarifs-2"]
    page.sections = [{"id": "s1", "type": "text", "text": "<h3>Lieux</h3><p>a</p>"}]
    notify(ObjectModifiedEvent(page))
    transaction.commit()
    assert names(sections_of(page)[0]["text"]) == ["h-lieux"]
    visitor.open(page.absolute_url())
    assert 'id="h-tarifs"' in visitor.contents
    assert 'id="h-lieux"' in visitor.contents


def test_a_page_lists_what_it_holds_when_a_writer_asks_for_it(add, visitor):
    page = add()
    save(
        page,
        [
            {"id": "s0", "type": "contents"},
            {"id": "s1", "type": "text", "heading": "Tarifs", "text": "<h3>Sacs</h3><p>a</p>"},
        ],
    )
    transaction.commit()
    visitor.open(page.absolute_url())
    assert "On this page" in visitor.contents
    assert re.search(r'<a\s+href="#s1"\s*>Tarifs</a>', visitor.contents)
    assert re.search(r'<a\s+href="#h-sacs"\s*>Sacs</a>', visitor.contents)
    save(page, [{"id": "s0", "type": "contents"}, {"id": "s1", "type": "text", "text": "a"}])
    transaction.commit()
    visitor.open(page.absolute_url())
    assert "On this page" not in visitor.contents
