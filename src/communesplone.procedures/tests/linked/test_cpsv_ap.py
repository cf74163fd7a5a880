from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.procedures import listing
from communesplone.procedures.linked.cpsv_ap import CPSV
from communesplone.procedures.linked.cpsv_ap import CV
from communesplone.procedures.linked.negotiation import JSON_LD
from communesplone.procedures.linked.negotiation import negotiate
from communesplone.procedures.linked.negotiation import TURTLE
from pathlib import Path
from pyshacl import validate
from rdflib import DCTERMS
from rdflib import Graph
from rdflib import RDF
from rdflib import URIRef
from zExceptions import BadRequest
import json
import pytest
import transaction


SHAPES = Graph().parse(Path(__file__).with_name("shapes.ttl"), format="turtle")


@pytest.fixture
def commune(functional):
    record = settings(ICommuneIdentity, functional["portal"])
    record.nis, record.name, record.language = "92094", "Namur", "fr"
    transaction.commit()
    return functional["portal"]


def read(browser, url, name="turtle"):
    browser.open(url)
    assert browser.headers["status"].startswith("200")
    return Graph().parse(data=browser.contents, format=name)


def problems(graph):
    conforms, _results, text = validate(graph, shacl_graph=SHAPES, advanced=False)
    return "" if conforms else text


def test_a_procedure_has_what_the_profile_makes_mandatory(commune, full, visitor):
    graph = read(visitor, f"{full.absolute_url()}/@@cpsv-ap")
    assert problems(graph) == ""
    node = URIRef(full.absolute_url())
    assert (node, RDF.type, CPSV.PublicService) in graph
    assert len(list(graph.objects(node, CV.hasChannel))) == 2
    assert len(list(graph.objects(node, CV.hasCost))) == 3
    assert len(list(graph.objects(node, CV.hasLegalResource))) == 1


def test_one_with_a_title_alone_has_it_too(commune, add, visitor):
    assert problems(read(visitor, f"{add('Bare').absolute_url()}/@@cpsv-ap")) == ""


def test_the_catalogue_has_it_and_every_procedure(commune, full, add, visitor):
    add("Passport", related=[full.UID()])
    graph = read(visitor, f"{commune.absolute_url()}/@@cpsv-ap")
    assert problems(graph) == ""
    assert len(list(graph.subjects(RDF.type, CPSV.PublicService))) == 2
    assert len(list(graph.objects(None, DCTERMS.hasPart))) == 2


def test_the_shapes_find_what_is_missing(commune, full, visitor):
    graph = read(visitor, f"{full.absolute_url()}/@@cpsv-ap")
    for predicate in (DCTERMS.identifier, DCTERMS.title, DCTERMS.description):
        less = Graph() + graph
        less.remove((URIRef(full.absolute_url()), predicate, None))
        assert problems(less)
    less = Graph() + graph
    less.remove((None, CV.hasCompetentAuthority, None))
    assert problems(less)


def test_turtle_and_json_ld_say_the_same(commune, full, visitor):
    turtle = read(visitor, f"{full.absolute_url()}/@@cpsv-ap?format=ttl")
    assert visitor.headers["Content-Type"].startswith("text/turtle")
    linked = read(visitor, f"{full.absolute_url()}/@@cpsv-ap?format=jsonld", "json-ld")
    assert visitor.headers["Content-Type"].startswith("application/ld+json")
    assert set(turtle) == set(linked)
    assert "cpsv" in json.loads(visitor.contents)["@context"]


def test_the_accept_header_chooses(commune, full, visitor):
    visitor.addHeader("Accept", "application/ld+json, text/turtle;q=0.5")
    visitor.open(f"{full.absolute_url()}/@@cpsv-ap")
    assert visitor.headers["Content-Type"].startswith("application/ld+json")
    assert "Accept" in visitor.headers["Vary"]


def test_a_format_that_does_not_exist_is_refused(commune, full, visitor):
    visitor.open(f"{full.absolute_url()}/@@cpsv-ap?format=xml")
    assert visitor.headers["status"].startswith("400")


def test_a_client_that_takes_neither_is_told(commune, full, visitor):
    visitor.addHeader("Accept", "application/rdf+xml")
    visitor.open(f"{full.absolute_url()}/@@cpsv-ap")
    assert visitor.headers["status"].startswith("406")


LINKED = "application/ld+json, text/turtle;q=0.5"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"), [("text/turtle", "text/turtle"), (LINKED, "application/ld+json")]
)
def test_the_address_that_a_graph_names_leads_to_it(commune, full, visitor, accept, media_type):
    visitor.addHeader("Accept", accept)
    visitor.open(full.absolute_url())
    assert visitor.url == f"{full.absolute_url()}/@@cpsv-ap"
    assert visitor.headers["Content-Type"].startswith(media_type)
    name = "turtle" if media_type == "text/turtle" else "json-ld"
    graph = Graph().parse(data=visitor.contents, format=name)
    assert (URIRef(full.absolute_url()), RDF.type, CPSV.PublicService) in graph


def test_the_list_of_procedures_leads_to_their_catalogue(commune, full, add, visitor):
    folder = full.aq_parent
    visitor.followRedirects = False
    visitor.addHeader("Accept", "text/turtle")
    visitor.open(f"{folder.absolute_url()}/@@procedures")
    assert visitor.headers["status"].startswith("303")
    assert visitor.headers["Location"] == f"{folder.absolute_url()}/@@cpsv-ap"
    assert visitor.headers["Vary"] == "Accept"
    assert "max-age" not in visitor.headers["Cache-Control"]


@pytest.mark.parametrize("accept", [None, "*/*", "text/html", BROWSER, f"{LINKED}, text/html"])
def test_who_asks_for_a_page_gets_the_page(commune, full, visitor, accept):
    if accept:
        visitor.addHeader("Accept", accept)
    for url in (full.absolute_url(), f"{full.aq_parent.absolute_url()}/@@procedures"):
        visitor.open(url)
        assert visitor.url == url
        assert visitor.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, TURTLE),
        ("", TURTLE),
        ("*/*", TURTLE),
        ("text/html,application/xhtml+xml,*/*;q=0.8", TURTLE),
        ("application/ld+json", JSON_LD),
        ("text/turtle;q=0.3, application/ld+json;q=0.9", JSON_LD),
        ("application/json", JSON_LD),
        ("text/turtle;q=0", None),
        ("image/png", None),
        ("text/turtle;q=x", None),
        ("a" * 5000, None),
    ],
)
def test_negotiation_follows_the_qualities(accept, expected):
    assert negotiate(None, accept) == expected


@pytest.mark.parametrize("asked", ["xml", "", ["ttl"], "TTL"])
def test_a_format_has_one_name(asked):
    with pytest.raises(BadRequest):
        negotiate(asked, None)


def test_the_catalogue_leaves_out_what_is_private(commune, add, visitor):
    add("Zxqv-private-marker", publish=False)
    visitor.open(f"{commune.absolute_url()}/@@cpsv-ap")
    assert "Zxqv" not in visitor.contents


def test_the_catalogue_does_not_stop_at_the_first_page(commune, add, visitor, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 1)
    add("Passport")
    add("Card")
    graph = read(visitor, f"{commune.absolute_url()}/@@cpsv-ap")
    assert len(list(graph.subjects(RDF.type, CPSV.PublicService))) == 2
