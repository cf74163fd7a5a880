"""What leaves the library, by its author or by the reviewers, and how it comes back."""

from communesplone.core import jobs
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.statements import withdrawal
from communesplone.hub import reviewing
from communesplone.hub import spreading
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.data import Kept
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import put
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import send_back
from communesplone.hub.reviewing import take_out
from communesplone.hub.reviewing import waiting
import json
import pytest


PLAN = b"%PDF-1.4 a plan"
NAMUR = "nis:92094"


class Door(list):
    """The inbox of a commune: what it was told, in order."""

    def withdrawn(self, urn):
        self.append(("withdrawn", urn))

    def decided(self, urn, revision, state, word, moment):
        self.append((state, revision, word))


@pytest.fixture
def told(monkeypatch):
    """What every commune is told."""
    found = Door()
    for module in (spreading, reviewing):
        monkeypatch.setattr(module, "way_to", lambda _site, _issuer: found)
    return found


@pytest.fixture
def shared(author, library, portal):
    """An accepted content with a file."""
    made = author.written(files=(PLAN,))
    library.receive(made, {digest(PLAN): PLAN}, portal.getId())
    accept(portal, made["urn"], 1, "Merci", "relectrice")
    return made


@pytest.fixture
def withdraw(library, author, portal):
    """Its author withdraws it."""
    return lambda urn: library.withdraw(urn, sign(withdrawal(urn), author.key), portal.getId())


@pytest.fixture(params=["withdrawn", "taken_out"])
def gone(request, shared, withdraw, portal):
    """That content, out of the library: by its author, and by a reviewer."""
    if request.param == "withdrawn":
        withdraw(shared["urn"])
    else:
        take_out(portal, shared["urn"], "Une adresse privée y est.", "relectrice")
    return shared


def exported(portal):
    """Return the catalogue as an export brings it back."""
    restored = Catalogue()
    Kept(restored).load(json.loads(json.dumps(Kept(catalogue(portal)).dump())), same_site=True)
    return restored


def assert_nobody_reads(library, made):
    urn = made["urn"]
    assert library.envelope(urn) is None
    assert library.envelope(urn, 1) is None
    assert library.envelope(urn, 2) is None
    assert library.standing(urn) is None
    assert library.file(digest(PLAN)) is None
    assert library.search(Query()).total == 0


def test_what_left_is_read_again_once_a_reviewer_accepts_another_revision_and_no_sooner(
    gone, offered, library, portal
):
    assert_nobody_reads(library, gone)
    offered(revision=2, title="Mieux")
    assert_nobody_reads(library, gone)
    send_back(portal, gone["urn"], 2, "Encore une adresse.", "relectrice")
    assert_nobody_reads(library, gone)
    third = offered(revision=3, title="Sans adresse")
    accept(portal, gone["urn"], 3, "", "relectrice")
    assert library.envelope(gone["urn"]) == library.envelope(gone["urn"], 3) == third
    assert [row.title for row in library.search(Query()).rows] == ["Sans adresse"]


def test_of_what_comes_back_the_former_revisions_and_their_files_stay_closed(
    gone, offered, library, portal
):
    offered(revision=2)
    accept(portal, gone["urn"], 2, "", "relectrice")
    assert library.envelope(gone["urn"], 1) is None
    assert library.file(digest(PLAN)) is None
    assert [number for number, _day, _change in library.standing(gone["urn"]).revisions] == [2]


def test_an_export_brings_nothing_back_that_left(gone, offered, portal):
    offered(revision=2)
    restored = exported(portal)
    assert restored.index.search(Query()).total == 0
    assert not restored.is_open(digest(PLAN))


def test_an_export_brings_back_the_files_of_every_accepted_revision(shared, offered, portal):
    offered(revision=2)
    accept(portal, shared["urn"], 2, "", "relectrice")
    assert exported(portal).is_open(digest(PLAN))


def test_who_uses_it_is_told_though_its_author_offers_it_again_meanwhile(
    shared, library, withdraw, offered, portal, told
):
    library.adopted(shared["urn"], 1, NAMUR)
    withdraw(shared["urn"])
    offered(revision=2)
    jobs.run_due(portal)
    assert ("withdrawn", shared["urn"]) in told


def test_who_adopted_it_while_it_left_is_told_too_and_hears_of_its_return(
    gone, library, offered, portal, told
):
    jobs.cancel(portal, "communesplone.hub.")
    library.adopted(gone["urn"], 1, NAMUR)
    jobs.run_due(portal)
    assert told == [("withdrawn", gone["urn"])]
    offered(revision=2)
    accept(portal, gone["urn"], 2, "", "relectrice")
    assert (spreading.SPREAD, (gone["urn"], 2, NAMUR)) in [
        (job.name, job.args) for job in jobs.pending(portal)
    ]


def test_a_pack_counts_again_what_came_back(gone, offered, library, portal):
    accept(portal, offered(number=2)["urn"], 1, "", "relectrice")
    accept(portal, offered(number=3)["urn"], 1, "", "relectrice")
    offered(revision=2)
    accept(portal, gone["urn"], 2, "", "relectrice")
    urns = tuple(row.urn for row in library.search(Query()).rows)
    pack = put(portal, "", Contents("Le marché", "", "fr", urns), "")
    take_out(portal, gone["urn"], "Une adresse privée y est.", "relectrice")
    assert library.pack(pack.urn).summary.contents == 2
    offered(revision=3)
    accept(portal, gone["urn"], 3, "", "relectrice")
    assert library.pack(pack.urn).summary.contents == 3


def test_what_is_taken_out_goes_with_a_reason_that_its_author_is_told(
    shared, library, portal, told
):
    library.adopted(shared["urn"], 1, NAMUR)
    for word in ("", " ", "x" * 2001):
        with pytest.raises(SharingError):
            take_out(portal, shared["urn"], word, "relectrice")
    assert library.envelope(shared["urn"]) == shared
    take_out(portal, shared["urn"], " Une adresse privée y est. ", "relectrice")
    jobs.run_due(portal)
    assert ("taken_out", 1, "Une adresse privée y est.") in told
    assert ("withdrawn", shared["urn"]) in told
    with pytest.raises(SharingError):
        take_out(portal, shared["urn"], "Encore", "relectrice")


def test_what_its_author_offered_since_waits_on_when_a_content_is_taken_out(
    shared, offered, portal
):
    second = offered(revision=2)
    take_out(portal, shared["urn"], "Une adresse privée y est.", "relectrice")
    assert [one.envelope for _urn, _number, one in waiting(catalogue(portal))] == [second]


def test_nobody_takes_out_what_is_not_in_the_library(offered, portal):
    made = offered()
    for urn in (made["urn"], "urn:uuid:00000000-0000-0000-0000-000000000000"):
        with pytest.raises(SharingError):
            take_out(portal, urn, "Une raison", "relectrice")
