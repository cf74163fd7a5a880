"""Examples of two people changing the same thing, as a webmaster would tell them."""

from communesplone.sharing.merging import Answer
from communesplone.sharing.merging import merge
from communesplone.sharing.merging.sentence import mark_html
from communesplone.sharing.merging.values import write
import pytest
import time


EXCHANGE = "<p>Un échange se demande au guichet. L'ancienne poubelle est reprise propre.</p>"
BASE = (
    "<p>Chaque ménage reçoit une poubelle à puce.</p>"
    "<p>Elle est livrée sous quinze jours ouvrables.</p>"
    f"{EXCHANGE}"
    "<ul><li>Petite : 40 litres</li><li>Moyenne : 140 litres</li></ul>"
    "<table><tbody><tr><td>Sac</td><td>1 euro</td></tr><tr><td>Puce</td><td>5 euros</td></tr>"
    "</tbody></table>"
)


def text(base, theirs, mine, answers=None):
    return merge({"text": base}, {"text": theirs}, {"text": mine}, answers)


def told(found):
    """Return what a person is told: who did what to which part."""
    return [(part.state, part.act, part.way) for part in found.parts if part.state != "same"]


def test_a_paragraph_of_theirs_and_another_of_mine_are_both_taken():
    theirs = BASE.replace("quinze", "dix")
    mine = BASE.replace("une poubelle", "une seule poubelle")
    found = text(BASE, theirs, mine)
    assert found.value["text"] == theirs.replace("une poubelle", "une seule poubelle")
    assert told(found) == [("mine", "changed", "text/1"), ("theirs", "changed", "text/2")]


def test_a_paragraph_that_both_changed_is_a_question_with_both_united():
    theirs = BASE.replace("au guichet", "en ligne ou au guichet")
    mine = BASE.replace("au guichet", "au guichet de Jambes")
    found = text(BASE, theirs, mine)
    (question,) = found.questions
    assert write(question.united) == EXCHANGE.replace(
        "au guichet", "en ligne ou au guichet de Jambes"
    )
    assert found.value["text"] == mine
    assert text(BASE, theirs, mine, {question.way: Answer("theirs")}).value["text"] == theirs
    both = text(BASE, theirs, mine, {question.way: Answer("united")})
    assert "en ligne ou au guichet de Jambes" in both.value["text"]
    own = text(BASE, theirs, mine, {question.way: Answer("written", "En <b>ligne</b>.")})
    assert "<p>En <b>ligne</b>.</p>" in own.value["text"]
    assert not own.questions


def test_two_answers_to_the_same_words_are_not_united():
    found = text(BASE, BASE.replace("quinze", "dix"), BASE.replace("quinze", "huit"))
    (question,) = found.questions
    assert question.united is None
    asked_all_the_same = {question.way: Answer("united")}
    again = text(
        BASE, BASE.replace("quinze", "dix"), BASE.replace("quinze", "huit"), asked_all_the_same
    )
    assert again.questions


def test_what_they_took_away_and_i_changed_is_a_question():
    theirs = BASE.replace(EXCHANGE, "")
    mine = BASE.replace("au guichet", "à Jambes")
    found = text(BASE, theirs, mine)
    (question,) = found.questions
    assert (question.act, question.theirs) == ("removed", None)
    assert "Jambes" in found.value["text"]
    gone = text(BASE, theirs, mine, {question.way: Answer("theirs")})
    assert gone.value["text"] == theirs


def test_what_they_took_away_and_i_left_alone_goes_and_may_be_kept():
    theirs = BASE.replace(EXCHANGE, "")
    found = text(BASE, theirs, BASE)
    assert found.value["text"] == theirs
    (part,) = found.settled
    assert (part.state, part.act) == ("theirs", "removed")
    assert text(BASE, theirs, BASE, {part.way: Answer("mine")}).value["text"] == BASE


def test_what_both_added_in_one_place_stands_there_theirs_first():
    theirs = BASE.replace("</ul>", "</ul><p>Un courriel vous prévient la veille.</p>")
    mine = BASE.replace("</ul>", "</ul><p>Les personnes en chaise choisissent le modèle bas.</p>")
    found = text(BASE, theirs, mine)
    assert "veille.</p><p>Les personnes" in found.value["text"]
    assert not found.questions


def test_the_same_paragraph_added_by_both_is_there_once():
    both = BASE.replace("</ul>", "</ul><p>Un courriel vous prévient.</p>")
    mine = both.replace("quinze", "dix")
    found = text(BASE, both, mine)
    assert found.value["text"] == mine


