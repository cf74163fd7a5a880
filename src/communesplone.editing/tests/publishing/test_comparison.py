"""What changed, as people read it."""

from communesplone.editing.publishing.comparison import Block
from communesplone.editing.publishing.comparison import blocks_of
from communesplone.editing.publishing.comparison import compare
from communesplone.editing.publishing.comparison import Part
from communesplone.editing.publishing.comparison import words_changed


def part(markup, key="text"):
    return Part(key, "Texte", blocks_of(markup))


def states(old, new):
    return [(change.key, change.state) for change in compare(old, new)]


def test_only_the_words_that_changed_are_marked():
    runs = words_changed(
        "ouverte de 9 h à 18 h, du 1er mai", "ouverte de 9 h à 20 h, du 1er avril"
    )
    assert ("del", "18") in runs
    assert ("ins", "20") in runs
    assert ("del", "mai") in runs
    assert "".join(text for state, text in runs if state != "del").endswith("du 1er avril")


def test_both_texts_can_be_read_from_the_difference():
    old, new = "Les sacs bleus se vendent ici.", "Les onze sacs se vendent à l'accueil."
    runs = words_changed(old, new)
    assert "".join(text for state, text in runs if state != "ins") == old
    assert "".join(text for state, text in runs if state != "del") == new


def test_a_paragraph_that_is_not_touched_stays_the_same():
    [change] = compare([part("<p>Un.</p><p>Deux.</p>")], [part("<p>Un.</p><p>Trois fois.</p>")])
    assert [line.state for line in change.lines] == ["same", "removed", "added"] or [
        line.state for line in change.lines
    ] == ["same", "added", "removed"]


def test_a_new_paragraph_is_added_and_the_others_stay():
    old, new = "<p>Un sac.</p><p>Deux sacs.</p>", "<p>Un sac.</p><p>Neuf.</p><p>Deux sacs.</p>"
    [change] = compare([part(old)], [part(new)])
    assert [line.state for line in change.lines] == ["same", "added", "same"]


def test_tables_are_compared_cell_by_cell():
    old = "<table><tr><td>PMC</td><td>2,50 €</td></tr><tr><td>Verre</td><td>0</td></tr></table>"
    [change] = compare([part(old)], [part(old.replace("2,50", "3,00"))])
    first, second = change.lines[0].cells
    assert first == ((("same", "PMC"),), (("del", "2,50 €"), ("ins", "3,00 €")))
    assert second == ((("same", "Verre"),), (("same", "0"),))


def test_what_is_gone_stands_where_it_was():
    old = [part("<p>a</p>", "a"), part("<p>b</p>", "b"), part("<p>c</p>", "c")]
    assert states(old, [old[0], old[2]]) == [("a", "same"), ("b", "removed"), ("c", "same")]


def test_sections_that_only_moved_are_not_said_to_change():
    old = [part("<p>a</p>", "a"), part("<p>b</p>", "b")]
    assert {state for _key, state in states(old, old[::-1])} == {"same"}


def test_hidden_words_are_no_words():
    found = blocks_of(
        "<p>Vu<script>x()</script></p><div>Nu<br/>deux <b>mots</b></div><img alt='Plan'/>"
    )
    assert found == (Block("Vu"), Block("Nu deux mots"), Block("[Plan]"))


def test_nothing_is_lost_of_text_beside_blocks():
    found = blocks_of("<div>avant<p>dedans</p>après <em>encore</em> un</div>")
    assert " ".join(block.text for block in found) == "avant dedans après encore un"
