"""When somebody should read a page again."""

from communesplone.core import _
from datetime import date
from plone import api
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from Products.ZCatalog.interfaces import ICatalogBrain
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class IReviewDate(model.Schema):
    """The day on which a page comes back to its owner to be checked."""

    model.fieldset("dates", fields=["review_date"])

    review_date = schema.Date(
        title=_("Review date"),
        description=_("On this day the page comes back to its owner, to be checked."),
        required=False,
    )


def due_for_review(on: date) -> list[ICatalogBrain]:
    """Return what is to be reviewed on the day `on` or was before, the longest overdue first.

    Only what the current user may see.
    """
    due = {"query": on, "range": "max"}
    return list(api.content.find(review_date=due, sort_on="review_date"))
