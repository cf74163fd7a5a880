from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.signing import follows
from communesplone.core.sharing.signing import is_said
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.signing import signed_ring
from communesplone.core.sharing.signing import told
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.data import Kept
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import send_back
from communesplone.hub.reviewing import waiting
from communesplone.hub.succeeding import record
from copy import deepcopy
from dataclasses import replace
import json
import pytest


SINCE = "2026-01-01T00:00:00+00:00"


def test_nothing_is_in_the_library_before_a_reviewer_accepts_it(offered, library, portal):
    made = offered()
    assert library.search(Query()).total == 0
    assert library.envelope(made["urn"]) is None
    assert library.standing(made["urn"]) is None
    accept(portal, made["urn"], 1, "Merci", "relectrice")
    assert library.search(Query(text="chalet")).total == 1
    assert library.envelope(made["urn"]) == made


def test_an_offer_that_comes_twice_is_one(offered, library, portal):
    offered()
    offered()
    assert len(waiting(catalogue(portal))) == 1


def test_a_revision_takes_the_place_of_one_that_nobody_read(offered, portal):
    offered()
    offered(revision=2)
    assert [number for _urn, number, _one in waiting(catalogue(portal))] == [2]


def test_an_old_revision_does_not_come_back(offered, portal):
    offered(revision=3)
    with pytest.raises(SharingError):
        offered(revision=2)


def test_the_library_shows_the_accepted_revision_while_the_next_waits(offered, library, portal):
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    offered(revision=2, title="Autre")
    assert library.envelope(made["urn"])["fields"]["title"] == "Un chalet au marché"
    accept(portal, made["urn"], 2, "", "relectrice")
    assert library.envelope(made["urn"])["fields"]["title"] == "Autre"
    assert library.envelope(made["urn"], 1) == made
    assert [one[0] for one in library.standing(made["urn"]).revisions] == [2, 1]


def test_what_somebody_changed_on_the_way_is_refused(library, author, portal):
    forged = deepcopy(author.written())
    forged["fields"]["title"] = "Autre"
    with pytest.raises(SharingError):
        library.receive(forged, {}, portal.getId())


def test_a_urn_that_a_commune_has_not_offered_yet_is_offered_by_no_other(
    offered, library, author, stranger_of, portal
):
    namur = stranger_of()
    for seed in (author.written()["seed"], "", "0" * 32):
        with pytest.raises(SharingError):
            library.receive(namur.signing(author.written(), seed=seed), {}, "namur")
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    assert library.envelope(made["urn"]) == made


def test_a_commune_offers_what_one_that_it_follows_had_named(library, author, stranger_of, portal):
    namur = stranger_of()
    record(portal, library.kept, Succession("nis:83012", "nis:92094", SINCE))
    library.receive(namur.signing(author.written()), {}, "namur")
    assert len(waiting(library.kept)) == 1


def test_a_site_that_is_another_commune_is_refused(library, author):
    with pytest.raises(SharingError):
        library.receive(author.written(), {}, "namur")
    with pytest.raises(SharingError):
        library.introduce(author.ring, "namur")


def test_keys_change_only_by_a_key_that_is_known(library, author, portal):
    stranger = new_key()
    keys = (PublicKey(public_key(stranger), "2026-01-01T00:00:00+00:00"),)
    forged = signed_ring(Ring("nis:83012", 1, keys), stranger)
    with pytest.raises(SharingError):
        library.introduce(forged, portal.getId())
    following = signed_ring(Ring("nis:83012", 2, (*keys, *author.ring.keys)), author.key)
    library.introduce(following, portal.getId())
    assert library.keys("nis:83012") == following


def test_a_former_key_changes_the_keys_no_more_and_signs_nothing_without_a_date(
    library, author, portal
):
    key, closed = new_key(), replace(author.ring.keys[0], until="2026-06-01T00:00:00+00:00")
    mine = PublicKey(public_key(key), "2026-06-01T00:00:00+00:00")
    ring = signed_ring(Ring("nis:83012", 2, (mine, closed)), author.key)
    library.introduce(ring, portal.getId())
    stolen = PublicKey(public_key(new_key()), "2026-01-01T00:00:00+00:00")
    assert not follows(signed_ring(Ring("nis:83012", 3, (stolen,)), author.key), ring)
    assert not is_said(b"withdraw", sign(b"withdraw", author.key), ring)
    assert is_said(b"withdraw", sign(b"withdraw", key), ring)


def test_no_commune_writes_in_the_name_of_another(library, author, portal):
    settings(ICommuneIdentity, portal).name = "Namur"
    with pytest.raises(SharingError):
        library.receive(author.written(), {}, portal.getId())