def test_nearly_the_same_paragraph_added_by_both_is_a_question():
    theirs = f"{BASE}<p>Fermé le 1er mai et le 15 août.</p>"
    mine = f"{BASE}<p>Fermé le 1er mai et le 27 septembre.</p>"
    (question,) = text(BASE, theirs, mine).questions
    assert question.before is None


def test_lists_are_merged_by_item_and_tables_by_cell():
    theirs = BASE.replace("140 litres", "180 litres").replace("5 euros", "6 euros")
    mine = BASE.replace("Petite : 40", "Petite (seul) : 40").replace("Sac", "Sac bleu")
    found = text(BASE, theirs, mine)
    assert not found.questions
    for words in ("180 litres", "6 euros", "Petite (seul) : 40", "Sac bleu"):
        assert words in found.value["text"]


def test_a_row_of_theirs_and_a_cell_of_mine_are_both_taken():
    theirs = BASE.replace("</tbody>", "<tr><td>Clé</td><td>2 euros</td></tr></tbody>")
    mine = BASE.replace("5 euros", "4 euros")
    found = text(BASE, theirs, mine)
    assert not found.questions
    assert "<td>4 euros</td></tr><tr><td>Clé</td>" in found.value["text"]


def test_a_column_of_theirs_and_a_cell_of_mine_are_a_question_about_the_table():
    theirs = BASE.replace("</td></tr>", "</td><td>par an</td></tr>")
    mine = BASE.replace("5 euros", "4 euros")
    (question,) = text(BASE, theirs, mine).questions
    assert write(question.mine).startswith("<table>")


def test_a_paragraph_that_they_moved_keeps_my_words():
    first, rest = BASE.split("</p>", 1)
    theirs = f"{rest}{first}</p>"
    mine = BASE.replace("Chaque ménage", "Chaque ménage de Namur")
    found = text(BASE, theirs, mine)
    assert found.value["text"].endswith(
        "<p>Chaque ménage de Namur reçoit une poubelle à puce.</p>"
    )
    assert not found.questions


def test_two_moves_of_one_paragraph_to_two_places_are_a_question_about_the_order():
    base = "".join(f"<p>{word}</p>" for word in ("un", "deux", "trois", "quatre"))
    theirs = "".join(f"<p>{word}</p>" for word in ("deux", "trois", "un", "quatre"))
    mine = "".join(f"<p>{word}</p>" for word in ("deux", "trois", "quatre", "un"))
    found = text(base, theirs, mine)
    (question,) = found.questions
    assert question.is_order
    assert found.value["text"] == mine
    assert text(base, theirs, mine, {question.way: Answer("theirs")}).value["text"] == theirs


def test_a_link_of_theirs_and_words_of_mine_in_one_paragraph_unite_well_formed():
    base = "<p>Demandez la carte au <strong>guichet central</strong> avec une photo.</p>"
    theirs = base.replace("la carte", '<a href="/carte">la carte</a>')
    mine = base.replace("guichet central", "guichet central de Jambes")
    (question,) = text(base, theirs, mine).questions
    assert write(question.united) == (
        '<p>Demandez <a href="/carte">la carte</a> au '
        "<strong>guichet central de Jambes</strong> avec une photo.</p>"
    )


def test_a_split_of_theirs_is_taken_where_i_changed_nothing():
    theirs = BASE.replace("guichet. L'", "guichet.</p><p>L'")
    found = text(BASE, theirs, BASE.replace("quinze", "dix"))
    assert found.value["text"] == theirs.replace("quinze", "dix")


def test_a_paragraph_that_they_split_and_i_changed_is_one_question_with_both_united():
    theirs = BASE.replace("guichet. L'", "guichet.</p><p>L'")
    mine = BASE.replace("reprise propre", "reprise vide et propre")
    found = text(BASE, theirs, mine)
    (question,) = found.questions
    assert write(question.theirs).count("<p>") == 2
    united = text(BASE, theirs, mine, {question.way: Answer("united")})
    assert united.value["text"] == theirs.replace("reprise propre", "reprise vide et propre")
    own = text(BASE, theirs, mine, {question.way: Answer("written", "<p>Un.</p><p>Deux.</p>")})
    assert "<p>Un.</p><p>Deux.</p>" in own.value["text"]


def test_sections_are_merged_by_their_ids():
    base = [
        {"id": "a", "type": "text", "text": BASE},
        {"id": "b", "type": "links", "heading": "B"},
    ]
    theirs = [
        {"id": "b", "type": "links", "heading": "Liens"},
        {"id": "a", "type": "text", "text": BASE.replace("quinze", "dix")},
        {"id": "t", "type": "text", "text": "<p>Nouveau</p>"},
    ]
    mine = [
        {"id": "a", "type": "text", "text": BASE.replace("5 euros", "4 euros")},
        {"id": "m", "type": "contact"},
        base[1],
    ]
    found = merge({"sections": base}, {"sections": theirs}, {"sections": mine})
    assert [one["id"] for one in found.value["sections"]] == ["b", "a", "t", "m"]
    assert "dix" in found.value["sections"][1]["text"]
    assert "4 euros" in found.value["sections"][1]["text"]
    assert found.value["sections"][0]["heading"] == "Liens"
    assert not found.questions


