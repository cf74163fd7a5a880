"""A procedure in the words of schema.org, for search engines."""

from communesplone.core.identity import identity
from communesplone.procedures.channels import ELSEWHERE
from communesplone.procedures.labels import labels
from communesplone.procedures.procedure import Procedure
from communesplone.procedures.shapes import amount_of
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any


Data = dict[str, Any]


def government_service(procedure: Procedure, service: AbstractCatalogBrain | None) -> Data:
    """Return a schema.org GovernmentService; what is not known is left out.

    :param service: the service that answers for it, when the reader may see it.
    """
    commune = identity()
    found = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": procedure.absolute_url(),
        "url": procedure.absolute_url(),
        "name": procedure.title,
        "description": procedure.description,
        "inLanguage": procedure.language,
        "serviceOperator": {"@type": "GovernmentOrganization", "name": commune.name},
        "areaServed": {"@type": "AdministrativeArea", "name": commune.name},
        "provider": service
        and {"@type": "GovernmentOffice", "name": service.Title, "url": service.getURL()},
        "audience": _audiences(procedure),
        "availableChannel": _channels(procedure),
        "offers": _offers(procedure),
    }
    return {key: value for key, value in found.items() if value}


def _audiences(procedure: Procedure) -> list[Data]:
    known = labels("audiences", procedure.language or "fr")
    return [
        {"@type": "Audience", "audienceType": known[key]}
        for key in procedure.audiences or ()
        if key in known
    ]


def _channels(procedure: Procedure) -> list[Data]:
    found = []
    for row in procedure.channels or ():
        kind, state = row["channel"]["kind"], row["channel"]["state"]
        if state == "no" or kind in ELSEWHERE:
            continue
        channel = {"@type": "ServiceChannel", "name": row["text"]}
        if kind == "online" and row.get("url"):
            channel["serviceUrl"] = row["url"]
        found.append(channel)
    return found


def _offers(procedure: Procedure) -> list[Data]:
    return [
        {
            "@type": "Offer",
            "name": row["label"],
            "price": str(amount_of(row["price"]).value),
            "priceCurrency": "EUR",
        }
        for row in procedure.tariffs or ()
        if amount_of(row["price"]).value is not None
    ]
