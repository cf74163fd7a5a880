"""Procedures in the words of CPSV-AP 3.2.0, which also satisfy what 2.2.1 makes mandatory.

Core Public Service Vocabulary Application Profile, European Commission, SEMIC:
https://semiceu.github.io/CPSV-AP/releases/3.2.0/
"""

from collections.abc import Iterable
from communesplone.core.identity import Identity
from communesplone.core.identity import identity
from communesplone.procedures.labels import labels
from communesplone.procedures.procedure import Procedure
from communesplone.procedures.references import related_to
from communesplone.procedures.references import service_of
from communesplone.procedures.shapes import amount_of
from decimal import Decimal
from rdflib import DCAT
from rdflib import DCTERMS
from rdflib import FOAF
from rdflib import Graph
from rdflib import Literal
from rdflib import Namespace
from rdflib import RDF
from rdflib import SKOS
from rdflib import URIRef
from rdflib import XSD
from typing import Any


CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
EU = Namespace("http://publications.europa.eu/resource/authority/")
NIS = Namespace("http://vocab.belgif.be/auth/refnis2019/")
CENT = Decimal("0.01")
LANGUAGES = {"fr": "FRA", "nl": "NLD", "de": "DEU", "en": "ENG"}


def procedure_graph(procedure: Procedure) -> Graph:
    """Return a procedure with its authority, as far as the reader may see."""
    graph = _empty()
    authority = _authority(graph, procedure.portal_url())
    _Describer(graph, procedure, authority).describe()
    return graph


def catalogue_graph(context: Any, procedures: Iterable[Procedure]) -> Graph:
    """Return a catalogue with every procedure in it."""
    graph = _empty()
    commune = identity()
    authority = _authority(graph, context.portal_url())
    catalogue = URIRef(f"{context.absolute_url()}#catalogue")
    language = commune.language
    graph.add((catalogue, RDF.type, DCAT.Dataset))
    graph.add((catalogue, RDF.type, DCAT.Catalog))
    graph.add((catalogue, RDF.type, CV.PublicServiceDataset))
    graph.add((catalogue, DCTERMS.identifier, Literal(str(catalogue))))
    title = context.Title() or commune.name
    graph.add((catalogue, DCTERMS.title, Literal(title, lang=language)))
    description = context.Description() or title
    graph.add((catalogue, DCTERMS.description, Literal(description, lang=language)))
    graph.add((catalogue, DCTERMS.publisher, authority))
    page = URIRef(context.absolute_url())
    graph.add((catalogue, DCAT.landingPage, page))
    graph.add((page, RDF.type, FOAF.Document))
    for procedure in procedures:
        node = _Describer(graph, procedure, authority).describe()
        graph.add((catalogue, DCTERMS.hasPart, node))
        graph.add((node, DCTERMS.isPartOf, catalogue))
    return graph


def _empty() -> Graph:
    graph = Graph()
    for prefix, namespace in (
        ("cpsv", CPSV),
        ("cv", CV),
        ("dcat", DCAT),
        ("dct", DCTERMS),
        ("eli", ELI),
        ("foaf", FOAF),
        ("skos", SKOS),
    ):
        graph.bind(prefix, namespace)
    return graph


def _authority(graph: Graph, site_url: str) -> URIRef:
    """Describe the commune and return its node."""
    commune = identity()
    node = URIRef(f"{site_url}#organisation")
    name = commune.name or site_url
    for kind in (CV.PublicOrganisation, FOAF.Agent, DCTERMS.Agent):
        graph.add((node, RDF.type, kind))
    graph.add((node, DCTERMS.identifier, Literal(commune.nis or site_url)))
    graph.add((node, SKOS.prefLabel, Literal(name, lang=commune.language)))
    graph.add((node, DCTERMS.title, Literal(name, lang=commune.language)))
    place = _place(commune)
    graph.add((node, DCTERMS.spatial, place))
    graph.add((place, RDF.type, DCTERMS.Location))
    return node


def _place(commune: Identity) -> URIRef:
    """Return the commune as a place: its NIS code, or Belgium where there is none."""
    return NIS[commune.nis] if commune.nis else EU["country/BEL"]


