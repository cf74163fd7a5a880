from communesplone.core.wide_tables import framed_tables
import pytest


ROW = "<tbody><tr><td>3 &lt; 4</td></tr></tbody>"
FRAME = '<div class="scroll" role="group" tabindex="0" aria-label="{}">'


def test_a_table_scrolls_in_a_frame_that_is_called_as_it_is():
    text = f"a &amp; b<p>c</p><table><caption>Les <b>prix</b></caption>{ROW}</table> d<p>e</p>"
    found = framed_tables(text, "fr")
    table = f"<table><caption>Les <b>prix</b></caption>{ROW}</table>"
    assert found == f"a &amp; b<p>c</p>{FRAME.format('Les prix')}{table}</div> d<p>e</p>"


def test_a_table_within_a_table_and_one_in_a_frame_stay():
    inner = f"<table>{ROW}</table>"
    outer = f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>"
    assert framed_tables(outer, "de").count("tabindex") == 1
    framed = framed_tables(inner, "fr")
    assert framed_tables(framed, "fr") == framed


@pytest.mark.parametrize("text", ["", "<p>Rien", "a &amp; b"])
def test_other_texts_are_not_touched(text):
    assert framed_tables(text, "fr") == text
