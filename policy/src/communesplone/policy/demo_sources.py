"""A source to try: a demonstration commune follows the agenda of another; one event waits."""

from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.policy.content import read_json
from communesplone.policy.sites import as_system
from communesplone.sharing.syndicating import giving
from communesplone.sharing.syndicating.fetching import fetch
from communesplone.sharing.syndicating.fetching import knock
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.subscribing import subscribe
from communesplone.sharing.syndicating.subscribing import Wishes
from datetime import datetime
from datetime import timedelta
from OFS.Application import Application
from plone.api.content import transition
from plone.app.textfield.value import RichTextValue
from plone.dexterity.content import DexterityContent
from plone.dexterity.schema import SCHEMA_CACHE
from plone.dexterity.utils import createContentInContainer
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.Portal import PloneSite
from pytz import timezone
from zope.component.hooks import setSite


AGENDA, KIND = "agenda", "event"
AHEAD, LASTS = timedelta(days=19), timedelta(hours=3)
#: pytz, as Plone stores events: the ZODB cannot keep a ZoneInfo.
ZONE = timezone(BRUSSELS.key)


def follow(app: Application, site_id: str, source_id: str) -> None:
    """Have a demonstration commune follow the agenda of another; nothing where it follows one.

    Both have the same agenda but for one event, which waits for whoever tries the queue.
    """
    with as_system(app) as app:
        site, source = app[site_id], app[source_id]
        both = (identity(site), identity(source))
        if taken_of(site) is not None or not all(one.demonstration for one in both):
            return
        if AGENDA not in site or AGENDA not in source:
            return
        _enter(source)
        event = _publish(source)
        processQueue()
        giving.give(source, giving.kinds(), "CC-BY-4.0")
        giving.note(source, event.UID())
        _enter(site)
        wanted = Filter(words=(event.title,))
        wishes = Wishes({KIND: site[AGENDA].UID()}, wanted, "moderated", "published")
        way = subscribe(site, source_id, "", wishes)
        # At once, to have something to decide on; the jobs that wait find it done
        knock(site, way.id)
        fetch(site, way.id)
        processQueue()


def _enter(site: PloneSite) -> None:
    # What is left to index belongs to the site that wrote it
    processQueue()
    setSite(site)
    SCHEMA_CACHE.clear()


def _publish(source: PloneSite) -> DexterityContent:
    """Publish an event that the source alone has, and return it."""
    told = read_json("demo", "neighbour.json")
    day = datetime.now(BRUSSELS).replace(hour=19, minute=0, second=0, microsecond=0, tzinfo=None)
    start = ZONE.localize(day + AHEAD)
    fields = {**told, "text": RichTextValue(told["text"], "text/html", "text/x-html-safe")}
    dates = {"start": start, "end": start + LASTS, "language": identity(source).language}
    event = createContentInContainer(source[AGENDA], "Event", **fields, **dates)
    transition(event, "publish")
    return event
