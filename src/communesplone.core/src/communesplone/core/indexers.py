"""What the catalog keeps of shared behaviours: plain text, so that a listing wakes no object."""

from Acquisition import aq_base
from communesplone.core.behaviors.contact_point import IContactPoint
from communesplone.core.behaviors.opening_hours import IOpeningHours
from communesplone.core.behaviors.postal_address import IPostalAddress
from datetime import date
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer import indexer
from zope.interface.interface import InterfaceClass
from zope.schema import getFieldNames
import json


@indexer(IOpeningHours)
def opening_hours_data(context: IOpeningHours) -> str | None:
    """JSON for `hours.from_json`, or None."""
    return _compact(context.opening_hours) if context.opening_hours else None


@indexer(IContactPoint)
def contact_data(context: IContactPoint) -> str | None:
    """JSON object of what is filled in of phone, email, website; or None."""
    return _filled(context, IContactPoint)


@indexer(IPostalAddress)
def address_data(context: IPostalAddress) -> str | None:
    """JSON object of what is filled in of the fields of IPostalAddress; or None."""
    return _filled(context, IPostalAddress)


@indexer(IDexterityContent)
def review_date(context: IDexterityContent) -> date | None:
    """The review date of the content itself: without this, a page takes that of its folder."""
    found = getattr(aq_base(context), "review_date", None)
    if found is None:
        raise AttributeError("review_date")
    return found


def _filled(context: object, schema: InterfaceClass) -> str | None:
    found = {name: getattr(context, name, None) for name in getFieldNames(schema)}
    filled = {name: value for name, value in found.items() if value is not None}
    return _compact(filled) if filled else None


def _compact(data: dict) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
