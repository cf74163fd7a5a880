"""What the catalog keeps of an alert."""

from communesplone.alerts import facts
from communesplone.alerts.alert import Alert
from communesplone.alerts.alert import IAlert
from communesplone.alerts.alert import in_utc
from DateTime import DateTime
from plone.indexer import indexer


@indexer(IAlert)
def alert_facts(alert: Alert) -> str:
    """All that it says, as JSON: pages wake none."""
    return facts.dump(facts.of(alert))


@indexer(IAlert)
def alert_end(alert: Alert) -> DateTime:
    """Until when it holds."""
    return DateTime(in_utc(alert.end).timestamp())


@indexer(IAlert)
def alert_kind(alert: Alert) -> str:
    """What it is about."""
    return alert.kind


@indexer(IAlert)
def searchable_text(alert: Alert) -> str:
    """All its words."""
    found = facts.of(alert)
    pairs = [" ".join(pair) for pair in (*found.steps, *found.streets)]
    said = [entry.text for entry in found.updates]
    words = (found.title, found.instruction, found.details, found.shelter)
    return " ".join(filter(None, (*words, *pairs, *found.postal_codes, *said)))
