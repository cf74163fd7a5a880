"""Questions and answers, whichever way an old page writes them; what only looks alike stays."""

from communesplone.ingest.html.links import Links
from communesplone.ingest.html.sections import convert
import pytest


def made(text: str, title: str = "Déchets") -> list[dict]:
    return convert(text, Links(lambda _name: None), title, lambda _kind, _fields: True)


def questions(text: str, title: str = "Déchets") -> list[tuple[str, str]]:
    return [
        (pair["question"], pair["answer"])
        for one in made(text, title)
        if one["type"] == "faq"
        for pair in one["questions"]
    ]


BOOTSTRAP_5 = (
    "<div class='accordion' id='a'><div class='accordion-item'><h2 class='accordion-header'>"
    "<button class='accordion-button'>Où ?</button></h2><div class='accordion-collapse collapse'>"
    "<div class='accordion-body'>Ici.</div></div></div></div>"
)
BOOTSTRAP_4 = (
    "<div id='accordion'><div class='card'><div class='card-header'><h5><button>Où ?</button></h5>"
    "</div><div class='collapse'><div class='card-body'>Ici.</div></div></div></div>"
)
BOOTSTRAP_3 = (
    "<div class='panel-group'><div class='panel panel-default'><div class='panel-heading'>"
    "<h4 class='panel-title'><a href='#c'>Où ?</a></h4></div><div class='panel-collapse'>"
    "<div class='panel-body'>Ici.</div></div></div></div>"
)
GUTENBERG = (
    "<div class='wp-block-accordion'><div class='wp-block-accordion-item'>"
    "<h3 class='wp-block-accordion-heading'><button><span>Où ?</span><span>+</span></button></h3>"
    "<div class='wp-block-accordion-panel'><p>Ici.</p></div></div></div>"
)
YOAST = (
    "<div class='schema-faq'><div class='schema-faq-section'><strong class='schema-faq-question'>"
    "Où ?</strong> <p class='schema-faq-answer'>Ici.</p></div></div>"
)
ELEMENTOR = (
    "<div class='elementor-accordion'><div class='elementor-accordion-item'>"
    "<div class='elementor-tab-title'><a>Où ?</a></div>"
    "<div class='elementor-tab-content'><p>Ici.</p></div></div></div>"
)


@pytest.mark.parametrize(
    "text",
    [
        BOOTSTRAP_5,
        BOOTSTRAP_4,
        BOOTSTRAP_3,
        GUTENBERG,
        YOAST,
        ELEMENTOR,
        "<dl><dt>Où ?</dt><dd>Ici.</dd></dl>",
        "<details class='wp-block-details'><summary>Où ?</summary><p>Ici.</p></details>",
    ],
)
def test_an_accordion_of_the_usual_makers_is_questions(text):
    assert questions(text) == [("Où ?", "<p>Ici.</p>")]


def test_a_question_of_an_accordion_need_not_ask():
    assert questions(BOOTSTRAP_5.replace("Où ?", "Le tri")) == [("Le tri", "<p>Ici.</p>")]


@pytest.mark.parametrize(
    "text",
    [
        "<dl><dt>Téléphone</dt><dd>081 00 00 00</dd></dl>",
        "<dl><dt>Où ?</dt><dt>Quand ?</dt><dd>Ici.</dd></dl>",
        "<div class='card'><p class='card-header'>Mairie</p><p class='card-body'>x</p></div>",
        "<h2>Où aller ?</h2><p>Ici.</p><h2>Quand ?</h2><p>Demain.</p>",
        BOOTSTRAP_5.replace("</h2>", "</h2>Un mot entre les deux."),
        BOOTSTRAP_5.replace("Où ?", "Où ? <img src='/x.png' alt='Un plan'>"),
    ],
)
def test_what_only_looks_like_questions_stays_text(text):
    assert all(one["type"] == "text" for one in made(text))


def test_headings_that_ask_are_questions_in_a_page_of_questions():
    text = (
        "<p>Lisez.</p><h3>Où ?</h3><p>Ici.</p><p>Ou là.</p>"
        "<h3>Quand ?</h3><ul><li>Demain</li></ul>"
    )
    found = questions(text, "Foire aux questions")
    assert [question for question, _answer in found] == ["Où ?", "Quand ?"]
    assert found[0][1] == "<p>Ici.</p>\n<p>Ou là.</p>"


def test_bold_paragraphs_that_ask_are_questions_under_a_heading_that_says_so():
    text = (
        "<h2>Questions fréquentes</h2><p><strong>Où ?</strong></p><p>Ici.</p>"
        "<p><b>Quand ?</b></p><p>Demain.</p><h2>Contact</h2><p>Au guichet.</p>"
    )
    faq, contact = made(text)
    assert (faq["type"], faq["heading"]) == ("faq", "Questions fréquentes")
    assert len(faq["questions"]) == 2
    assert (contact["heading"], contact["text"]) == ("Contact", "<p>Au guichet.</p>")


def test_a_heading_without_an_answer_makes_no_questions():
    assert not questions("<h2>Où ?</h2><h2>Quand ?</h2><p>Demain.</p>", "FAQ")
