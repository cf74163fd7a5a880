"""What communes do by their own jobs counts as a change of the hub when its pages change by it."""

from communesplone.core import jobs
from communesplone.core.changes import counter
from communesplone.core.changes import is_quiet
from communesplone.core.sharing.interfaces import IKeyring
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.signing import signed_ring
from communesplone.core.sharing.signing import told
from communesplone.core.sharing.statements import succession
from communesplone.core.sharing.statements import withdrawal
from communesplone.hub.catalogue import catalogue
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import put
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import take_out
from communesplone.hub.spreading import SPREAD
from dataclasses import replace
from zope.component import queryAdapter
import pytest
import transaction


NAMUR, HUY = "nis:92094", "nis:61031"


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def changed(portal):
    """Tell whether the hub counts a change while something is done in a transaction."""

    def tell(act):
        transaction.commit()
        before = counter(portal)
        act()
        transaction.commit()
        return counter(portal) - before == 1

    return tell


@pytest.fixture
def urn(offered, portal):
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    return made["urn"]


@pytest.fixture
def report(library, author, portal):
    """`report(population=…)`: Durbuy says it of itself."""
    said = Report("nis:83012", "Durbuy", portal.getId(), "Luxembourg", ("fr",))

    def say(**options):
        made = replace(said, **options)
        library.report(made, sign(told(made), author.key), portal.getId())

    return say


def test_who_uses_a_content_is_a_change_once(changed, library, urn):
    assert changed(lambda: library.adopted(urn, 1, NAMUR))
    assert not changed(lambda: library.adopted(urn, 1, NAMUR))
    assert changed(lambda: library.released(urn, NAMUR))
    assert not changed(lambda: library.released(urn, NAMUR))
    # Counted already, but among those who use it again
    assert changed(lambda: library.adopted(urn, 1, NAMUR))


def test_who_uses_a_pack_is_a_change_once(changed, library, offered, urn, portal):
    other = offered(number=2)
    accept(portal, other["urn"], 1, "", "relectrice")
    pack = put(portal, "", Contents("Le marché", "", "fr", (urn, other["urn"])), "")
    assert changed(lambda: library.adopted(pack.urn, 1, NAMUR))
    assert not changed(lambda: library.adopted(pack.urn, 1, NAMUR))


def test_an_item_that_its_author_withdraws_is_a_change_though_nobody_uses_it(
    changed, library, urn, author, portal
):
    said = sign(withdrawal(urn), author.key)
    assert changed(lambda: library.withdraw(urn, said, portal.getId()))
    assert SPREAD not in [job.name for job in jobs.pending(portal)]


def test_what_a_reviewer_takes_out_is_a_change(changed, urn, portal):
    assert changed(lambda: take_out(portal, urn, "Une adresse privée.", "relectrice"))


def test_an_offer_and_a_proposal_change_the_figures_once(
    changed, library, author, portal, monkeypatch
):
    monkeypatch.setattr("communesplone.hub.library.way_to", lambda _site, _issuer: object())
    made = author.written()
    assert changed(lambda: library.receive(made, {}, portal.getId()))
    assert not changed(lambda: library.receive(made, {}, portal.getId()))
    assert changed(lambda: library.propose(made, {}, portal.getId()))
    assert not changed(lambda: library.propose(made, {}, portal.getId()))


def test_a_report_is_a_change_when_it_says_something_else_than_its_moment(changed, report):
    assert changed(lambda: report(moment="2026-11-29T04:00:00+00:00"))
    assert not changed(lambda: report(moment="2026-11-30T04:00:00+00:00"))
    assert changed(lambda: report(moment="2026-12-01T04:00:00+00:00", population=11_500))


def test_a_commune_that_reports_again_after_it_was_gone_is_a_change(changed, report, portal):
    report()
    catalogue(portal).former["nis:83012"] = "2026-11-29T04:00:00+00:00"
    assert changed(report)


def test_a_commune_that_introduces_itself_is_a_change_and_so_are_its_new_keys(
    changed, library, author, portal
):
    key = new_key()
    mine = PublicKey(public_key(key), "2026-11-30T00:00:00+00:00")
    former = replace(author.ring.keys[0], until="2026-11-30T00:00:00+00:00")
    following = signed_ring(Ring("nis:83012", 2, (mine, former)), author.key)
    assert not changed(lambda: library.introduce(author.ring, portal.getId()))
    assert changed(lambda: library.introduce(following, portal.getId()))
    del library.kept.communes["nis:83012"]
    assert changed(lambda: library.introduce(author.ring, portal.getId()))


def test_a_commune_that_follows_another_is_a_change_once(changed, library, author, portal):
    moment = "2026-11-30T00:00:00+00:00"
    signature = sign(succession("nis:83012", HUY, moment), author.key)
    said = Succession("nis:83012", HUY, moment, public_key(author.key), signature)
    assert changed(lambda: library.succeed(said, portal.getId()))
    assert not changed(lambda: library.succeed(said, portal.getId()))


@pytest.mark.parametrize("act", ["rotate", "revoke"])
def test_a_new_key_of_the_hub_is_a_change(changed, library, portal, act):
    keyring = queryAdapter(portal, IKeyring, name="communesplone.hub")
    keyring.ring()
    assert changed(getattr(keyring, act))


def test_what_the_hub_tells_communes_changes_none_of_its_pages(library, urn, portal, run):
    library.adopted(urn, 1, NAMUR)
    assert not is_quiet(portal.REQUEST)
    assert run()
    assert is_quiet(portal.REQUEST)
