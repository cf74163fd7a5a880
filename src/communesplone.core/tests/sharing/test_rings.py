"""Keys that change: who missed some changes follows them, and never across a key that leaked."""

from communesplone.core.sharing import keys as site_keys
from communesplone.core.sharing.keys import Keys
from communesplone.core.sharing.keys import revoke
from communesplone.core.sharing.keys import ring_of
from communesplone.core.sharing.keys import rotate
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import follows
from communesplone.core.sharing.signing import linked
from communesplone.core.sharing.signing import MOST_LINKS
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed_ring
from communesplone.core.sharing.wire import from_json
from communesplone.core.sharing.wire import to_json
from dataclasses import replace
import json
import pytest


@pytest.fixture
def change(monkeypatch):
    """`change("rotate", "revoke")`: the rings of a commune, the first and one for each change."""
    monkeypatch.setattr(site_keys, "identity", lambda site: None)
    monkeypatch.setattr(site_keys, "issuer_id", lambda who: "nis:83012")

    def of(*acts, keys=None):
        keys = keys or Keys()
        rings = [ring_of(None, keys)]
        for act in acts:
            rings.append({"rotate": rotate, "revoke": revoke}[act](None, keys))
        return rings

    return of


@pytest.mark.parametrize("missed", [1, 2, 5, MOST_LINKS])
def test_who_missed_changes_follows_from_the_last_key_it_knows(change, missed):
    rings = change(*["rotate"] * missed)
    for known in rings[:-1]:
        assert follows(rings[-1], known)
        assert not follows(known, rings[-1])


def test_links_go_along_over_the_wire(change):
    first, *_between, last = change("rotate", "rotate", "rotate")
    assert follows(from_json(Ring, json.loads(json.dumps(to_json(last)))), first)
    # Without them it is the same ring, which only who knows the last one follows
    bare = replace(last, links=())
    assert bare == last
    assert not follows(bare, first)


@pytest.mark.parametrize(
    ("acts", "followed"),
    [
        # A key that leaked is no step, wherever on the way it stands
        (("rotate", "revoke"), [False, True]),
        (("revoke", "rotate"), [False, True]),
        (("rotate", "revoke", "rotate"), [False, False, True]),
        (("revoke", "rotate", "rotate"), [False, True, True]),
        (("revoke",), [True]),
    ],
)
def test_a_key_that_leaked_breaks_the_way(change, acts, followed):
    *before, last = change(*acts)
    assert [follows(last, one) for one in before] == followed


def test_whoever_has_a_leaked_key_links_nobody_past_its_end(change):
    keys = Keys()
    first, second = change("rotate", keys=keys)
    leaked = keys.private
    last = change("revoke", "rotate", keys=keys)[-1]
    thief = new_key()
    mine = PublicKey(public_key(thief), second.keys[0].since)
    link = linked("nis:83012", 3, mine.key, leaked)
    forged = Ring("nis:83012", 9, (mine, *last.keys), links=(*first.links, *second.links, link))
    for known in (first, last):
        assert not follows(signed_ring(forged, thief), known)
        assert not follows(signed_ring(forged, leaked), known)


def test_a_link_that_its_key_did_not_sign_leads_nowhere(change):
    first, second, last = change("rotate", "rotate")
    thief = new_key()
    mine = PublicKey(public_key(thief), first.keys[0].since)
    forged = replace(linked("nis:83012", 2, mine.key, thief), by=first.keys[0].key)
    other = replace(second.links[0], serial=3)
    elsewhere = linked("nis:92094", 2, mine.key, thief)
    for link in (forged, other, elsewhere):
        ring = Ring("nis:83012", 9, (mine, *last.keys), links=(*last.links, link))
        assert not follows(signed_ring(ring, thief), first)
    # A former key lets nobody in, by whatever link
    assert not follows(replace(last, serial=9, links=first.links), last)
