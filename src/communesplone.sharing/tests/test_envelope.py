from communesplone.core.sharing import SharingError
from communesplone.core.sharing.envelopes import verify
from communesplone.core.sharing.references import keys_in
from communesplone.sharing.envelope import envelope
from communesplone.sharing.identities import identify
from communesplone.sharing.keys import revoke
from communesplone.sharing.keys import ring_of
from communesplone.sharing.keys import rotate
from copy import deepcopy
from plone import api
import pytest


@pytest.fixture
def made(page, kept):
    shared = identify(page, kept)
    shared.revision, shared.licence = 1, "CC-BY-4.0"
    return envelope(page, shared, kept)[0]


def test_an_envelope_is_believed_with_the_keys_of_its_issuer(made, commune, kept):
    verify(made, ring_of(commune, kept))
    assert made["issuer"]["id"] == "nis:83012"
    assert made["fields"]["title"] == "Le marché"


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one["fields"].update(title="Autre"),
        lambda one: one["issuer"].update(name="Namur"),
        lambda one: one.update(revision=2),
        lambda one: one.update(note="Autre"),
        lambda one: one.update(signature=""),
        lambda one: one.update(more=1),
    ],
)
def test_whatever_is_changed_on_the_way_is_found(made, commune, kept, change):
    forged = deepcopy(made)
    change(forged)
    with pytest.raises(SharingError):
        verify(forged, ring_of(commune, kept))


def test_what_was_signed_stays_good_when_the_key_is_changed(made, commune, kept):
    rotate(commune, kept)
    verify(made, ring_of(commune, kept))


def test_nothing_of_a_revoked_key_is_believed(made, commune, kept):
    revoke(commune, kept)
    with pytest.raises(SharingError):
        verify(made, ring_of(commune, kept))


def test_nobody_is_believed_whose_keys_are_unknown(made):
    with pytest.raises(SharingError):
        verify(made, None)


def test_links_into_the_site_leave_as_keys_that_tell_nothing(made, commune):
    keys = set(keys_in(made["fields"]))
    assert [one["key"] for one in made["references"]] == list(keys)
    assert commune["rules"].UID() not in str(made)


def test_an_identity_survives_a_copy_which_takes_no_part(page, kept, commune):
    shared = identify(page, kept)
    with api.env.adopt_roles(["Manager"]):
        copy = api.content.copy(page, commune, id="copied")
    assert kept.items[copy.UID()].urn == shared.urn
    assert kept.items[copy.UID()].role == "copy"
    assert kept.at_urn(shared.urn)[0] == page.UID()


def test_a_copy_that_is_offered_is_a_fork_of_what_it_was_made_of(page, kept, commune):
    shared = identify(page, kept)
    with api.env.adopt_roles(["Manager"]):
        copy = api.content.copy(page, commune, id="copied")
    forked = identify(copy, kept)
    assert forked.urn != shared.urn
    assert forked.origin["urn"] == shared.urn
