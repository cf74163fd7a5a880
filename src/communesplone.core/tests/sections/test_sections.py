"""A type of section is a schema, a view and a template; the rest follows."""

from communesplone.core.sections import data
from communesplone.core.sections import is_empty
from communesplone.core.sections import new_section
from communesplone.core.sections import references
from communesplone.core.sections import render
from communesplone.core.sections import searchable_text
from communesplone.core.sections import section_type
import pytest


UID = "0123456789abcdef0123456789abcdef"


def sample(**fields):
    return {"id": "one", "type": "sample", **fields}


def test_a_new_section_has_an_id_and_its_defaults(kinds):
    made = new_section(section_type("sample"))

    assert made == {"id": made["id"], "type": "sample", "width": "full"}
    assert data.ID.fullmatch(made["id"])


def test_a_section_without_what_its_type_requires_is_empty(kinds):
    kind = section_type("sample")

    assert is_empty(kind, sample(heading="Alone", number=2))
    assert not is_empty(kind, sample(text="<p>A</p>"))
    assert is_empty(kind, sample(questions=[{"question": "Who?"}]))


def test_words_of_texts_are_found_and_nothing_else(kinds):
    made = sample(
        heading="Title",
        text="<p>Some <b>words</b></p>",
        target="https://www.example.be",
        pages=[UID],
        questions=[{"question": "Who?", "answer": "<p>Me</p>"}],
    )

    assert searchable_text([made]).split() == ["Title", "Some", "words", "Who?", "Me"]


def test_references_are_found_wherever_they_stand(kinds):
    made = [
        sample(pages=["a" * 32]),
        sample(target=f"resolveuid/{'b' * 32}"),
        sample(questions=[{"answer": f'<p><a href="../resolveuid/{"c" * 32}">x</a></p>'}]),
    ]

    assert references(made) == {"a" * 32, "b" * 32, "c" * 32}


def test_clean_data_are_kept_and_wrong_ones_are_told_where_they_stand(kinds):
    raw = {
        "text": "<p>A<script>x</script></p>",
        "target": "javascript:alert(1)",
        "number": "12",
        "unknown": "x",
        "questions": [{"question": "Who?"}, {}, {"question": "", "answer": "<p>b</p>"}],
    }
    kept, errors = data.clean(section_type("sample").schema, raw)

    assert kept["text"] == "<p>A</p>"
    assert "unknown" not in kept
    assert kept["width"] == "full"
    assert set(errors) == {"target", "number", "questions.0.answer", "questions.1.question"}


def test_what_is_unknown_broken_or_empty_never_breaks_the_page(kinds, integration, request_):
    made = [
        {"id": "a", "type": "gone", "text": "x"},
        {"id": "b", "type": "broken", "text": "<p>x</p>"},
        sample(),
        "no section",
        {"id": "c"},
        sample(text="<p>Shown</p>"),
    ]
    html = render(integration["portal"], request_, made)

    assert len(html) == 1
    assert "Shown" in html[0]
    assert 'id="one-heading"' in html[0]


def test_narrow_sections_stand_beside_their_neighbours(kinds, integration, request_):
    thirds = [
        {"id": f"s{number}", "type": "sample", "text": f"<p>{number}</p>", "width": "third"}
        for number in range(4)
    ]
    html = render(integration["portal"], request_, [sample(text="<p>x</p>"), *thirds])

    assert [row.count("<section") for row in html] == [1, 3, 1]


def test_what_the_visitor_may_not_see_is_not_shown(kinds, integration, request_):
    html = render(
        integration["portal"],
        request_,
        [sample(pages=[UID], text=f'<p><a href="resolveuid/{UID}">gone</a> here</p>')],
    )

    assert "resolveuid" not in html[0]
    assert "gone here" in html[0]


@pytest.mark.parametrize("wrong", [{"width": ["full"]}, {"width": {"a": 1}}, {"number": ["1"]}])
def test_a_value_of_another_kind_than_its_field_is_told(kinds, wrong):
    _kept, errors = data.clean(section_type("sample").schema, {"text": "<p>a</p>"} | wrong)
    assert set(errors) == set(wrong)
