"""The pages of the hub: @@offers, @@take-out, @@shared, @@shared-item, @@shared-feed,
@@shared-data, @@library-settings."""

from communesplone.core import jobs
from communesplone.core.settings import settings
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes import people
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import put
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import take_out
from communesplone.hub.reviewing import TELL
from communesplone.hub.settings import ILibrarySettings
from lxml import etree
from pathlib import Path
from plone import api
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from pyshacl import validate
from rdflib import Graph
from urllib.parse import urlencode
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


def test_the_library_of_one_kind_stays_so_on_its_next_page_and_in_its_search(
    visitor, offered, portal
):
    for number in range(1, 13):
        made = offered(number=number, title=f"Chalet {number}")
        accept(portal, made["urn"], 1, "", "relectrice")
    urns = tuple(list(catalogue(portal).offers)[:2])
    put(portal, "", Contents("Le marché entier", "", "fr", urns), "")
    transaction.commit()
    visitor.open(f"{portal.absolute_url()}/@@shared?kind=page&text=chalet")
    assert visitor.contents.count("<h2>") == 10
    visitor.getLink("The next ones").click()
    assert visitor.contents.count("<h2>") == 2
    form = visitor.getForm(action="@@shared")
    assert form.getControl(name="kind").displayValue == ["Page"]
    assert form.getControl(name="kind").displayOptions == ["Every kind", "Pack", "Page"]
    form.getControl(name="text").value = "marché"
    form.submit()
    assert "Le marché entier" not in visitor.contents
    form = visitor.getForm(action="@@shared")
    form.getControl(name="kind").value = [""]
    form.submit()
    assert "Le marché entier" in visitor.contents


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


def test_what_left_is_on_no_public_page_while_its_author_offers_it_again(
    visitor, accepted, offered, portal
):
    take_out(portal, accepted["urn"], "Une adresse privée y est.", "relectrice")
    offered(revision=2)
    transaction.commit()
    url, urn = portal.absolute_url(), accepted["urn"]
    for page in ("@@shared", "@@shared-feed", "@@shared-data"):
        visitor.open(f"{url}/{page}")
        assert visitor.headers["status"].startswith("200")
        assert "Un chalet au marché" not in visitor.contents
    visitor.open(f"{url}/@@shared-item?urn={urn}")
    assert visitor.headers["status"].startswith("404")


def test_a_reviewer_takes_a_content_out_with_a_reason_after_a_question(
    webmaster, accepted, portal
):
    url = portal.absolute_url()
    webmaster.open(f"{url}/@@shared-item?urn={accepted['urn']}")
    webmaster.getLink("Take it out of the library…").click()
    assert "Take “Un chalet au marché” out of the library?" in webmaster.contents
    assert catalogue(portal).offers[accepted["urn"]].withdrawn is False
    webmaster.getForm(id="take-out-form").submit()
    assert webmaster.headers["status"].startswith("400")
    assert "Say why" in webmaster.contents
    form = webmaster.getForm(id="take-out-form")
    form.getControl(name="word").value = "Une adresse privée y est."
    form.submit()
    assert "It is out of the library." in webmaster.contents
    transaction.begin()
    offer = catalogue(portal).offers[accepted["urn"]]
    assert offer.withdrawn
    assert offer.revisions[1].word == "Une adresse privée y est."
    assert TELL in [job.name for job in jobs.pending(portal)]
    webmaster.open(f"{url}/@@take-out?urn={accepted['urn']}")
    assert webmaster.headers["status"].startswith("404")


def test_a_revision_that_the_reviewer_has_not_read_is_not_taken_out(
    webmaster, accepted, offered, portal
):
    webmaster.open(f"{portal.absolute_url()}/@@take-out?urn={accepted['urn']}")
    offered(revision=2)
    accept(portal, accepted["urn"], 2, "", "relectrice")
    transaction.commit()
    form = webmaster.getForm(id="take-out-form")
    form.getControl(name="word").value = "Une adresse privée y est."
    form.submit()
    assert "There is another revision by now" in webmaster.contents
    transaction.begin()
    assert catalogue(portal).offers[accepted["urn"]].withdrawn is False


@pytest.mark.parametrize(
    "who", ["", f"{TEST_USER_NAME}:{TEST_USER_PASSWORD}", "claire:correct horse battery"]
)
def test_only_reviewers_take_something_out(visitor, who, accepted, portal):
    with api.env.adopt_roles(["Manager"]):
        api.user.create("claire@durbuy.example", "claire", "correct horse battery")
        people.add(portal, "nis:83012", "claire")
        people.give_voice(portal, "nis:83012", "claire")
    transaction.commit()
    url = portal.absolute_url()
    if who:
        visitor.addHeader("Authorization", f"Basic {who}")
    visitor.open(f"{url}/@@shared-item?urn={accepted['urn']}")
    assert "Un chalet au marché" in visitor.contents
    assert "take-out" not in visitor.contents
    told = urlencode({"urn": accepted["urn"], "revision": "1", "word": "Une raison"})
    visitor.post(f"{url}/@@take-out", told)
    assert "Take “Un chalet" not in visitor.contents
    transaction.begin()
    assert catalogue(portal).offers[accepted["urn"]].withdrawn is False


def test_another_site_takes_nothing_out_in_the_name_of_a_reviewer(webmaster, accepted, portal):
    told = urlencode({"urn": accepted["urn"], "revision": "1", "word": "Une raison"})
    webmaster.post(f"{portal.absolute_url()}/@@take-out", told)
    assert webmaster.headers["status"].startswith("403")
    transaction.begin()
    assert catalogue(portal).offers[accepted["urn"]].withdrawn is False
