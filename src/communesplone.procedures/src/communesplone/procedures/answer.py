"""What a list of another add-on tells of a procedure: price, delay, where."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import IAnswer
from communesplone.core.records import Answer
from communesplone.core.typography import uncapital
from communesplone.procedures.listing import facts
from communesplone.procedures.procedure import is_available
from communesplone.procedures.words import Writer
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.component import adapter
from zope.interface import implementer


@implementer(IAnswer)
@adapter(IPloneSiteRoot)
class ProcedureAnswer:
    """The answer of a procedure."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def __call__(self, brain: AbstractCatalogBrain, language: str, now: datetime) -> Answer:
        """Return price, delay and where; that it cannot be done now, when that is so."""
        known, writer = facts(brain), Writer(language)
        service = known.get("service") or ""
        until = date.fromisoformat(known["until"]) if known.get("until") else None
        if not is_available(known.get("status"), until, now.astimezone(BRUSSELS).date()):
            again = until and datetime.combine(until + timedelta(days=1), time(), BRUSSELS)
            told = writer.typeset(writer.say(_("Unavailable for now")))
            return Answer(((told, ""),), service=service, until=again)
        said = (
            _labelled(writer.price(known.get("price")), writer.say(_("price"))),
            _labelled(writer.typeset(known.get("delay")), writer.say(_("delay"))),
            (uncapital(writer.where(known.get("channels") or [])), ""),
        )
        return Answer(tuple(pair for pair in said if pair[0]), service=service)


def _labelled(value: str, label: str) -> tuple[str, str]:
    """Return a value with its label when it is a number of something: "free" says all."""
    return value, label if any(sign.isdigit() for sign in value) else ""
