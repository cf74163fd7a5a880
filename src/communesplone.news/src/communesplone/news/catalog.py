"""What the catalog indexes of events and keeps of them."""

from communesplone.news.event import IEventDetails
from communesplone.news.facts import facts_of
from communesplone.news.facts import to_json
from plone.indexer import indexer


@indexer(IEventDetails)
def event_facts(event: IEventDetails) -> str:
    """JSON of `facts.Facts`: dates, status, price, place, themes."""
    return to_json(facts_of(event))


@indexer(IEventDetails)
def event_first_day(event: IEventDetails) -> str:
    """The first day of all its dates, as text that sorts."""
    facts = facts_of(event)
    return min((facts.start.date(), *facts.days)).isoformat()


@indexer(IEventDetails)
def event_last_day(event: IEventDetails) -> str:
    """The day on which its last date ends, as text that sorts."""
    return facts_of(event).last_day.isoformat()
