"""Each check finds the fault that was planted, and each of its mends clears it."""

from communesplone.core.quality import Known
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality import alternatives
from communesplone.editing.quality import contrast
from communesplone.editing.quality import dead_links
from communesplone.editing.quality import headings
from communesplone.editing.quality import link_words
from communesplone.editing.quality import personal
from communesplone.editing.quality import reading
from communesplone.editing.quality import upkeep
from communesplone.editing.quality import wordless
from dataclasses import replace
from datetime import date
import pytest


LONG = " ".join(["la commune organise chaque année une collecte des déchets encombrants"] * 6)
MANY = (
    "Le bureau est ouvert; "
    + " ".join(["les habitants de la commune peuvent demander leur carte"] * 5)
    + "."
)
TODAY = date(2026, 11, 23)


def page(html="", known=None, **more):
    pieces = (Piece("text", "html", html),) if html else ()
    return Subject(
        uid="u", title="Sacs PMC", pieces=pieces, known=known or Known(today=TODAY), **more
    )


def changed(subject, changes):
    """Return the page as a mend leaves it."""
    pieces = tuple(
        replace(one, value=changes[one.way]) if one.way in changes else one
        for one in subject.pieces
    )
    facts = {**subject.facts, **{way: value for way, value in changes.items()}}
    return replace(subject, pieces=pieces, facts=facts)


#: check, HTML with one fault, mend, answer, what must stand there afterwards
IN_TEXT = [
    (
        alternatives.CHECK,
        '<p><img src="a.jpg"></p>',
        "describe",
        "Trois bulles",
        'alt="Trois bulles"',
    ),
    (alternatives.CHECK, '<p><img src="a.jpg"></p>', "decorative", "", 'role="presentation"'),
    (
        alternatives.CHECK,
        '<p><img src="a.jpg" alt=""></p>',
        "decorative",
        "",
        'role="presentation"',
    ),
    (
        alternatives.CHECK,
        '<p><img src="a" alt="IMG_2041.JPG"></p>',
        "describe",
        "Le pont",
        "Le pont",
    ),
    (alternatives.CHECK, '<p><img src="a" alt="DSC 0012"></p>', "describe", "Le pont", "Le pont"),
    (alternatives.CHECK, '<img src="a" alt="Image de la foire">', "shorten", "", 'alt="Foire"'),
    (
        alternatives.CHECK,
        '<a href="/x"><img src="a" alt=""></a>',
        "describe",
        "Parc",
        'alt="Parc"',
    ),
    (headings.CHECK, "<h2>Un</h2><h4>Trop bas</h4><p>x</p>", "level", "", "<h3>Trop bas</h3>"),
    (headings.CHECK, "<h2>Un</h2><h3> </h3><p>x</p>", "empty", "", "<h2>Un</h2><p>x</p>"),
    (
        headings.CHECK,
        "<p><strong>Horaires</strong></p><p>x</p>",
        "heading",
        "",
        "<h2>Horaires</h2>",
    ),
    (headings.CHECK, "<h1>Encore</h1><p>x</p>", "level", "", "<h2>Encore</h2>"),
    (link_words.CHECK, '<a href="/x">cliquez ici</a>', "words", "la liste", ">la liste</a>"),
    (
        link_words.CHECK,
        '<a href="/x"><b>En</b> savoir plus…</a>',
        "words",
        "Les prix",
        ">Les prix</a>",
    ),
    (
        link_words.CHECK,
        '<a href="https://x.be">https://x.be/a</a>',
        "words",
        "Le site",
        ">Le site</a>",
    ),
    (link_words.CHECK, '<p>a<a href="/x"> </a>b</p>', "unlink", "", "<p>a b</p>"),
    (
        link_words.CHECK,
        '<a href="/x">Prime</a> <a href="/y">Prime</a>',
        "words",
        "Prime vélo",
        '<a href="/y">Prime vélo</a>',
    ),
    (
        contrast.CHECK,
        '<p><span style="color: #8a2">clair</span></p>',
        "remove",
        "",
        "<p>clair</p>",
    ),
    (contrast.CHECK, '<p><font color="yellow">clair</font></p>', "remove", "", "<p>clair</p>"),
    (
        contrast.CHECK,
        '<p style="background: navy; margin: 0"><b style="color: rgb(0, 0, 0)">x</b></p>',
        "remove",
        "",
        '<p style="margin: 0"><b>x</b></p>',
    ),
    (reading.CHECK, f"<p>{MANY}</p>", "rewrite", "Le bureau est ouvert. Venez.", "Venez."),
    (personal.CHECK_NUMBERS, "<p>Né: 85.07.30-033.28.</p>", "mask", "", "<p>Né: […].</p>"),
    (
        personal.CHECK_MAILS,
        '<a href="mailto:jean.dupont@x.be">jean.dupont@x.be</a>',
        "replace",
        "sports@x.be",
        '<a href="mailto:sports@x.be">sports@x.be</a>',
    ),
    (
        personal.CHECK_MAILS,
        '<p>Voir <a href="mailto:jean.dupont@x.be">jean.dupont@x.be</a>, au premier.</p>',
        "mask",
        "",
        "<p>Voir […], au premier.</p>",
    ),
]


