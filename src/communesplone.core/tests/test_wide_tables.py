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


HEAD = '<thead><tr><th scope="col">Sac</th><th scope="col">Prix</th></tr></thead>'


def test_each_cell_of_a_plain_table_says_its_column():
    rows = '<tbody><tr><th scope="row">Bleu</th><td>2 €</td></tr></tbody>'
    found = framed_tables(f"<table>{HEAD}{rows}</table>", "fr")
    assert 'class="rows-below"' in found
    assert '<td role="cell" data-head="Prix">2 €</td>' in found
    assert '<th scope="row" role="rowheader">Bleu</th>' in found


@pytest.mark.parametrize(
    "rows",
    ['<tr><td colspan="2">Gratuit</td></tr>', "<tr><td>Bleu</td></tr>"],
    ids=["a cell that spans", "a short row"],
)
def test_a_table_that_is_not_plain_only_scrolls(rows):
    found = framed_tables(f"<table>{HEAD}<tbody>{rows}</tbody></table>", "fr")
    assert "tabindex" in found
    assert "rows-below" not in found


@pytest.mark.parametrize("text", ["", "<p>Rien", "a &amp; b"])
def test_other_texts_are_not_touched(text):
    assert framed_tables(text, "fr") == text
