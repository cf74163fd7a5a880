"""@@quality-board, @@quality-next and @@quality-csv: what a person may mend, and no more."""

from communesplone.core.interfaces import ICard
from communesplone.editing.interfaces import IEditingLayer
from communesplone.editing.quality.browser.board import harmless
from plone.app.testing import login
from zope.component import getAdapters
from zope.interface import alsoProvides
import pytest
import transaction


PICTURE = '<p><img src="pont.jpg"></p>'


@pytest.fixture
def site(portal):
    return portal.absolute_url()


def test_the_board_lists_pages_by_kind_and_names_what_is_in_order(make, webmaster, site):
    make("bags", PICTURE)
    make("other", f'{PICTURE}<p><span style="color: yellow">x</span></p>')
    webmaster.open(f"{site}/@@quality-board")
    assert "Bags" in webmaster.contents
    assert "quality-alternatives" in webmaster.contents
    assert 'id="quality-wordless"' not in webmaster.contents
    webmaster.open(f"{site}/@@quality-board?kind=contrast")
    assert "Other" in webmaster.contents
    assert "Bags" not in webmaster.contents.partition('class="quality-board"')[2]
    webmaster.open(f"{site}/@@quality-board?kind=%3Cscript%3E")
    assert "<script>" not in webmaster.contents.partition('class="quality-board"')[2]
    webmaster.handleErrors, webmaster.raiseHttpErrors = True, False
    webmaster.open(f"{site}/@@quality-board?kind=contrast&page=x")
    assert webmaster.headers["status"].startswith("400")


def test_an_editor_of_a_part_finds_what_is_theirs(portal, make, person, site, work):
    folder = make("sports", PICTURE)
    make("other", PICTURE)
    editor = person("sports-team", ["Editor"], folder)
    from zope.event import notify
    from zope.lifecycleevent import ObjectModifiedEvent

    notify(ObjectModifiedEvent(folder))
    work()
    editor.open(f"{site}/@@quality-board")
    assert "Sports" in editor.contents
    assert "Other" not in editor.contents
    editor.open(f"{site}/@@quality-csv")
    assert "Sports" in editor.contents
    assert "Other" not in editor.contents


def test_citizens_find_no_board(make, visitor, site):
    make("bags", PICTURE)
    for view in ("@@quality-board", "@@quality-csv", "@@quality-next?kind=alternatives"):
        visitor.open(f"{site}/{view}")
        assert "pont.jpg" not in visitor.contents
        assert "login" in visitor.url or "login" in visitor.contents


def test_one_walks_from_page_to_page_and_ends_at_the_board(make, webmaster, site):
    pages = sorted((make("one", PICTURE), make("two", PICTURE)), key=lambda page: page.UID())
    webmaster.open(f"{site}/@@quality-next?kind=alternatives")
    assert webmaster.url.startswith(f"{pages[0].absolute_url()}/@@quality")
    after = f"kind=alternatives&after={pages[0].UID()}"
    webmaster.open(f"{site}/@@quality-next?{after}")
    assert webmaster.url.startswith(f"{pages[1].absolute_url()}/@@quality")
    webmaster.open(f"{site}/@@quality-next?kind=wordless")
    assert webmaster.url == f"{site}/@@quality-board"


def test_a_file_of_problems_holds_no_formula(make, webmaster, site):
    make("bags", PICTURE, title="=cmd()")
    webmaster.open(f"{site}/@@quality-csv")
    assert "'=cmd()" in webmaster.contents
    assert webmaster.headers["content-type"].startswith("text/csv")
    assert [harmless(one) for one in ("+1", "a")] == ["'+1", "a"]


def test_each_kind_is_a_card_that_leads_to_its_problems(portal, make, functional):
    request = functional["request"]
    alsoProvides(request, IEditingLayer)
    page = make("bags", PICTURE)
    login(portal, "test-user")
    cards = dict(getAdapters((portal, request), ICard))
    ours = {name: card for name, card in cards.items() if name.startswith("quality-")}
    assert len(ours) == 12
    (row,) = ours["quality-alternatives"].rows(5)
    assert row.urgency == "soon"
    assert row.title == "What does this picture show?"
    assert row.act_url.endswith("@@quality-next?kind=alternatives")
    make("other", PICTURE)
    (row,) = ours["quality-alternatives"].rows(5)
    assert row.title.mapping["count"] == 2
    assert ours["quality-wordless"].rows(5) == []
    assert ours["quality-wordless"].title == "PDF files without text"
    assert page.title


def test_several_pages_are_mended_at_once_after_a_look_at_their_list(make, webmaster, site):
    faded = '<p><span style="color: yellow">x</span></p>'
    one, two, three = (make(name, faded) for name in ("one", "two", "three"))
    webmaster.open(f"{site}/@@quality-board?kind=contrast")
    ticks = webmaster.getControl(name="uid:list")
    ticks.value = [one.UID(), two.UID()]
    webmaster.getForm(action="@@quality-board").submit()
    transaction.begin()
    assert [page.text.raw for page in (one, two, three)] == ["<p>x</p>", "<p>x</p>", faded]


def test_what_asks_for_words_is_never_mended_on_several_pages(make, webmaster, site, token):
    page = make("bags", PICTURE)
    secret = token(webmaster, page)
    webmaster.post(
        f"{site}/@@quality-board?kind=alternatives",
        f"_authenticator={secret}&uid:list={page.UID()}",
    )
    transaction.begin()
    assert page.text.raw == PICTURE


def test_nobody_mends_from_the_board_what_they_may_not_edit(make, webmaster, person, site, token):
    faded = '<p><span style="color: yellow">x</span></p>'
    page = make("bags", faded)
    secret = token(webmaster, page)
    person("sports").post(
        f"{site}/@@quality-board?kind=contrast", f"_authenticator={secret}&uid:list={page.UID()}"
    )
    transaction.begin()
    assert page.text.raw == faded
