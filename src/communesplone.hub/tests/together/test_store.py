"""Communes that act at the same moment; what an export takes along."""

from communesplone.hub.together.data import Kept
from communesplone.hub.together.rules import Rules
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import Round
from communesplone.hub.together.store import Together
from communesplone.hub.together.voting import CLOSE
from communesplone.hub.together.voting import OPEN
from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
import json
import pytest


OPENS, CLOSES = "2026-11-13T09:00:00.000000+00:00", "2026-11-27T17:00:00.000000+00:00"


@pytest.fixture
def database(tmp_path):
    opened = DB(FileStorage(str(tmp_path / "Data.fs")))
    with opened.transaction() as connection:
        connection.root.said = Dealings()
        connection.root.said.rounds[1] = Round(OPENS, CLOSES, Rules())
    yield opened
    opened.close()


def test_communes_that_vote_and_promise_at_the_same_moment_never_conflict(database):
    people = []
    for number in range(8):
        manager = TransactionManager()
        manager.begin()
        people.append((number, manager, database.open(manager).root.said))
    for number, _manager, said in people:
        made = said.rounds[1]
        made.ballots[f"nis:{number}"] = ("for", OPENS, "somebody", "")
        made.changes[f"{OPENS} nis:{number}"] = "for"
        said.pledges[f"nis:{number}"] = ("days", "2", OPENS, "somebody", "")
        said.followers.insert(f"user-{number}")
    # Each has read what nobody else had written, and all commit
    for _number, manager, _said in people:
        manager.commit()
    with database.transaction() as connection:
        said = connection.root.said
        assert len(said.rounds[1].ballots) == len(said.rounds[1].changes) == 8
        assert len(said.pledges) == len(said.followers) == 8


def filled() -> Together:
    """A store with a proposal in a second round."""
    kept, said = Together(), Dealings()
    said.kept_estimate = ("46", "Par trois communes")
    said.agreeing["nis:1"] = (OPENS, "claire", "Nous aussi.")
    said.pledges["nis:1"] = ("money", "4000", OPENS, "claire", "")
    said.followers.insert("claire")
    for number, voters in ((1, ("nis:1", "nis:2")), (2, ("nis:1",)), (3, None)):
        made = said.rounds[number] = Round(OPENS, CLOSES, Rules(quorum=50))
        made.voters = voters
        made.ballots["nis:1"] = ("for", OPENS, "claire", "")
        made.changes[f"{OPENS} nis:1"] = "for"
    said.rounds[1].result = {"voters": 2, "favour": 1}
    kept.dealings["a-uid"] = said
    kept.decisions["2026-11-18 uid 000"] = ("Oui.", "Communes rurales", "uid")
    return kept


@pytest.mark.parametrize("same_site", [True, False], ids=["same-site", "copy"])
def test_an_export_takes_all_of_it_along_and_open_votes_get_their_jobs(same_site, monkeypatch):
    planned = []
    monkeypatch.setattr(
        "communesplone.core.jobs.add", lambda name, *args, **_when: planned.append((name, *args))
    )
    kept, copy = filled(), Together()
    told = json.loads(json.dumps(Kept(None, kept).dump()))
    Kept(None, copy).load(told, same_site=same_site)
    again = json.loads(json.dumps(Kept(None, copy).dump()))
    if not same_site:
        told["dealings"]["a-uid"]["followers"] = []
    assert again == told
    assert copy.dealings["a-uid"].rounds[1].rules == Rules(quorum=50)
    assert planned == [(CLOSE, "a-uid", 2), (OPEN, "a-uid", 3)]
