"""Procedures as open data: CPSV-AP in Turtle or JSON-LD, as the address or `Accept` asks."""

from communesplone.core.memory import remember
from communesplone.procedures import listing
from communesplone.procedures.linked.cpsv_ap import catalogue_graph
from communesplone.procedures.linked.cpsv_ap import procedure_graph
from communesplone.procedures.linked.negotiation import Format
from communesplone.procedures.linked.negotiation import JSON_LD
from communesplone.procedures.linked.negotiation import names_data
from communesplone.procedures.linked.negotiation import negotiate
from communesplone.procedures.linked.negotiation import TURTLE
from Products.Five.browser import BrowserView
from rdflib import Graph
from typing import Any
from zope.component.hooks import getSite
from ZPublisher.HTTPRequest import HTTPRequest


def leads_to_data(context: Any, request: HTTPRequest) -> bool:
    """Lead who asks for data at the address of a page to it; return whether they did.

    A graph names what it is about by the address of its page: "303 See Other" of RFC 9110 is
    what is said of something that is not itself a document.
    """
    if request.method not in ("GET", "HEAD") or not names_data(request.get_header("Accept")):
        return False
    request.response.setHeader("Vary", "Accept")
    request.response.redirect(f"{context.absolute_url()}/@@cpsv-ap", status=303)
    return True


class OpenData(BrowserView):
    """A graph, in the format that is asked for."""

    def __call__(self) -> str:
        wanted = negotiate(self.request.form.get("format"), self.request.get_header("Accept"))
        response = self.request.response
        response.setHeader("Vary", "Accept")
        if wanted is None:
            response.setStatus(406)
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return f"{TURTLE.media_type} or {JSON_LD.media_type}"
        response.setHeader("Content-Type", f"{wanted.media_type}; charset=utf-8")
        response.setHeader("Access-Control-Allow-Origin", "*")
        key = ("cpsv-ap", self.context.getPhysicalPath(), wanted.short)
        return remember(getSite(), key, lambda: self._written(self.graph(), wanted))

    def graph(self) -> Graph:
        """Return what is known, as triples."""
        raise NotImplementedError

    @staticmethod
    def _written(graph: Graph, wanted: Format) -> str:
        context = dict(graph.namespaces()) if wanted is JSON_LD else None
        options = {"context": {str(k): str(v) for k, v in context.items()}} if context else {}
        return graph.serialize(format=wanted.name, **options)


class ProcedureOpenData(OpenData):
    """One procedure."""

    def graph(self) -> Graph:
        """Return the procedure, its authority and all that it says."""
        return procedure_graph(self.context)


class CatalogueOpenData(OpenData):
    """Every procedure of the folder or the site."""

    def graph(self) -> Graph:
        """Return a catalogue of the procedures that the reader may see."""
        brains = listing.search(self.context, listing.Wanted())
        return catalogue_graph(self.context, [brain.getObject() for brain in brains])
