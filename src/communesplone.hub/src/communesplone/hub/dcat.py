"""The library as DCAT-AP 3.0: a catalogue of datasets, each with its licence and its author."""

from collections.abc import Iterable
from communesplone.core.sharing.records import Summary
from rdflib import DCAT
from rdflib import DCTERMS
from rdflib import FOAF
from rdflib import Graph
from rdflib import Literal
from rdflib import Namespace
from rdflib import RDF
from rdflib import URIRef
from rdflib import XSD
from urllib.parse import quote


EU_LANGUAGES = Namespace("http://publications.europa.eu/resource/authority/language/")
LANGUAGE_CODES = {"fr": "FRA", "nl": "NLD", "de": "DEU", "en": "ENG"}
LICENCES = {
    "CC-BY-4.0": URIRef("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"),
    "CC0-1.0": URIRef("http://publications.europa.eu/resource/authority/licence/CC0"),
}
GOVERNMENT = URIRef("http://publications.europa.eu/resource/authority/data-theme/GOVE")
HTML = URIRef("http://publications.europa.eu/resource/authority/file-type/HTML")
NIS = "https://statbel.fgov.be/nis/"


def graph(url: str, title: str, description: str, language: str, rows: Iterable[Summary]) -> Graph:
    """Return the catalogue as triples.

    :param url: address of the hub.
    """
    made = Graph()
    for prefix, space in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF)):
        made.bind(prefix, space)
    catalogue, hub = URIRef(f"{url}/@@shared"), URIRef(f"{url}#publisher")
    made.add((catalogue, RDF.type, DCAT.Catalog))
    made.add((catalogue, DCTERMS.title, Literal(title, language)))
    made.add((catalogue, DCTERMS.description, Literal(description, language)))
    made.add((catalogue, DCTERMS.publisher, hub))
    made.add((catalogue, FOAF.homepage, URIRef(url)))
    made.add((URIRef(url), RDF.type, FOAF.Document))
    _agent(made, hub, title, language)
    for row in rows:
        made.add((catalogue, DCAT.dataset, URIRef(row.urn)))
        _dataset(made, f"{url}/@@shared-item?urn={quote(row.urn)}", row)
    return made


def _dataset(made: Graph, page: str, row: Summary) -> None:
    item, author = URIRef(row.urn), URIRef(f"{NIS}{quote(row.issuer.removeprefix('nis:'))}")
    copy = URIRef(f"{row.urn}#page")
    made.add((item, RDF.type, DCAT.Dataset))
    made.add((item, DCTERMS.title, Literal(row.title, row.language)))
    made.add((item, DCTERMS.description, Literal(row.description or row.title, row.language)))
    made.add((item, DCTERMS.identifier, Literal(row.urn)))
    made.add((item, DCTERMS.publisher, author))
    made.add((item, DCTERMS.creator, author))
    made.add((item, DCAT.theme, GOVERNMENT))
    made.add((item, DCAT.version, Literal(str(row.revision))))
    made.add((item, DCTERMS.modified, Literal(row.accepted, datatype=XSD.dateTime)))
    made.add((item, DCAT.landingPage, URIRef(page)))
    made.add((URIRef(page), RDF.type, FOAF.Document))
    if row.language in LANGUAGE_CODES:
        spoken = EU_LANGUAGES[LANGUAGE_CODES[row.language]]
        made.add((item, DCTERMS.language, spoken))
        made.add((spoken, RDF.type, DCTERMS.LinguisticSystem))
    made.add((item, DCAT.distribution, copy))
    made.add((copy, RDF.type, DCAT.Distribution))
    made.add((copy, DCAT.accessURL, URIRef(page)))
    made.add((copy, DCTERMS.format, HTML))
    made.add((HTML, RDF.type, DCTERMS.MediaTypeOrExtent))
    if row.licence in LICENCES:
        made.add((copy, DCTERMS.license, LICENCES[row.licence]))
        made.add((LICENCES[row.licence], RDF.type, DCTERMS.LicenseDocument))
    _agent(made, author, row.issuer_name, row.language)


def _agent(made: Graph, agent: URIRef, name: str, language: str) -> None:
    made.add((agent, RDF.type, FOAF.Agent))
    made.add((agent, FOAF.name, Literal(name, language)))