@pytest.mark.parametrize(
    "said",
    [
        {"url": "javascript:alert(1)"},
        {"moment": "yesterday"},
        {"moment": "2026-11-30"},
        {"population": -1},
        {"has": ("x" * 100,) * 3000},
        {"tools": {"a": 1}},
    ],
)
def test_a_report_that_would_harm_its_readers_is_refused(said, library, author, portal):
    made = replace(Report("nis:83012", "Durbuy", portal.getId(), "Luxembourg", ("fr",)), **said)
    with pytest.raises(SharingError):
        library.report(made, sign(told(made), author.key), portal.getId())


def test_a_report_bears_the_name_under_which_the_hub_knows_its_commune(library, author, portal):
    said = Report("nis:83012", "Namur", portal.getId(), "Luxembourg", ("fr",))
    library.report(said, sign(told(said), author.key), portal.getId())
    assert [one.name for one in library.members()] == ["Durbuy"]


def test_nothing_is_sent_back_without_a_reason(offered, portal):
    made = offered()
    with pytest.raises(SharingError):
        send_back(portal, made["urn"], 1, " ", "relectrice")
    assert len(waiting(catalogue(portal))) == 1
    send_back(portal, made["urn"], 1, "La date va périmer.", "relectrice")
    assert not waiting(catalogue(portal))
    with pytest.raises(SharingError):
        accept(portal, made["urn"], 1, "", "relectrice")


def test_a_withdrawn_item_leaves_the_search_and_is_signed_by_its_author(
    offered, library, author, portal
):
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    said = f"withdraw {made['urn']}".encode()
    with pytest.raises(SharingError):
        library.withdraw(made["urn"], sign(said, new_key()), portal.getId())
    library.withdraw(made["urn"], sign(said, author.key), portal.getId())
    assert library.search(Query()).total == 0
    assert library.envelope(made["urn"]) is None


def test_a_commune_that_adopts_twice_counts_once(offered, library, portal):
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    library.adopted(made["urn"], 1, "nis:92094")
    library.adopted(made["urn"], 1, "nis:92094")
    assert library.search(Query()).rows[0].adopters == 1
    library.released(made["urn"], "nis:92094")
    assert library.search(Query()).rows[0].adopters == 0


def test_an_export_brings_the_library_back(offered, library, portal):
    first, second = offered(), offered(number=2, title="Une poubelle")
    accept(portal, first["urn"], 1, "", "relectrice")
    library.adopted(first["urn"], 1, "nis:92094")
    told = json.loads(json.dumps(Kept(catalogue(portal)).dump()))
    restored = Catalogue()
    Kept(restored).load(told, same_site=True)
    assert restored.index.search(Query()).rows == library.search(Query()).rows
    assert [urn for urn, _number, _one in waiting(restored)] == [second["urn"]]
    assert restored.communes["nis:83012"].ring == library.keys("nis:83012")


def test_a_report_is_believed_from_its_commune_alone_and_the_last_one_counts(
    library, author, portal
):
    said = Report(
        "nis:83012", "Durbuy", portal.getId(), "Luxembourg", ("fr",), moment="2026-11-29T04:00:00Z"
    )
    with pytest.raises(SharingError):
        library.report(said, sign(told(said), new_key()), portal.getId())
    with pytest.raises(SharingError):
        library.report(said, sign(told(said), author.key), "namur")
    # A signed address of another scheme would run in the browser of whoever follows it
    lie = replace(said, url="javascript:alert(1)")
    with pytest.raises(SharingError):
        library.report(lie, sign(told(lie), author.key), portal.getId())
    assert library.members() == ()
    for population in (11_000, 11_500):
        said = replace(said, population=population)
        library.report(said, sign(told(said), author.key), portal.getId())
    assert library.members() == (said,)


def test_a_search_says_who_uses_what_stands_in_its_rows_and_looks_at_no_other(
    offered, library, portal, monkeypatch
):
    for number in range(1, 13):
        made = offered(number=number, title=f"Chalet {number}")
        accept(portal, made["urn"], 1, "", "relectrice")
    library.adopted(made["urn"], 1, "nis:92094")
    library.adopted(made["urn"], 1, "nis:91030")
    looked_at = []
    monkeypatch.setattr(
        Catalogue,
        "used_thing",
        lambda self, urn, known=Catalogue.used_thing: looked_at.append(urn) or known(self, urn),
    )
    found = library.search(Query())
    assert found.users[made["urn"]] == ("nis:91030", "nis:92094")
    assert list(found.users) == looked_at == [row.urn for row in found.rows]
    assert len(looked_at) == 10