class _Describer:
    """Writes one procedure into a graph."""

    def __init__(self, graph: Graph, procedure: Procedure, authority: URIRef) -> None:
        self.graph, self.procedure, self.authority = graph, procedure, authority
        self.url = procedure.absolute_url()
        self.language = procedure.language or identity().language
        self.node = URIRef(self.url)

    def describe(self) -> URIRef:
        procedure = self.procedure
        self._add(self.node, RDF.type, CPSV.PublicService)
        self._add(self.node, DCTERMS.identifier, Literal(f"urn:uuid:{_uuid(procedure.UID())}"))
        self._add(self.node, DCTERMS.title, self._text(procedure.title))
        about = procedure.description or procedure.title
        self._add(self.node, DCTERMS.description, self._text(about))
        self._add(self.node, CV.hasCompetentAuthority, self.authority)
        self._add_language()
        for keyword in procedure.keywords or ():
            self._add(self.node, DCAT.keyword, self._text(keyword))
        self._add_concepts()
        self._add_channels()
        self._add_costs()
        self._add_rules()
        self._add_people()
        return self.node

    def _add(self, *triple: Any) -> None:
        self.graph.add(triple)

    def _text(self, text: str) -> Literal:
        return Literal(text, lang=self.language)

    def _part(self, kind: str, number: int, type_: URIRef, link: URIRef) -> URIRef:
        """Add a part of the procedure, with its identifier, and return its node."""
        part = URIRef(f"{self.url}#{kind}-{number}")
        self._add(self.node, link, part)
        self._add(part, RDF.type, type_)
        self._add(part, DCTERMS.identifier, Literal(f"{kind}-{number}"))
        return part

    def _concept(self, kind: str, key: str, label: str) -> URIRef:
        concept = URIRef(f"{self.procedure.portal_url()}#{kind}-{key}")
        self._add(concept, RDF.type, SKOS.Concept)
        self._add(concept, SKOS.prefLabel, self._text(label))
        return concept

    def _add_language(self) -> None:
        code = LANGUAGES.get(self.language[:2])
        if code:
            self._add(self.node, DCTERMS.language, EU[f"language/{code}"])
            self._add(EU[f"language/{code}"], RDF.type, DCTERMS.LinguisticSystem)

    def _add_concepts(self) -> None:
        for name, kind, link in (
            ("audiences", "audience", DCTERMS.audience),
            ("themes", "theme", CV.thematicArea),
        ):
            known = labels(name, self.language)
            for key in getattr(self.procedure, name) or ():
                if key in known:
                    self._add(self.node, link, self._concept(kind, key, known[key]))
        known = labels("life_events", self.language)
        for key in self.procedure.life_events or ():
            if key in known:
                event = URIRef(f"{self.procedure.portal_url()}#life-event-{key}")
                self._add(self.node, CV.isGroupedBy, event)
                self._add(event, RDF.type, CV.LifeEvent)
                self._add(event, RDF.type, CV.Event)
                self._add(event, DCTERMS.identifier, Literal(key))
                self._add(event, DCTERMS.title, self._text(known[key]))

    def _add_channels(self) -> None:
        usable = [r for r in self.procedure.channels or () if r["channel"]["state"] != "no"]
        for number, row in enumerate(usable, 1):
            channel = self._part("channel", number, CV.Channel, CV.hasChannel)
            kind = row["channel"]["kind"]
            self._add(channel, DCTERMS.type, self._concept("channel-type", kind, kind))
            self._add(channel, DCTERMS.description, self._text(row["text"]))
            if row.get("url"):
                self._add(channel, FOAF.page, URIRef(self._absolute(row["url"])))

    def _absolute(self, url: str) -> str:
        return f"{self.procedure.portal_url()}{url}" if url.startswith("/") else url

    def _add_costs(self) -> None:
        for number, row in enumerate(self.procedure.tariffs or (), 1):
            cost = self._part("cost", number, CV.Cost, CV.hasCost)
            amount = amount_of(row["price"])
            words = f"{row['label']}: {amount.in_words(self.language)}"
            self._add(cost, DCTERMS.description, self._text(words))
            self._add(cost, CV.isDefinedBy, self.authority)
            if amount.value is not None:
                self._add(
                    cost, CV.hasValue, Literal(amount.value.quantize(CENT), datatype=XSD.decimal)
                )
                self._add(cost, CV.currency, EU["currency/EUR"])
                self._add(EU["currency/EUR"], RDF.type, SKOS.Concept)

    def _add_rules(self) -> None:
        procedure = self.procedure
        for number, line in enumerate(procedure.conditions or (), 1):
            condition = self._part("requirement", number, CV.Requirement, CV.holdsRequirement)
            self._add(condition, DCTERMS.title, self._text(line))
        for number, line in enumerate(procedure.evidence or (), 1):
            evidence = self._part("evidence", number, CV.Evidence, CPSV.hasInput)
            self._add(evidence, DCTERMS.title, self._text(line))
        for number, row in enumerate(procedure.legal_basis or (), 1):
            law = self._part("law", number, ELI.LegalResource, CV.hasLegalResource)
            self._add(law, DCTERMS.title, self._text(row["title"]))
            if row.get("url"):
                self._add(law, FOAF.page, URIRef(self._absolute(row["url"])))

    def _add_people(self) -> None:
        """Add the service that answers and the related procedures that the reader may see."""
        service = service_of(self.procedure)
        if service is not None:
            contact = self._part("contact", 1, CV.ContactPoint, CV.contactPoint)
            self._add(contact, DCTERMS.title, self._text(service.Title))
            page = URIRef(service.getURL())
            self._add(contact, CV.contactPage, page)
            self._add(page, RDF.type, FOAF.Document)
        for brain in related_to(self.procedure):
            other = URIRef(brain.getURL())
            self._add(self.node, CV.relatedService, other)


def _uuid(uid: str) -> str:
    return "-".join((uid[:8], uid[8:12], uid[12:16], uid[16:20], uid[20:]))