def test_two_sections_added_in_one_place_are_two_however_alike():
    theirs = [{"id": "t", "type": "text", "text": BASE}]
    mine = [{"id": "m", "type": "text", "text": BASE}]
    found = merge({"sections": []}, {"sections": theirs}, {"sections": mine})
    assert found.value["sections"] == [*theirs, *mine]
    assert not found.questions


def test_a_section_that_one_took_away_and_the_other_changed_is_a_question():
    base = [{"id": "a", "type": "text", "text": BASE}]
    mine = [{"id": "a", "type": "text", "text": BASE.replace("quinze", "dix")}]
    (question,) = merge({"sections": base}, {"sections": []}, {"sections": mine}).questions
    assert question.way == "sections"
    other = [*base, {"id": "b", "type": "links"}]
    found = merge({"sections": other}, {"sections": other[1:]}, {"sections": [*mine, other[1]]})
    assert [part.way for part in found.questions] == ["sections/a"]


def test_plain_fields_are_merged_each_for_itself():
    base = {"title": "Sacs", "price": 5, "lines": "un\ndeux\ntrois", "open": True}
    theirs = {**base, "price": 6, "lines": "un\ndeux et demi\ntrois"}
    mine = {**base, "title": "Sacs bleus", "lines": "un\ndeux\ntrois\nquatre"}
    found = merge(base, theirs, mine)
    assert found.value == {
        "title": "Sacs bleus",
        "price": 6,
        "lines": "un\ndeux et demi\ntrois\nquatre",
        "open": True,
    }
    (question,) = merge(base, {**base, "price": 6}, {**base, "price": 7}).questions
    assert (question.way, question.united) == ("price", None)


@pytest.mark.parametrize(("one", "other"), [(None, ""), ("", None), ([], None), ({}, "")])
def test_two_ways_to_be_empty_are_no_change(one, other):
    found = merge({"note": one}, {"note": "Neuf"}, {"note": other})
    assert found.value == {"note": "Neuf"}
    assert not found.questions


def test_rows_without_an_id_are_known_by_their_words():
    base = [
        {"question": "Combien coûte un sac ?", "answer": "<p>Un euro.</p>"},
        {"question": "Où trouver un sac ?", "answer": "<p>Au guichet.</p>"},
    ]
    theirs = [base[1], {**base[0], "answer": "<p>Deux euros.</p>"}]
    mine = [*base, {"question": "Et la nuit ?", "answer": "<p>Au distributeur.</p>"}]
    mine[1] = {**mine[1], "answer": "<p>Au guichet de Jambes.</p>"}
    found = merge({"questions": base}, {"questions": theirs}, {"questions": mine})
    answers = [one["answer"] for one in found.value["questions"]]
    assert answers == [
        "<p>Au guichet de Jambes.</p>",
        "<p>Deux euros.</p>",
        "<p>Au distributeur.</p>",
    ] or sorted(answers) == sorted(
        ["<p>Au guichet de Jambes.</p>", "<p>Deux euros.</p>", "<p>Au distributeur.</p>"]
    )
    assert not found.questions


def test_values_of_another_kind_on_each_side_are_a_question():
    (question,) = merge({"x": "un"}, {"x": ["un", "deux"]}, {"x": {"a": 1}}).questions
    assert question.way == "x"


def test_hostile_markup_does_not_break_merging():
    for odd in (
        "<",
        "<p",
        "\x00<p>a</p>",
        "<table><tr>a</td></p>",
        "<!-- x -->",
        "</p></p>",
        "<p><p>",
    ):
        found = text(f"{BASE}{odd}", BASE.replace("quinze", "dix"), f"{BASE}<p>M</p>{odd}")
        assert isinstance(found.value["text"], str)


def alternating(every, parted="</p><p>", many=1000):
    words = parted.join("x" if at % every else "y" for at in range(many))
    return f"<p>{words}</p>"


def test_texts_made_to_keep_a_person_waiting_are_compared_at_once():
    began = time.monotonic()
    for parted in ("</p><p>", " "):
        sides = [{"text": {"html": alternating(every, parted)}} for every in (2, 3, 5)]
        assert merge(*sides).questions
    long = " ".join(f"mot{at}" for at in range(50_000))
    assert mark_html("Un mot de trop", long).startswith("<del>Un")
    assert time.monotonic() - began < 10
