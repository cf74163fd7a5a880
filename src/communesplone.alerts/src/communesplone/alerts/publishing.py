"""What happens when an alert is published, changed or over: log, mail, audit."""

from communesplone.alerts import facts
from communesplone.alerts import log
from communesplone.alerts.alert import Alert
from communesplone.alerts.alert import aware
from communesplone.alerts.alert import YEARS
from communesplone.alerts.alert import ZONE
from communesplone.alerts.facts import Facts
from communesplone.alerts.interfaces import InvalidEnd
from communesplone.alerts.topic import TOPIC
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.records import TopicEntry
from datetime import datetime
from datetime import UTC
from plone import api
from Products.CMFCore.interfaces import IActionSucceededEvent
from Products.CMFPlone.Portal import PloneSite
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


ANNOUNCE = "communesplone.alerts.announce"


def on_transition(alert: Alert, event: IActionSucceededEvent) -> None:
    """Log a publication and tell the subscribers; note both ways for the operator."""
    if event.action == "publish":
        log.add(alert, log.PUBLISHED)
        log.note(alert, "alert published")
        if facts.of(alert).replaces_home:
            log.add(alert, log.CRISIS_ON)
            log.note(alert, "crisis page on")
        announce_later(alert)
    elif event.action == "retract":
        log.note(alert, "alert taken offline")


def on_change(alert: Alert, event: IObjectModifiedEvent) -> None:
    """Log who switches the crisis page of a published alert in a form or by REST."""
    names = {name for part in event.descriptions for name in getattr(part, "attributes", ())}
    if {"crisis", "IAlert.crisis"}.isdisjoint(names) or not is_published(alert):
        return
    switched = facts.of(alert).replaces_home
    log.add(alert, log.CRISIS_ON if switched else log.CRISIS_OFF)
    log.note(alert, "crisis page on" if switched else "crisis page off")


def is_published(alert: Alert) -> bool:
    """Tell whether everybody may read it."""
    return api.content.get_state(alert, default="") == "published"


def announce_later(alert: Alert) -> None:
    """Have the subscribers told once the alert is committed and its beginning has come."""
    known = facts.of(alert)
    if known.mail:
        moment = max(known.start, datetime.now(UTC))
        jobs.add(ANNOUNCE, known.uid, len(known.updates), run_at=moment)


def announce(site: PloneSite, uid: str, revision: int) -> None:
    """Job: give an alert, as it then was, to the add-on that writes to subscribers."""
    subscriptions = ISubscriptions(site, None)
    # Unrestricted: a job is nobody's; only what is published is told to anyone.
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid, review_state="published")
    if subscriptions is None or not brains:
        return
    known = facts.load(brains[0])
    if known.in_force(datetime.now(UTC)):
        subscriptions.send(TOPIC, entry(known, revision), choices_of(known))


def choices_of(known: Facts) -> tuple[str, ...]:
    """Return the postal codes whose subscribers are told; none for all of them.

    Streets have no subscribers of their own: an alert for streets alone is told to everybody.
    """
    return known.postal_codes


def entry(known: Facts, revision: int) -> TopicEntry:
    """Return an alert as the item of a mail; each update is an item of its own."""
    said = [found.text for found in known.updates[:revision] if found.text]
    text = "\n\n".join(filter(None, (said[-1] if said else "", known.instruction)))
    return TopicEntry(f"{known.uid}.{revision}", known.title, known.url, text)


def update(alert: Alert, text: str, mail: bool) -> None:
    """Add to the log what is new, and tell the subscribers when asked."""
    log.add(alert, log.UPDATE, text)
    log.note(alert, "alert updated")
    _changed(alert)
    if mail:
        known = facts.of(alert)
        jobs.add(ANNOUNCE, known.uid, len(known.updates))


def prolong(alert: Alert, end: datetime) -> None:
    """Let an alert last until another moment.

    :raises InvalidEnd: when that is past, before its beginning, or in a year nobody means.
    """
    moment = aware(end)
    if moment.year > YEARS[1] or moment <= max(aware(alert.start), datetime.now(UTC)):
        raise InvalidEnd(_("The end must lie in the future."))
    alert.end = ZONE.normalize(moment.astimezone(ZONE))
    log.add(alert, log.PROLONGED)
    log.note(alert, "alert prolonged")
    _changed(alert)


def finish(alert: Alert) -> None:
    """End an alert now; one that has not begun is taken offline instead."""
    now = datetime.now(ZONE)
    if aware(alert.start) >= now:
        api.content.transition(alert, "retract")
        return
    crisis = facts.of(alert).replaces_home
    alert.end = now
    alert.crisis = False
    if crisis:
        log.add(alert, log.CRISIS_OFF)
    log.add(alert, log.ENDED)
    log.note(alert, "alert ended")
    _changed(alert)


def switch_crisis(alert: Alert, on: bool) -> None:
    """Let the crisis page of an alert take the place of the home, or give the home back."""
    alert.crisis = on
    log.add(alert, log.CRISIS_ON if on else log.CRISIS_OFF)
    log.note(alert, "crisis page on" if on else "crisis page off")
    _changed(alert)


def _changed(alert: Alert) -> None:
    notify(ObjectModifiedEvent(alert, Attributes(None, "updates")))
    alert.reindexObject()
