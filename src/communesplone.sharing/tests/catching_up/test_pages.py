"""@@catching-up, @@catching-up-criteria and @@catching-up-aside, by each role."""

from .conftest import MARINA
from .conftest import MOVE
from .conftest import STATEMENT
from communesplone.core import jobs
from communesplone.sharing.catching_up.criteria import Criteria
from communesplone.sharing.catching_up.refreshing import JOB
from communesplone.sharing.catching_up.refreshing import refresh
from communesplone.sharing.catching_up.store import Aside
from communesplone.sharing.catching_up.store import catch_up
from communesplone.sharing.catching_up.store import Step
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from urllib.parse import urlencode
import pytest
import re
import transaction


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def board(commune, library, statement):
    """The address of a board that was computed."""
    refresh(commune)
    transaction.commit()
    return f"{commune.absolute_url()}/@@catching-up"


def send(browser, url, **fields):
    """Post a form with the token of the page."""
    browser.open(url)
    token = re.search(r'name="_authenticator"[^>]*value="(\w+)"', browser.contents)[1]
    browser.post(url, urlencode({**fields, "_authenticator": token}, doseq=True))
    transaction.begin()


def test_the_board_says_how_far_the_commune_is_and_what_comes_first(webmaster, board, library):
    library.silent = True
    webmaster.open(board)
    told = webmaster.contents
    assert "Compared with 3 communes, Durbuy has 0 of 2 useful things." in told
    assert "One thing is missing that the law asks for: begin there, 20 minutes are" in told
    assert told.index("Déclaration") < told.index("Changer d’adresse") < told.index("Port de")
    assert "<b>3</b> of 3" in told
    assert f'action="{webmaster.url.rpartition("/")[0]}/@@make"' in told
    assert "what you could have" in told
    assert 'aria-labelledby="way-title way-description"' in told


def test_before_the_first_board_the_page_says_when_it_comes(webmaster, commune):
    transaction.commit()
    webmaster.open(f"{commune.absolute_url()}/@@catching-up")
    assert "computed for the first time" in webmaster.contents


def test_few_communes_are_said_to_be_few(webmaster, commune, library):
    library.reports = library.reports[:1]
    refresh(commune)
    transaction.commit()
    webmaster.open(f"{commune.absolute_url()}/@@catching-up")
    assert "Compared with one commune" in webmaster.contents
    assert "all those that take part are compared" in webmaster.contents


def test_months_are_drawn_and_stand_in_a_table(webmaster, board, commune):
    months = catch_up(commune).months
    months["2026-05"], months["2026-06"] = Step(1, 2, 0), Step(1, 2, 1)
    for month in [*months][2:]:
        months[month] = Step(2, 2, 1)
    transaction.commit()
    webmaster.open(board)
    assert webmaster.contents.count('class="value"') == 3
    assert "May 2026" in webmaster.contents
    assert "One thing more than in May 2026" in webmaster.contents


def test_a_line_is_set_aside_with_a_reason_and_comes_back(webmaster, board, commune):
    url = f"{board}-aside"
    send(webmaster, f"{url}?line={STATEMENT}", do="aside", reason=" ")
    assert "Say why" in webmaster.contents
    assert STATEMENT not in catch_up(commune).aside
    send(webmaster, f"{url}?line={STATEMENT}", do="aside", reason="Elle est sur l’autre site.")
    assert "It can come back at any time" in webmaster.contents
    assert "Durbuy has 0 of 1 useful things" in webmaster.contents
    assert catch_up(commune).pressing == 0
    webmaster.open(url)
    assert "Elle est sur l’autre site." in webmaster.contents
    send(webmaster, url, do="back", line=STATEMENT)
    assert STATEMENT not in catch_up(commune).aside
    assert catch_up(commune).pressing == 1


def test_a_reason_that_is_too_long_is_kept_in_the_form(webmaster, board):
    send(webmaster, f"{board}-aside?line={STATEMENT}", do="aside", reason="non " * 200)
    assert "at most 500 characters" in webmaster.contents
    assert "non non" in webmaster.contents


def test_a_line_that_is_none_cannot_be_set_aside(webmaster, board):
    webmaster.open(f"{board}-aside?line=nothing")
    assert webmaster.headers["status"].startswith("404")


def test_criteria_are_changed_and_given_back(webmaster, board, commune):
    url = f"{board}-criteria"
    webmaster.open(url)
    assert re.search(r'value="small"[^>]*checked|checked[^>]*value="small"', webmaster.contents)
    send(webmaster, url, **{"do": "keep", "sizes:list": ["city"], "languages:list": ["fr"]})
    assert catch_up(commune).criteria == Criteria(sizes=("city",), languages=("fr",))
    assert any(job.name == JOB for job in jobs.pending(commune))
    send(webmaster, url, do="automatic")
    assert catch_up(commune).criteria is None


def test_criteria_that_nobody_meets_are_not_kept(webmaster, board, commune):
    send(webmaster, f"{board}-criteria", **{"do": "keep", "sizes:list": ["middle"]})
    assert "No commune is like that" in webmaster.contents
    assert catch_up(commune).criteria is None
    send(webmaster, f"{board}-criteria", **{"do": "keep", "sizes:list": ["huge"]})
    assert webmaster.headers["status"].startswith("400")


def test_without_the_token_nothing_is_changed(webmaster, board, commune):
    catch_up(commune).aside[MARINA] = Aside("Pas de port.", "anne", "2026-11-29")
    transaction.commit()
    webmaster.open(board)
    webmaster.post(f"{board}-aside", urlencode({"do": "back", "line": MARINA}))
    transaction.begin()
    assert MARINA in catch_up(commune).aside


def test_a_member_reads_the_board_and_decides_nothing(visitor, board):
    visitor.addHeader("Authorization", f"Basic {TEST_USER_NAME}:{TEST_USER_PASSWORD}")
    visitor.open(board)
    assert "Changer d’adresse" in visitor.contents
    assert ">Adopt<" not in visitor.contents
    assert "Not for us…" not in visitor.contents
    for page in ("aside", "criteria"):
        visitor.open(f"{board}-{page}")
        assert "catching-reason" not in visitor.contents
        assert "criteria-form" not in visitor.contents


def test_an_editor_of_a_section_adopts_and_sees_no_page_of_others(visitor, board, commune, page):
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(commune, "Folder", "section", title="Section")
        api.user.create("e@example.org", "enzo", "correct horse battery")
        folder.manage_setLocalRoles("enzo", ["Editor", "Contributor"])
        folder.reindexObjectSecurity()
    transaction.commit()
    visitor.addHeader("Authorization", "Basic enzo:correct horse battery")
    visitor.open(board)
    assert f"@@library-adopt?urn={MOVE.replace(':', '%3A')}" in visitor.contents
    assert "@@make" not in visitor.contents


def test_strangers_see_no_board(visitor, board):
    visitor.open(board)
    assert "Changer d’adresse" not in visitor.contents


def test_the_board_tells_when_it_was_computed(webmaster, board, commune):
    catch_up(commune).computed.answered = datetime(2026, 3, 2, 4, tzinfo=UTC)
    transaction.commit()
    webmaster.open(board)
    assert "what the others have:" in webmaster.contents
