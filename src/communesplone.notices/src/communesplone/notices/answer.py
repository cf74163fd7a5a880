"""What a list of another add-on tells of a notice: until when one can react, and what it is."""

from communesplone.core.interfaces import IAnswer
from communesplone.core.records import Answer
from communesplone.notices.facts import from_json
from communesplone.notices.facts import next_change
from communesplone.notices.facts import status
from communesplone.notices.listing import aware
from communesplone.notices.listing import clock
from communesplone.notices.words import Writer
from datetime import datetime
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.component import adapter
from zope.interface import implementer


@implementer(IAnswer)
@adapter(IPloneSiteRoot)
class NoticeAnswer:
    """The answer of an inquiry, a vacancy or a public contract."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def __call__(self, brain: AbstractCatalogBrain, language: str, now: datetime) -> Answer:
        """Return "Réagir jusqu'au lundi 7 décembre" and its kind."""
        if not isinstance(brain.notice_facts, str):
            return Answer()
        facts, local, writer = from_json(brain.notice_facts), clock(now), Writer(language)
        sentence = writer.sentence(facts, status(facts, local), local.date())
        said = (sentence, writer.detail(facts))
        change = next_change(facts, local)
        return Answer(
            tuple((value, "") for value in said if value),
            until=aware(change) if change else None,
        )
