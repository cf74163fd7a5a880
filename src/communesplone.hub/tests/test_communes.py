"""The pages about communes, the home and the figures: what everyone reads, what members read."""

from communesplone.core.sharing.records import Report
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.signing import told
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes.members import members
from communesplone.hub.communes.members import nearest
from communesplone.hub.communes.members import Wanted
from communesplone.hub.communes.members import wanted
from communesplone.hub.communes.people import add
from communesplone.hub.communes.people import has_voice
from communesplone.hub.communes.people import people_of
from communesplone.hub.reviewing import accept
from csv import reader
from dataclasses import replace
from plone import api
from urllib.parse import quote
import pytest
import transaction


DURBUY, NAMUR, EUPEN = "nis:83012", "nis:92094", "nis:63023"
PASSWORD = "quatre mots sans rapport"
TOOL = "communesplone.hub"


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def three(library, portal, author):
    """Durbuy, which reported, Namur and Eupen beside it; Eupen is gone since."""
    kept = catalogue(portal)
    said = Report(
        issuer=DURBUY,
        name="Durbuy",
        site=portal.getId(),
        province="Province du Luxembourg",
        languages=("fr",),
        population=11_500,
        population_year=2025,
        population_source="=Statbel",
        tools={TOOL: "0.1.0"},
        moment="2026-11-29T04:00:00+00:00",
        url="https://durbuy.example",
    )
    library.report(said, sign(told(said), author.key), portal.getId())
    known = kept.communes[DURBUY]
    others = ((NAMUR, "Namur", ("fr",)), (EUPEN, "Eupen", ("de", "fr")))
    for issuer, name, languages in others:
        ring = replace(known.ring, issuer=issuer)
        kept.communes[issuer] = replace(known, ring=ring, name=name, site=name.lower())
        kept.reports[issuer] = replace(
            said, issuer=issuer, name=name, languages=languages, population=None, tools={}
        )
    kept.former[EUPEN] = "2026-11-20T04:00:00+00:00"
    transaction.commit()
    return kept


@pytest.fixture
def claire(three, portal):
    """Somebody of Durbuy."""
    with api.env.adopt_roles(["Manager"]):
        name = {"fullname": "Claire Exemple"}
        api.user.create("claire@durbuy.example", "claire", PASSWORD, properties=name)
    add(portal, DURBUY, "claire")
    transaction.commit()


def table(browser):
    """Return the rows of a CSV that a browser was given."""
    return list(reader(browser.contents.removeprefix("\ufeff").splitlines(), delimiter=";"))


def test_communes_are_found_by_size_and_language_and_the_former_stand_last(three):
    assert [one.name for one in members(three)] == ["Durbuy", "Namur", "Eupen"]
    assert [one.name for one in wanted(members(three), Wanted(size="middle"))] == ["Durbuy"]
    assert [one.name for one in wanted(members(three), Wanted(language="de"))] == ["Eupen"]


def test_the_nearest_come_first(three):
    eupen = next(one for one in members(three) if one.name == "Eupen")
    found = nearest(members(three), eupen.position)
    assert [one.name for one in found] == ["Eupen", "Durbuy", "Namur"]


def test_everyone_reads_who_takes_part_and_nobody_else_the_tools_and_the_people(
    visitor, claire, portal
):
    url = portal.absolute_url()
    visitor.open(f"{url}/@@communes?tool={TOOL}")
    assert "11\u202f500" in visitor.contents
    assert "Former commune" in visitor.contents
    assert "0.1.0" not in visitor.contents
    visitor.open(f"{url}/@@commune?id={quote(DURBUY)}")
    assert "https://durbuy.example" in visitor.contents
    assert "0.1.0" not in visitor.contents
    assert "claire" not in visitor.contents.lower()
    visitor.open(f"{url}/@@commune?id=nis:00000")
    assert visitor.headers["status"].startswith("404")


def test_members_read_the_tools_and_whom_to_write_to(visitor, claire, portal):
    visitor.addHeader("Authorization", f"Basic claire:{PASSWORD}")
    visitor.open(f"{portal.absolute_url()}/@@commune?id={quote(DURBUY)}")
    assert "0.1.0" in visitor.contents
    assert "claire@durbuy.example" in visitor.contents
    visitor.open(f"{portal.absolute_url()}/@@communes?tool={TOOL}")
    assert "0.1.0" in visitor.contents
    assert "Those nearest to" in visitor.contents
    visitor.open(f"{portal.absolute_url()}/@@commune-people?id={quote(DURBUY)}")
    assert "Give the voice" not in visitor.contents


def test_the_table_of_communes_computes_nothing_in_a_spreadsheet(visitor, three, portal):
    visitor.open(f"{portal.absolute_url()}/@@communes-csv")
    rows = table(visitor)
    assert rows[1][:6] == ["Durbuy", "Province du Luxembourg", "fr", "11500", "2025", "'=Statbel"]


def test_who_keeps_the_hub_adds_an_account_and_gives_it_the_voice(webmaster, claire, portal):
    webmaster.open(f"{portal.absolute_url()}/@@commune-people?id={quote(DURBUY)}")
    form = webmaster.getForm(index=len(webmaster._response.html.select("form")) - 1)
    form.getControl(name="who").value = "nobody@durbuy.example"
    form.getControl("Add this account").click()
    assert webmaster.headers["status"].startswith("400")
    assert 'value="nobody@durbuy.example"' in webmaster.contents
    webmaster.getControl(name="act", index=0).click()
    transaction.begin()
    assert has_voice(portal, "claire")
    webmaster.getControl("Take out").click()
    transaction.begin()
    assert people_of(portal, DURBUY) == ()
    assert not has_voice(portal, "claire")


def test_the_home_has_what_is_new_and_finds_contents_and_communes(visitor, three, offered, portal):
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    transaction.commit()
    visitor.open(f"{portal.absolute_url()}/@@hub-home")
    assert "Un chalet au marché" in visitor.contents
    assert "Accepted in the last 30 days" in visitor.contents
    visitor.open(f"{portal.absolute_url()}/@@hub-home?text=namur")
    assert "@@commune?id=nis%3A92094" in visitor.contents
    assert "Un chalet au marché" not in visitor.contents
    visitor.open(f"{portal.absolute_url()}/@@hub-home?text=chalet")
    assert "Un chalet au marché" in visitor.contents


def test_the_frame_is_for_templates_and_marks_the_place_of_the_page(visitor, three, portal):
    url = portal.absolute_url()
    visitor.open(f"{url}/@@hub_frame")
    assert not visitor.contents
    visitor.open(f"{url}/@@shared")
    assert visitor.contents.count("aria-current") == 1
    assert "@@offers" not in visitor.contents


def test_the_figures_are_a_page_and_two_tables(visitor, three, offered, portal):
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    three.figures.note("adopted", made["urn"], 1, NAMUR, "2026-09")
    transaction.commit()
    url = portal.absolute_url()
    visitor.open(f"{url}/@@hub-figures")
    assert "drawn-curve" in visitor.contents
    visitor.open(f"{url}/@@hub-figures-csv?by=commune")
    rows = table(visitor)
    assert rows[1] == ["Durbuy", "1", "1", "0", "0", "0", "0"]
    visitor.open(f"{url}/@@hub-figures-csv?by=month")
    assert ["2026-09", "0", "0", "1", "0", "0", "0"] in table(visitor)
