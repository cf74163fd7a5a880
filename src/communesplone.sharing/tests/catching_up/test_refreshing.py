"""The job that computes the board, and what it keeps."""

from .conftest import MARINA
from .conftest import MOVE
from .conftest import STATEMENT
from communesplone.core import jobs
from communesplone.core.catching_up import have
from communesplone.core.interfaces import ISiteData
from communesplone.core.upkeep import IUpkeep
from communesplone.sharing.catching_up.criteria import Criteria
from communesplone.sharing.catching_up.refreshing import JOB
from communesplone.sharing.catching_up.refreshing import look_here
from communesplone.sharing.catching_up.refreshing import refresh
from communesplone.sharing.catching_up.refreshing import soon
from communesplone.sharing.catching_up.store import Aside
from communesplone.sharing.catching_up.store import catch_up
from communesplone.sharing.catching_up.store import made
from communesplone.sharing.store import KnownPack
from communesplone.sharing.store import Shared
from plone import api
from zope.component import getAdapter
import pytest


@pytest.fixture
def board(commune, library, statement):
    """`board()`: what the job finds."""

    def compute():
        refresh(commune)
        return catch_up(commune).computed.board

    return compute


def names(rows):
    return [row.line.name for row in rows]


def test_what_lacks_stands_by_law_then_by_use(board):
    found = board()
    assert names(found.law) == [STATEMENT]
    assert names(found.nearly_all) == [MOVE]
    assert names(found.some)[0] == MARINA
    assert [row.users for row in found.law + found.nearly_all] == [2, 3]
    assert (found.has, found.of) == (0, 2)


def test_a_line_of_the_library_is_one_click_from_adopted(board):
    (row,) = board().nearly_all
    assert row.line.url == "@@library-adopt?urn=urn%3Auuid%3Amove"
    assert row.line.minutes > 0
    assert row.line.sentence.mapping["author"] == "Huy"


def test_a_page_of_the_same_title_is_not_lacking(board, commune):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(commune, "Document", "move", title="Changer d'adresse")
    assert not board().nearly_all


def test_what_was_adopted_is_had_and_told_and_what_was_deleted_is_not(board, commune, page, kept):
    shared = Shared("adopted", MOVE, "urn:uuid:group", {"id": "nis:Huy"})
    kept.put(page.UID(), shared)
    found = board()
    assert (found.has, found.of) == (1, 2)
    assert MOVE in have(commune)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(page, check_linkintegrity=False)
    assert MOVE not in have(commune)


def test_a_content_in_another_language_says_so_and_one_in_ours_is_taken(board, library):
    german = "urn:uuid:umzug"
    library.holds(german, "Umzug", "de", translations=((MOVE, "fr", 1),))
    library.holds("urn:uuid:hund", "Hund", "de")
    library.says("Amel", german, "urn:uuid:hund")
    rows = {row.line.name: row.line for row in board().rows}
    assert german not in rows
    assert rows[MOVE].title == "Changer d’adresse"
    assert "urn:uuid:hund" not in rows


def test_a_pack_that_others_took_is_one_click_from_adopted_until_it_is_here(
    board, commune, library, kept
):
    urn = "urn:uuid:pack"
    library.puts_together(urn, "Les déchets", MOVE, MARINA)
    library.says("Amel", f"pack:{urn}")
    line = next(row.line for row in board().rows if row.line.name == f"pack:{urn}")
    assert (line.title, line.url) == (
        "Les déchets",
        "@@library-pack-adopt?urn=urn%3Auuid%3Apack",
    )
    assert line.label.mapping == {"count": 2}
    kept.packs[urn] = KnownPack("Les déchets", 1, (MOVE, MARINA), "", 1)
    assert f"pack:{urn}" not in {row.line.name for row in board().rows}
    assert f"pack:{urn}" in have(commune)


def test_a_hub_that_is_silent_leaves_what_was_known_of_the_others(
    board, commune, library, statement
):
    board()
    before = catch_up(commune).computed
    library.silent, statement.present = True, True
    found = board()
    assert names(found.nearly_all) == [MOVE]
    assert not found.law
    assert (found.has, found.of) == (1, 2)
    assert catch_up(commune).computed.answered == before.answered


def test_without_any_hub_only_the_site_itself_is_looked_at(commune, statement):
    refresh(commune)
    computed = catch_up(commune).computed
    assert names(computed.board.law) == [STATEMENT]
    assert computed.answered is None
    assert computed.comparison.members == ()


def test_a_change_here_asks_no_hub(board, commune, library, statement):
    board()
    library.reports, statement.present = [], True
    look_here(commune)
    found = catch_up(commune).computed.board
    assert names(found.nearly_all) == [MOVE]
    assert not found.law


def test_criteria_that_were_chosen_hold(board, commune, library):
    made(commune).criteria = Criteria(sizes=("city",))
    for name in ("Liège", "Mons"):
        library.says(name, size=200_000)
    board()
    compared = catch_up(commune).computed.comparison
    assert [one.name for one in compared.members] == ["Namur", "Liège", "Mons"]


def test_the_months_keep_how_far_the_commune_is(board, commune):
    board()
    ((month, step),) = catch_up(commune).months.items()
    assert len(month) == 7
    assert (step.has, step.of, step.adopted) == (0, 2, 0)


def test_what_is_set_aside_presses_no_more(board, commune):
    board()
    assert catch_up(commune).pressing == 1
    catch_up(commune).aside[STATEMENT] = Aside("Elle est ailleurs.", "anne", "2026-11-29")
    board()
    assert catch_up(commune).pressing == 0
    assert next(iter(catch_up(commune).months.values())).of == 1


def test_the_job_comes_back_and_waits_once(board, commune):
    jobs.cancel(commune, JOB)
    board()
    board()
    soon(commune)
    soon(commune)
    waiting = [job.name for job in jobs.pending(commune) if job.name.startswith(JOB)]
    assert sorted(waiting) == [JOB, f"{JOB}_here"]


def test_who_could_be_asked_has_much_of_what_lacks(board, commune):
    board()
    assert catch_up(commune).computed.ahead == ("Rendeux", "Hotton")


def test_decisions_and_months_travel_with_an_exported_site(board, commune):
    board()
    catch_up(commune).aside[MARINA] = Aside("Pas de port.", "anne", "2026-11-29")
    catch_up(commune).criteria = Criteria(sizes=("tiny",))
    data = getAdapter(commune, ISiteData, "communesplone.sharing.catching_up")
    told = data.dump()
    catch_up(commune).aside.clear()
    catch_up(commune).criteria = None
    data.load(told, same_site=True)
    assert catch_up(commune).aside[MARINA].reason == "Pas de port."
    assert catch_up(commune).criteria == Criteria(sizes=("tiny",))


def test_the_doctor_tells_when_no_job_computes_the_board(commune):
    jobs.cancel(commune, JOB)
    upkeep = getAdapter(commune, IUpkeep, "communesplone.sharing.catching_up")
    assert list(upkeep.problems()) == ["no job computes its catch-up board."]
    upkeep.mend()
    assert not list(upkeep.problems())
