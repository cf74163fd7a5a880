"""One commune that offers without end fills its own room, and keeps no other out."""

from communesplone.core.settings import settings
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.issuers import urn_of
from communesplone.core.sharing.signing import digest
from communesplone.hub import room
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.data import Kept
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import send_back
from communesplone.hub.reviewing import waiting
from communesplone.hub.settings import ILibrarySettings
import json
import pytest


@pytest.fixture
def limits(portal):
    return settings(ILibrarySettings, portal)


@pytest.fixture
def bring(library, author, portal):
    """`bring(b"…", revision=2)`: an offer with files."""

    def offer(*files, **options):
        made = author.written(files=files, **options)
        library.receive(made, {digest(data): data for data in files}, portal.getId())
        return made

    return offer


def test_offers_wait_in_a_number_and_further_ones_come_once_some_are_read(
    offered, limits, stranger_of, library, author, portal
):
    limits.waiting = 2
    first, _second = offered(number=1), offered(number=2)
    with pytest.raises(Full, match="2 of your offers wait"):
        offered(number=3)
    offered(number=2, revision=2)
    namur = stranger_of()
    theirs = {"seed": "f" * 32, "urn": urn_of(namur.issuer, "f" * 32)}
    library.receive(namur.signing(author.written(), **theirs), {}, "namur")
    send_back(portal, first["urn"], 1, "Trop court.", "relectrice")
    offered(number=3)
    assert len(waiting(catalogue(portal))) == 3


def test_what_a_commune_brought_weighs_as_much_as_is_kept_of_it(bring, limits, portal):
    limits.megabytes = 10
    bring(b"x" * 6_000_000)
    bring(b"x" * 6_000_000, revision=2)
    with pytest.raises(Full, match="10 MB"):
        bring(b"y" * 6_000_000, number=2)
    assert list(catalogue(portal).offers) == [bring(b"x" * 6_000_000, revision=3)["urn"]]
    assert len(catalogue(portal).files) == 1


def test_of_many_revisions_the_last_ones_are_kept_and_the_one_in_the_library(
    bring, library, monkeypatch, portal
):
    monkeypatch.setattr(room, "MOST_REVISIONS", 3)
    kept = catalogue(portal)
    made = bring(b"1")
    accept(portal, made["urn"], 1, "", "relectrice")
    for number in range(2, 8):
        bring(str(number).encode(), revision=number)
    assert list(kept.offers[made["urn"]].revisions) == [1, 5, 6, 7]
    assert library.envelope(made["urn"]) == made
    assert sorted(kept.files) == sorted(digest(str(one).encode()) for one in (1, 5, 6, 7))
    accept(portal, made["urn"], 7, "", "relectrice")
    bring(b"8", revision=8)
    assert list(kept.offers[made["urn"]].revisions) == [6, 7, 8]
    assert library.file(digest(b"1")) is None
    assert library.file(digest(b"7")) == b"7"


def test_a_file_stays_while_another_item_has_it(bring, monkeypatch, portal):
    monkeypatch.setattr(room, "MOST_REVISIONS", 1)
    bring(b"1", number=1)
    bring(b"1", number=2)
    for number in (2, 3):
        bring(number=1, revision=number)
    assert digest(b"1") in catalogue(portal).files
    for number in (2, 3):
        bring(number=2, revision=number)
    assert not catalogue(portal).files
    assert not catalogue(portal).held


def test_proposals_on_their_way_are_bounded_for_each_commune(
    offered, library, author, stranger_of, monkeypatch, portal
):
    monkeypatch.setattr(room, "MOST_PROPOSALS", 1)
    monkeypatch.setattr("communesplone.hub.library.way_to", lambda *_of: object())
    for number in (1, 2):
        made = offered(number=number)
    namur, vith = stranger_of(), stranger_of(issuer="nis:63067", name="St. Vith")
    for number, way, of in ((1, "namur", namur), (1, "namur", namur), (1, "namur", vith)):
        library.propose(of.signing(author.written(number=number)), {}, way)
    with pytest.raises(Full, match="1 of your proposals"):
        library.propose(namur.signing(made), {}, "namur")


def test_an_export_knows_how_much_each_has_brought(bring, portal):
    bring(b"x" * 1000)
    bring(b"y" * 1000, number=2)
    kept, restored = catalogue(portal), Catalogue()
    Kept(restored).load(json.loads(json.dumps(Kept(kept).dump())), same_site=True)
    assert dict(restored.stored) == dict(kept.stored)
    assert list(restored.held) == list(kept.held)