@pytest.mark.parametrize(("check", "html", "mend", "answer", "expected"), IN_TEXT)
def test_a_planted_fault_is_found_and_its_mend_clears_it(check, html, mend, answer, expected):
    subject = page(html)
    (found,) = list(check.findings(subject))
    assert mend in [one.name for one in found.mends]
    mended = changed(subject, check.mended(subject, found, mend, answer))
    assert expected in mended.pieces[0].value
    assert not list(check.findings(mended))


@pytest.mark.parametrize(
    ("check", "html"),
    [
        (alternatives.CHECK, '<img src="a.jpg" alt="Le pont de Jambes sous la neige">'),
        (alternatives.CHECK, '<img src="a.jpg" alt="" role="presentation">'),
        (alternatives.CHECK, '<a href="/x">Parc <img src="a" alt="" role="presentation"></a>'),
        (headings.CHECK, "<h2>Un</h2><h3>Deux</h3><p>x</p><h2>Trois</h2><p>y</p>"),
        (headings.CHECK, "<p><strong>Attention :</strong> fermé.</p><p>x</p>"),
        (headings.CHECK, "<p><strong>Fermé le lundi.</strong></p><p>x</p>"),
        (link_words.CHECK, '<a href="/x">la liste des magasins</a> <a href="#b"></a>' * 1),
        (link_words.CHECK, '<a href="/x">Prime</a> et <a href="/x">Prime</a>'),
        (contrast.CHECK, '<span style="color: #0b5563">lisible</span>'),
        (contrast.CHECK, '<p style="background: navy"><b style="color: white">lisible</b></p>'),
        (contrast.CHECK, '<p style="color: inherit">lisible</p>'),
        (reading.CHECK, "<p>Le bureau est ouvert. Venez quand vous voulez.</p>"),
        (personal.CHECK_NUMBERS, "<p>85.07.30-033.29, BE68 5390 0754 7034, 02 123 45 67</p>"),
        (personal.CHECK_NUMBERS, '<p><img src="/85073003328.jpg" alt="x"></p>'),
        (personal.CHECK_MAILS, "<p>info@x.be, etat.civil@x.be, service-travaux@x.be</p>"),
    ],
)
def test_what_is_right_is_left_alone(check, html):
    found = [one for one in check.findings(page(html)) if one.title != "A link without words"]
    assert not found


def test_only_what_the_law_asks_is_law():
    subjects = [page(html) for _check, html, *_rest in IN_TEXT]
    found = {
        (one.check, one.title)
        for (check, *_rest), subject in zip(IN_TEXT, subjects, strict=True)
        for one in check.findings(subject)
        if one.severity == "law"
    }
    assert {check for check, _title in found} == {"alternatives", "national_numbers"}


def test_an_empty_text_is_no_decision_in_rich_text_and_is_one_in_sections():
    html = '<img src="a.jpg" alt="">'
    (found,) = alternatives.find(page(html))
    assert found.severity == "law"
    section = replace(page(), pieces=(Piece("sections.a.text", "html", html, "", 1),))
    (found,) = alternatives.find(section)
    assert found.severity == "advice"


def test_the_picture_of_a_page_needs_words_or_to_be_decorative():
    facts = {"image": "img.jpg", "picture_alt": "", "picture_decorative": False}
    subject = page(facts=facts, portal_type="News Item")
    (found,) = alternatives.find(subject)
    assert found.severity == "law"
    for name, answer in (("describe", "Le marché"), ("decorative", "")):
        made = changed(subject, alternatives.mend(subject, found, name, answer))
        assert not list(alternatives.find(made))
    (alone,) = alternatives.find(replace(subject, portal_type="Image"))
    assert alone.severity == "advice"


