"""What a hub of another cluster tells a commune, and who is not believed to be it."""

from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed_ring
from communesplone.core.tool_requests import ToolRequest
from communesplone.sharing.identities import identify
from communesplone.sharing.protocol.hub import Hub as Peers
from communesplone.sharing.updating.receiving import RECEIVE
from dataclasses import replace
import pytest
import transaction


DECIDED = {"revision": 1, "state": "accepted", "word": "Merci", "moment": "2026-11-30T00:00:00Z"}


@pytest.fixture
def sent(hub, page, kept):
    """A page that Durbuy has offered."""
    shared = identify(page, kept)
    shared.revision, shared.state = 1, "sent"
    transaction.commit()
    return shared


def test_the_commune_says_who_it_is_to_everybody(hub, kept):
    answer = hub.wire.get(hub.path, headers={"Accept": "application/json"})
    assert (answer.json["name"], answer.json["ring"]["issuer"]) == ("Durbuy", "nis:83012")
    assert "private" not in answer.text


def test_what_the_hub_decides_is_noted_and_changes_no_page(hub, sent, commune):
    before = changes.counter(commune)
    assert hub.tell("decided", urn=sent.urn, **DECIDED).status_int == 204
    assert (sent.state, sent.word) == ("accepted", "Merci")
    assert changes.counter(commune) == before


def test_nobody_but_the_hub_is_believed(hub, sent, kept):
    assert hub.tell("decided", private=new_key(), urn=sent.urn, **DECIDED).status_int == 401
    kept.hub = None
    transaction.commit()
    assert hub.tell("decided", urn=sent.urn, **DECIDED).status_int == 401
    assert sent.state == "sent"


def test_the_hub_changes_its_key_by_the_one_that_is_known(hub, sent, kept):
    key = new_key()
    mine = replace(hub.ring.keys[0], key=public_key(key))
    bare = replace(hub.ring, serial=2, keys=(mine, *hub.ring.keys))
    assert hub.tell("introduce", private=key, ring=signed_ring(bare, key)).status_int == 401
    followed = signed_ring(bare, hub.keys.private)
    assert hub.tell("introduce", private=key, ring=followed).status_int == 204
    assert kept.hub.ring == followed
    assert hub.tell("decided", private=key, urn=sent.urn, **DECIDED).status_int == 204


def test_a_hub_that_tells_without_end_is_heard_later(hub, sent, monkeypatch):
    monkeypatch.setattr("communesplone.core.sharing.request_signing.MOST_CALLS", 2)
    for _time in range(2):
        assert hub.tell("revised", urn=sent.urn, revision=2).status_int == 204
    answer = hub.tell("revised", urn=sent.urn, revision=2)
    assert (answer.status_int, answer.json["type"]) == (429, "Full")


@pytest.mark.parametrize(
    "told",
    [{"moment": "soon"}, {"moment": "2026-11-30"}, {"word": "x" * 5000}, {"state": "taken"}],
)
def test_a_hub_says_nothing_that_no_page_could_show(told, hub, sent):
    assert hub.tell("decided", urn=sent.urn, **DECIDED | told).status_int == 422
    assert sent.state == "sent"


def test_a_hub_answers_about_tools_that_there_are(hub, kept):
    answer = ToolRequest("nis:83012", "durbuy", "Durbuy", "communesplone.sharing", "", "")
    decided = replace(answer, state="granted", decided=DECIDED["moment"])
    assert hub.tell("tool_decided", answer=replace(decided, decided="soon")).status_int == 422
    for one in (decided, replace(decided, tool="x")):
        assert hub.tell("tool_decided", answer=one).status_int == 204
    assert list(kept.tools) == ["communesplone.sharing"]


def test_a_revision_of_what_is_not_here_asks_for_nothing(hub, commune):
    assert hub.tell("revised", urn="urn:uuid:0", revision=2).status_int == 204
    assert RECEIVE not in [job.name for job in jobs.pending(commune)]


def test_a_proposal_of_another_shape_is_refused(hub, kept):
    assert hub.tell("proposed", envelope={"urn": "x"}, files={}).status_int == 422
    assert not kept.arriving


def test_a_commune_shares_with_one_hub_or_with_that_of_its_cluster(hub, commune, kept):
    peers = Peers(commune, kept)
    assert [one.name for one in peers.known()] == ["Hub"]
    with pytest.raises(KeyError):
        peers.remove("https://other.example")
    peers.remove(kept.hub.address)
    assert peers.known() == ()
