"""A webmaster brings procedures in from a table, by the door that old sites come in by."""

from communesplone.core.ingest import ITableKind
from communesplone.core.reference import slug
from communesplone.core.tables import decode
from communesplone.core.tables import UnreadableTable
from communesplone.procedures.tables import cells
from communesplone.procedures.tables.writing import table
from plone import api
from zExceptions import Unauthorized
from zope.component import getAdapter
from zope.i18n import translate
import pytest


HEAD = "id;title;description;steps;tariffs;themes;related;review_date\n"
CARD = 'card;Lost card;Block it.;"Block it | Now.\nCome";Card | 27 €;identity;pass;2027-05-01\n'
PASSPORT = "pass;Passport;;;;identity;card;01/06/2027\n"


@pytest.fixture
def folder(functional):
    with api.env.adopt_roles(["Manager"]):
        yield api.content.create(functional["portal"], "Folder", "demarches", language="en")


@pytest.fixture
def bring(folder):
    """`bring(text)`: what the table would do; `bring(text, do=True)`: what it made."""
    kind = getAdapter(api.portal.get(), ITableKind, "Procedure")

    def read(text, *, do=False, publish=False):
        plan = kind.plan(folder, text, "en")
        return kind.apply(folder, plan, publish) if do else plan

    return read


def fates(plan):
    return [(row.key, row.fate) for row in plan.rows]


def said(plan):
    return [
        (row.line, translate(column, target_language="en"), translate(why, target_language="en"))
        for row in plan.rows
        for column, why in row.wrong
    ]


def test_a_plan_writes_nothing(bring, folder):
    plan = bring(HEAD + CARD + PASSPORT)
    assert plan.is_right
    assert fates(plan) == [("card", "added"), ("pass", "added")]
    assert folder.objectIds() == []


def test_each_line_becomes_a_procedure_as_the_form_would_make_it(bring):
    made = bring(HEAD + CARD + PASSPORT, do=True)
    card = made["card"]
    assert [row["title"] for row in card.steps] == ["Block it", "Come"]
    assert card.tariffs[0]["price"]["value"] == "27.00"
    assert card.themes == ["identity"]
    assert card.language == "en"
    assert card.review_date.isoformat() == "2027-05-01"
    assert made["pass"].review_date.isoformat() == "2027-06-01"


def test_procedures_are_related_whichever_stands_first(bring):
    made = bring(HEAD + CARD + PASSPORT, do=True)
    assert made["card"].related == [made["pass"].UID()]
    assert made["pass"].related == [made["card"].UID()]


@pytest.mark.parametrize(("publish", "state"), [(True, "published"), (False, "private")])
def test_they_are_drafts_unless_asked_otherwise(bring, publish, state):
    made = bring(HEAD + PASSPORT.replace(";card;", ";;"), do=True, publish=publish)
    assert api.content.get_state(made["pass"]) == state


def test_the_same_table_again_changes_nothing_and_another_only_what_it_says(bring):
    before = bring(HEAD + CARD + PASSPORT, do=True)
    assert {fate for _key, fate in fates(bring(HEAD + CARD + PASSPORT))} == {"same"}
    after = bring("id;title\ncard;Card lost or stolen\n", do=True)["card"]
    assert after.UID() == before["card"].UID()
    assert after.title == "Card lost or stolen"
    assert after.tariffs


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        ("card;;;;;;;", "Title", "Fill this in."),
        ("C@rd;Card;;;;;;", "Identifier", "Write letters a to z, figures and hyphens."),
        ("card;Card;;;27 € or 30 €;;;", "Prices", "Line 1:"),
        ("card;Card;;;;moon;;", "Themes", "“moon” is none of:"),
        ("card;Card;;;;;gone;", "Related procedures", "There is no procedure “gone”"),
        ("card;Card;;;;;;soon", "Review date", "“soon” cannot be read."),
        ("pass;Card;;;;;;", "Identifier", "Line 2 has it already."),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(bring, folder, line, column, why):
    plan = bring(HEAD + PASSPORT.replace(";card;", ";;") + line)
    [(number, named, message)] = said(plan)
    assert (number, named) == (3, column)
    assert message.startswith(why)
    with pytest.raises(ValueError, match="wrong rows"):
        bring(HEAD + PASSPORT.replace(";card;", ";;") + line, do=True)
    assert folder.objectIds() == []


def test_what_is_suspended_says_why(bring):
    plan = bring("id;title;status;unavailable_reason\ncard;Card;unavailable;\n")
    assert said(plan)[0][2] == "Say why the procedure is unavailable."


def test_another_kind_of_content_is_not_overwritten(bring, folder):
    api.content.create(folder, "Document", "card")
    assert said(bring("id;title\ncard;Card\n"))[0][2] == "Something of another kind stands there."


def test_what_is_no_table_of_procedures_is_refused(bring):
    with pytest.raises(UnreadableTable):
        bring("latitude;longitude\n1;2\n")


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_a_table_that_is_taken_out_changes_nothing_when_it_comes_in_again(bring, full, language):
    there = full.aq_parent
    text = decode(table(there, language))
    kind = getAdapter(api.portal.get(), ITableKind, "Procedure")
    with api.env.adopt_roles(["Manager"]):
        plan = kind.plan(there, text, language)
    assert not said(plan)
    assert fates(plan) == [(full.getId(), "same")]


def test_the_table_is_for_those_who_may_add_procedures(bring, folder, functional):
    bring(HEAD + PASSPORT.replace(";card;", ";;"), do=True, publish=True)
    view = api.content.get_view("procedures.csv", folder, functional["request"])
    assert "Passport" in decode(view())
    with pytest.raises(Unauthorized), api.env.adopt_roles(["Anonymous"]):
        folder.restrictedTraverse("@@procedures.csv")


def test_an_id_is_made_of_the_title_where_there_is_none(bring):
    plan = bring("title\nActe de décès\nActe de décès\n")
    assert [row.key for row in plan.rows] == ["acte-de-deces", "acte-de-deces-2"]


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_each_heading_of_a_language_leads_to_its_own_column(integration, language):
    known = cells.headings()
    for name in cells.COLUMNS:
        assert known[slug(translate(cells.label(name), target_language=language))] == name
