"""What changed, as people read it."""

from communesplone.editing.publishing.blocks import Block
from communesplone.editing.publishing.blocks import blocks_of
from communesplone.editing.publishing.blocks import Part
from communesplone.editing.publishing.comparison import compare
from communesplone.editing.publishing.wording import words_changed


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


def lines(old, new):
    [change] = compare([part(old)], [part(new)])
    return [(line.state, line.number, line.origin) for line in change.lines]


def test_a_paragraph_that_stands_elsewhere_says_where_it_stood():
    first, last = "<p>Les sacs sont bleus.</p><p>Un par ménage.</p>", "<p>Vendus à l’accueil.</p>"
    assert lines(first + last, last + first) == [
        ("same", 1, 3),
        ("same", 2, None),
        ("same", 3, None),
    ]


def test_a_paragraph_that_moved_and_changed_says_both():
    old = "<p>La plaine est ouverte de 9 h à 18 h.</p><p>Un.</p><p>Deux.</p>"
    new = "<p>Un.</p><p>Deux.</p><p>La plaine est ouverte de 9 h à 20 h.</p>"
    [change] = compare([part(old)], [part(new)])
    moved = change.lines[-1]
    assert (moved.state, moved.origin) == ("changed", 1)
    assert ("ins", "20") in moved.runs


def test_a_paragraph_that_went_into_another_part_says_which():
    sentence = "<p>Le règlement des plaines de jeux.</p>"
    old = [part(f"<p>a</p>{sentence}", "one"), part("<p>b</p>", "two")]
    new = [part("<p>a</p>", "one"), part(f"<p>b</p>{sentence}", "two")]
    one, two = compare(old, new)
    assert [line.state for line in one.lines] == ["same"]
    assert two.lines[1].origin_part == (1, "Texte")
    assert two.lines[1].origin == 2


def test_a_few_words_are_not_known_again_elsewhere():
    found = lines("<p>Oui.</p><p>Non.</p>", "<p>Non.</p><p>Oui.</p>")
    assert all(origin is None for _state, _number, origin in found)


def test_only_the_section_that_was_carried_is_said_to_have_moved():
    old = [part(f"<p>{key}</p>", key) for key in "abc"]
    found = compare(old, [old[2], old[0], old[1]])
    assert [(one.key, one.number, one.origin) for one in found] == [
        ("c", 1, 3),
        ("a", 2, None),
        ("b", 3, None),
    ]
    assert [one.touched for one in found] == [True, False, False]


def test_a_link_that_leads_elsewhere_is_a_change():
    old, new = '<p>Voir <a href="/a">la liste</a></p>', '<p>Voir <a href="/b">la liste</a></p>'
    [change] = compare([part(old)], [part(new)])
    assert change.state == "changed"
    assert change.lines[0].links == ((("same", "la liste → "), ("del", "/a"), ("ins", "/b")),)


def test_a_part_whose_words_stay_and_whose_picture_changes_is_changed():
    old, new = (Part("gallery", "Galerie", (Block("Le pont"),), mark) for mark in ("1", "2"))
    [change] = compare([old], [new])
    assert (change.state, change.wordless) == ("changed", True)


def test_a_new_column_leaves_the_other_cells_as_they_are():
    old = "<table><tr><th>Sac</th><th>Prix</th></tr><tr><td>PMC</td><td>2,50</td></tr></table>"
    new = (
        "<table><tr><th>Sac</th><th>Rouleau</th><th>Prix</th></tr>"
        "<tr><td>PMC</td><td>20</td><td>3,00</td></tr></table>"
    )
    [change] = compare([part(old)], [part(new)])
    assert change.lines[0].cells[1] == (
        (("same", "PMC"),),
        (("ins", "20"),),
        (("del", "2,50"), ("ins", "3,00")),
    )


def test_a_row_that_is_gone_leaves_the_other_rows_as_they_are():
    rows = ["<tr><td>PMC</td><td>1</td></tr>", "<tr><td>Verre</td><td>2</td></tr>"]
    last = "<tr><td>Papier</td><td>3</td></tr>"
    old = f"<table>{rows[0]}{rows[1]}{last}</table>"
    new = f"<table>{rows[0]}{last.replace('3', '4')}</table>"
    [change] = compare([part(old)], [part(new)])
    assert change.lines[0].cells[1] == ((("del", "Verre"),), (("del", "2"),))
    assert change.lines[0].cells[2] == ((("same", "Papier"),), (("del", "3"), ("ins", "4")))