def test_a_name_of_a_file_is_no_answer():
    subject = page('<img src="a.jpg">')
    (found,) = alternatives.find(subject)
    with pytest.raises(NothingToMend):
        alternatives.mend(subject, found, "describe", "IMG_2041.JPG")


def test_a_heading_of_a_section_stands_under_that_of_the_section():
    subject = replace(page(), pieces=(Piece("sections.a.text", "html", "<h4>Bas</h4>", "", 1),))
    (found,) = headings.find(subject)
    assert headings.mend(subject, found, "level", "") == {"sections.a.text": "<h3>Bas</h3>"}


def test_dead_links_are_those_that_the_site_knows():
    html = '<p>Le <a href="resolveuid/abcd1234">formulaire</a>, <a href="/autre">autre</a></p>'
    known = Known(broken={"resolveuid/abcd1234": "gone"})
    subject = page(html, known)
    (found,) = dead_links.find(subject)
    unlinked = changed(subject, dead_links.mend(subject, found, "unlink", ""))
    assert unlinked.pieces[0].value.startswith("<p>Le formulaire, <a")
    led = changed(subject, dead_links.mend(subject, found, "replace", "https://www.x.be/form"))
    assert not list(dead_links.find(led))
    with pytest.raises(NothingToMend):
        dead_links.mend(subject, found, "replace", "javascript:alert(1)")


def test_a_page_without_a_date_of_review_is_reminded_in_a_year():
    subject = page(facts={"review_date": None})
    (found,) = upkeep.find_review(subject)
    assert found.mends[0].label.mapping == {"month": "novembre", "year": 2027}
    made = changed(subject, upkeep.mend_review(subject, found, "remind", ""))
    assert made.facts["review_date"] == date(2027, 11, 1)
    assert not list(upkeep.find_review(made))


def test_a_date_of_review_that_passed_is_said_and_others_are_not():
    assert list(upkeep.find_review(page(facts={"review_date": date(2026, 11, 22)})))
    assert not list(upkeep.find_review(page(facts={"review_date": TODAY})))
    assert not list(upkeep.find_review(page()))


def test_a_page_for_which_nobody_answers_gets_a_service():
    known = Known(owner="", services=(("s1", "Environnement"),))
    subject = page(known=known, facts={"responsible_service": None})
    (found,) = upkeep.find_contact(subject)
    assert upkeep.mend_contact(subject, found, "choose", "s1") == {"responsible_service": "s1"}
    with pytest.raises(NothingToMend):
        upkeep.mend_contact(subject, found, "choose", "other")
    assert not list(upkeep.find_contact(subject.knowing(Known(owner="s1"))))


def test_a_service_that_cannot_be_reached_gets_a_telephone():
    subject = page(portal_type="Service", facts={"phone": None, "email": None})
    (found,) = upkeep.find_contact(subject)
    assert upkeep.mend_contact(subject, found, "phone", "081 00 00 00") == {
        "phone": "081 00 00 00"
    }
    with pytest.raises(NothingToMend):
        upkeep.mend_contact(subject, found, "phone", "demain")


def test_a_file_without_words_is_named():
    known = Known(wordless=frozenset({"file"}))
    (found,) = wordless.find(page(known=known, facts={"file": "plan.pdf"}))
    assert found.excerpt == "plan.pdf"


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("85.07.30-033.28", True),
        ("85073003328", True),
        ("85.07.30-033.29", False),
        ("17.07.30-033.84", True),
        ("17.07.30-033.28", False),
        ("85.13.30-033.28", False),
        ("850730033", False),
    ],
)
def test_a_national_number_keeps_its_sum(number, valid):
    digits = "".join(filter(str.isdigit, number))
    if valid and len(digits) == 11:
        base = int(("2" if digits.startswith("17") else "") + digits[:9])
        assert 97 - base % 97 == int(digits[9:])
    assert personal.is_national_number(number) is valid


def test_a_telephone_number_in_the_form_of_the_world_is_no_national_number():
    html = "<p>+32470120092, 32470120092</p>"
    (found,) = personal.find_numbers(page(html))
    assert (found.severity, found.excerpt) == ("law", "32…92")
