"""What a list of another add-on tells of an event: its next date, where, what it costs."""

from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import IAnswer
from communesplone.core.records import Answer
from communesplone.news.facts import from_json
from communesplone.news.words import Writer
from datetime import date
from datetime import datetime
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.component import adapter
from zope.interface import implementer


@implementer(IAnswer)
@adapter(IPloneSiteRoot)
class EventAnswer:
    """The answer of an event."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def __call__(self, brain: AbstractCatalogBrain, language: str, now: datetime) -> Answer:
        """Return the next date as an object, the last one of what is over; status first."""
        if not isinstance(brain.event_facts, str):
            return Answer()
        facts, writer = from_json(brain.event_facts), Writer(language)
        coming = facts.next(now)
        start, end = coming or list(facts.occurrences(date.min, date.max))[-1]
        tags = [tag["text"] for tag in writer.tags(facts, start, end)]
        year = start.year != now.astimezone(BRUSSELS).year
        said = (
            *tags,
            writer.days(start, end, year=True) if year else "",
            writer.hours(facts, start, end),
            writer.text(facts.place_name),
            writer.price(facts.price) if facts.price and float(facts.price) else "",
        )
        return Answer(
            tuple((value, "") for value in said if value),
            date=writer.date_object(start.date()),
            until=end if coming else None,
        )
