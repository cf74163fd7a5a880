"""What a list of another add-on tells of a document: kind, date, type and size of its file."""

from communesplone.core.interfaces import IAnswer
from communesplone.core.records import Answer
from communesplone.core.typography import day
from communesplone.core.typography import typeset
from communesplone.documents.formats import readable_size
from communesplone.documents.kinds import KINDS
from communesplone.documents.library import facts
from datetime import date
from datetime import datetime
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


@implementer(IAnswer)
@adapter(IPloneSiteRoot)
class DocumentAnswer:
    """The answer of a document."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def __call__(self, brain: AbstractCatalogBrain, language: str, now: datetime) -> Answer:
        """Return its kind, its date, and "PDF, 1,4 Mo"."""
        known = facts(brain)
        kind = translate(KINDS.get(known.get("kind"), KINDS["other"]), target_language=language)
        on = known.get("date")
        dated = day(date.fromisoformat(on), language, weekday=False, year=True) if on else ""
        size = readable_size(known["size"], language) if known.get("size") else ""
        file = ", ".join(filter(None, (known.get("format"), size)))
        said = (typeset(kind, language), dated, file)
        return Answer(tuple((value, "") for value in said if value))
