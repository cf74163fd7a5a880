"""The pages of the hub: @@offers, @@shared, @@shared-item, @@shared-feed, @@shared-data,
@@library-settings."""

from communesplone.core import jobs
from communesplone.core.settings import settings
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import TELL
from communesplone.hub.settings import ILibrarySettings
from lxml import etree
from pathlib import Path
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from pyshacl import validate
from rdflib import Graph
import pytest
import transaction


SHAPES = Path(__file__).parent / "dcat_ap_shapes.ttl"


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def waits(offered):
    made = offered()
    transaction.commit()
    return made


@pytest.fixture
def accepted(waits, portal):
    accept(portal, waits["urn"], 1, "Merci", "relectrice")
    transaction.commit()
    return waits


def test_a_reviewer_accepts_in_the_queue_and_the_author_is_told(webmaster, waits, portal):
    webmaster.open(f"{portal.absolute_url()}/@@offers")
    assert "Un chalet au marché" in webmaster.contents
    assert "Prévoir un chalet de secours." in webmaster.contents
    form = webmaster.getForm(id="decision-form")
    form.getControl(name="decision").value = ["accept"]
    form.getControl(name="word").value = "Merci"
    form.submit()
    transaction.begin()
    assert catalogue(portal).offers[waits["urn"]].accepted == 1
    assert TELL in [job.name for job in jobs.pending(portal)]


def test_sending_back_without_a_reason_is_refused_and_keeps_the_choice(webmaster, waits, portal):
    webmaster.open(f"{portal.absolute_url()}/@@offers")
    form = webmaster.getForm(id="decision-form")
    form.getControl(name="decision").value = ["send_back"]
    form.submit()
    assert webmaster.headers["status"].startswith("400")
    chosen = webmaster.getForm(id="decision-form").getControl(name="decision").value
    assert chosen == ["send_back"]


def test_an_operator_says_how_much_one_commune_may_fill(webmaster, portal, functional):
    webmaster.open(f"{portal.absolute_url()}/@@library-settings")
    waiting = webmaster.getControl(name="form.widgets.waiting")
    assert waiting.value == "30"
    waiting.value = "5"
    webmaster.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert settings(ILibrarySettings, portal).waiting == 5


def test_only_reviewers_see_the_queue(visitor, functional, waits, portal):
    visitor.open(f"{portal.absolute_url()}/@@offers")
    assert "Un chalet au marché" not in visitor.contents
    visitor.addHeader("Authorization", f"Basic {TEST_USER_NAME}:{TEST_USER_PASSWORD}")
    visitor.open(f"{portal.absolute_url()}/@@offers")
    assert "Un chalet au marché" not in visitor.contents


def test_everyone_reads_what_was_accepted_and_nothing_else(visitor, waits, portal, offered):
    url = portal.absolute_url()
    visitor.open(f"{url}/@@shared")
    assert "Un chalet au marché" not in visitor.contents
    visitor.open(f"{url}/@@shared-item?urn={waits['urn']}")
    assert visitor.headers["status"].startswith("404")
    accept(portal, waits["urn"], 1, "", "relectrice")
    offered(number=2, title="Ce qui attend")
    transaction.commit()
    visitor.open(f"{url}/@@shared?text=chalet")
    assert "Un chalet au marché" in visitor.contents
    assert "Ce qui attend" not in visitor.contents
    visitor.open(f"{url}/@@shared-item?urn={waits['urn']}")
    assert "Réserver" in visitor.contents
    assert "creativecommons.org/licenses/by/4.0" in visitor.contents


def test_the_feed_names_what_was_accepted(visitor, accepted, portal):
    visitor.open(f"{portal.absolute_url()}/@@shared-feed")
    root = etree.fromstring(visitor.contents.encode())
    ids = [one.text for one in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert accepted["urn"] in ids


@pytest.mark.parametrize(("asked", "name"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_the_open_data_are_dcat_ap(visitor, accepted, portal, asked, name):
    visitor.open(f"{portal.absolute_url()}/@@shared-data?format={asked}")
    found = Graph().parse(data=visitor.contents, format=name)
    conforms, _graph, report = validate(found, shacl_graph=Graph().parse(SHAPES))
    assert conforms, report


def test_the_shapes_see_what_is_missing(visitor, accepted, portal):
    visitor.open(f"{portal.absolute_url()}/@@shared-data")
    broken = Graph().parse(data=visitor.contents, format="turtle")
    for triple in list(broken):
        if str(triple[1]).endswith("accessURL"):
            broken.remove(triple)
    assert not validate(broken, shacl_graph=Graph().parse(SHAPES))[0]
