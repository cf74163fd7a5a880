"""After a merger: what the former commune signed stays provable, the new one revises it."""

from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.core.sharing.envelopes import verify
from communesplone.core.sharing.interfaces import ISucceeding
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.statements import succession
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.client import library
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.store import store
from communesplone.sharing.succeeding import can_take_over
from communesplone.sharing.succeeding import take_over
from communesplone.sharing.updating import taking
from communesplone.sharing.updating.sides import sides
from plone import api
from zope.component import getAdapter
import pytest


FORMER, NEW, NAME = "nis:92094", "nis:92999", "Namur-Nouvelle"


@pytest.fixture
def page(at, work):
    """A page of Namur in the library."""
    with at("namur") as site:
        made = api.content.create(site, "Document", "poubelle", title="Une poubelle")
        urn = offer(made, store(site), Terms("CC-BY-4.0")).urn
    work()
    with at("hub") as site:
        accept(site, urn, 1, "", "relectrice")
    return made


@pytest.fixture
def adopted(at, work, page):
    with at("st-vith") as site:
        envelope = believed(library(site), urn_in(site, page))
        made = adopt(site["fr"], envelope, {}, {}, {}, store(site))
    work()
    return made


@pytest.fixture
def merged(at, page, adopted):
    """Namur has become another commune: its site has a new name and code, and its old key."""
    with at("namur") as site:
        record = settings(ICommuneIdentity, site)
        record.nis, record.name = NEW.removeprefix("nis:"), NAME
    return page


def urn_in(site, page):
    return store(site.getPhysicalRoot()["namur"]).items[page.UID()].urn


def follow(at, site_id, name):
    with at(site_id) as site:
        getAdapter(site, ISucceeding, name=name).follow(FORMER, NEW)


def test_who_follows_nobody_takes_nothing_over(at, work, merged):
    with at("namur") as site:
        kept = store(site)
        with pytest.raises(SharingError):
            take_over(merged, kept, library(site))
        merged.title = "Autre"
        shared = offer(merged, kept, Terms("CC-BY-4.0"))
    work()
    assert shared.state == "sent_back"


@pytest.mark.parametrize(("site_id", "name"), [("namur", "key"), ("hub", "library")])
def test_the_new_commune_revises_and_adopters_believe_it(at, work, merged, adopted, site_id, name):
    follow(at, site_id, name)
    work()
    with at("namur") as site:
        kept = store(site)
        shared = take_over(merged, kept, library(site))
        assert not can_take_over(merged, kept, library(site))
        merged.title = "Une poubelle à puce"
        offer(merged, kept, Terms("CC-BY-4.0"))
    work()
    assert (shared.state, shared.revision) == ("waiting", 2)
    with at("hub") as site:
        accept(site, shared.urn, 2, "", "relectrice")
    work()
    with at("st-vith") as site:
        kept, uid = store(site), adopted.UID()
        envelope = kept.pending[uid].envelope
        assert envelope["issuer"]["id"] == NEW
        assert envelope["origin"]["issuer"] == FORMER
        found = sides(adopted, kept.items[uid], envelope, kept)
        taking.take(adopted, kept, {}, found.mark, "admin")
        assert adopted.title == "Une poubelle à puce"
        assert adopted.rights == f"D’après {NAME}, Namur, CC BY 4.0"
        # The former revision is provable as ever
        told = library(site).envelope(shared.urn, 1)
        verify(told, library(site).keys(FORMER))
        assert [one.by != "" for one in library(site).successions(FORMER)] == [name == "key"]


def test_nobody_declares_themselves_the_follower_of_another(at, work, adopted):
    private, moment = new_key(), "2026-11-29T10:00:00+00:00"
    forged = Succession(
        FORMER,
        "nis:63067",
        moment,
        public_key(private),
        sign(succession(FORMER, "nis:63067", moment), private),
    )
    with at("st-vith") as site:
        with pytest.raises(SharingError):
            library(site).succeed(forged, "st-vith")
        with pytest.raises(SharingError):
            getAdapter(site, ISucceeding, name="key").follow(FORMER, "nis:63067")
        assert not can_take_over(adopted, store(site), library(site))


def test_communes_do_not_follow_one_another(at, work, merged):
    follow(at, "namur", "key")
    work()
    follow(at, "hub", "library")
    with at("hub") as site:
        said = getAdapter(site, ISucceeding, name="library")
        with pytest.raises(SharingError):
            said.follow(FORMER, "nis:63067")
        with pytest.raises(SharingError):
            said.follow(NEW, FORMER)
        assert len(catalogue(site).successions) == 1
