from communesplone.core.sharing.envelopes import verify
from communesplone.core.sharing.signing import follows
from communesplone.core.sharing.signing import is_ring_signed
from communesplone.sharing.data import Kept
from communesplone.sharing.envelope import envelope
from communesplone.sharing.identities import identify
from communesplone.sharing.keys import ring_of
from communesplone.sharing.store import Base
from communesplone.sharing.store import Store
import json
import pytest


@pytest.fixture
def told(page, kept, commune):
    """An export of a site with one offered page; as JSON brings it back."""
    shared = identify(page, kept)
    shared.revision, shared.licence, shared.state = 1, "CC0-1.0", "accepted"
    ring_of(commune, kept)
    kept.bases[page.UID()] = Base(1, {"title": "Le marché"}, {"ref-1": {"file": "sha256:1"}})
    return json.loads(json.dumps(Kept(kept).dump()))


def test_identities_and_bases_survive_an_export(told, page, kept):
    restored = Store()
    Kept(restored).load(told, same_site=True)
    uid, shared = restored.at_urn(kept.items[page.UID()].urn)
    assert (uid, shared.state, shared.revision) == (page.UID(), "accepted", 1)
    assert restored.bases[uid].fields == {"title": "Le marché"}
    assert restored.bases[uid].along == {"ref-1": {"file": "sha256:1"}}


def test_a_restored_site_has_a_new_key_and_what_it_signed_stays_good(told, page, kept, commune):
    made, _read = envelope(page, kept.items[page.UID()], kept)
    before = kept.keys.ring
    restored = Store()
    Kept(restored).load(told, same_site=True)
    ring = restored.keys.ring
    assert restored.keys.private != kept.keys.private
    assert is_ring_signed(ring)
    assert not follows(ring, before)
    verify(made, ring)


def test_a_copy_under_another_id_does_not_act_in_its_stead(told):
    restored = Store()
    Kept(restored).load(told, same_site=False)
    assert restored.keys.ring is None
