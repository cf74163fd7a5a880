"""Who works for a commune, and who carries its voice."""

from communesplone.core.sharing import SharingError
from communesplone.core.sharing.records import Report
from communesplone.hub.browser.adopting import way_to_adopt
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes.people import add
from communesplone.hub.communes.people import commune_of
from communesplone.hub.communes.people import give_voice
from communesplone.hub.communes.people import has_voice
from communesplone.hub.communes.people import people_of
from communesplone.hub.communes.people import remove
from dataclasses import replace
from plone import api
import pytest


DURBUY, NAMUR = "nis:83012", "nis:92094"


@pytest.fixture
def account(portal):
    def make(name):
        with api.env.adopt_roles(["Manager"]):
            api.user.create(
                email=f"{name}@durbuy.example",
                username=name,
                password="quatre mots sans rapport",
                properties={"fullname": name.title()},
            )
        return name

    return make


@pytest.fixture
def commune(library, portal):
    """Durbuy, which introduced itself, and another beside it."""
    kept = catalogue(portal)
    known = kept.communes[DURBUY]
    kept.communes[NAMUR] = replace(
        known, ring=replace(known.ring, issuer=NAMUR), name="Namur", site="namur"
    )
    return known


def test_a_commune_that_introduces_itself_gets_a_group(commune, portal):
    assert portal.portal_groups.getGroupById("commune-83012").getProperty("title") == "Durbuy"
    assert people_of(portal, DURBUY) == ()


def test_somebody_is_found_by_login_or_whole_address_and_works_for_it(commune, portal, account):
    account("claire")
    account("clair")
    assert add(portal, DURBUY, "CLAIR@durbuy.example").id == "clair"
    assert commune_of(portal, "clair") == DURBUY
    assert commune_of(portal, "claire") is None
    for wrong in ("", "nobody", "durbuy.example", "r@durbuy.example"):
        with pytest.raises(SharingError):
            add(portal, DURBUY, wrong)


def test_nobody_works_for_two_communes(commune, portal, account):
    add(portal, DURBUY, account("claire"))
    with pytest.raises(SharingError, match="Durbuy"):
        add(portal, NAMUR, "claire")


def test_one_person_carries_the_voice_and_loses_it_with_the_commune(commune, portal, account):
    first, second = account("claire"), account("luc")
    with pytest.raises(SharingError):
        give_voice(portal, DURBUY, first)
    add(portal, DURBUY, first)
    add(portal, DURBUY, second)
    give_voice(portal, DURBUY, first)
    give_voice(portal, DURBUY, second)
    assert (has_voice(portal, first), has_voice(portal, second)) == (False, True)
    assert [one.voice for one in people_of(portal, DURBUY)] == [True, False]
    remove(portal, DURBUY, second)
    assert not has_voice(portal, second)
    assert DURBUY not in catalogue(portal).voices


def test_who_has_no_commune_has_no_voice(commune, portal, account):
    assert commune_of(portal) is None
    assert not has_voice(portal)
    with api.env.adopt_user(username=account("claire")):
        assert not has_voice(portal)


def test_whoever_works_for_a_commune_adopts_in_its_own_site(commune, account, portal):
    kept = catalogue(portal)
    for issuer, url in ((DURBUY, "https://durbuy.example"), (NAMUR, "")):
        kept.reports[issuer] = Report(issuer, issuer, "durbuy", "Namur", ("fr",), url=url)
    add(portal, DURBUY, account("anne"))
    add(portal, NAMUR, account("marc"))
    with api.env.adopt_user(username="anne"):
        way = way_to_adopt(portal, "library-item", "urn:uuid:1")
    assert way.url == "https://durbuy.example/@@library-item?urn=urn%3Auuid%3A1"
    # Namur's site has no address yet; a visitor works for no commune
    with api.env.adopt_user(username="marc"):
        assert way_to_adopt(portal, "library-item", "urn:uuid:1") is None
    assert way_to_adopt(portal, "library-item", "urn:uuid:1") is None
