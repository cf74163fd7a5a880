"""What citizens can be told of by mail: new notices, and waste collections the evening before."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import nobody
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.core.memory import remember
from communesplone.core.records import TopicEntry
from communesplone.core.settings import settings
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.core.typography import known
from communesplone.core.typography import NBSP
from communesplone.notices.facts import from_json
from communesplone.notices.facts import status
from communesplone.notices.facts import TYPES
from communesplone.notices.listing import clock
from communesplone.notices.listing import CURRENT
from communesplone.notices.listing import published
from communesplone.notices.settings import INoticesSettings
from communesplone.notices.waste.calendar import schedule_of
from communesplone.notices.waste.calendar import WasteCalendar
from communesplone.notices.words import TITLES
from communesplone.notices.words import Writer
from DateTime import DateTime
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.browserlayer.interfaces import ILocalBrowserLayerType
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer
from zope.interface import Interface


WASTE, NOTICES = "waste", "notices"
EVENING = "communesplone.notices.waste_evening"
#: Of a day: indexes know minutes only.
MINUTE = 1 / 1440
NEVER = DateTime("1970/01/01")
#: A reminder that a sleeping worker did not send by then would be one for today.
LATEST = timedelta(hours=5)


class NoticesTopic:
    """New inquiries, vacancies and public contracts; narrowed to one kind."""

    title = _("Official notices")
    description = _("Public inquiries, jobs and public contracts, when they are published.")
    digest = True

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return tuple(TITLES.items())

    def entries(
        self, since: datetime, until: datetime, choice: str | None
    ) -> Iterable[TopicEntry]:
        """Return what was published in a period and is open or announced still."""
        kinds = [TYPES[choice]] if choice in TYPES else list(TYPES.values())
        # Indexes know minutes only.
        span = {"query": (DateTime(since) - MINUTE, DateTime(until)), "range": "min:max"}
        brains = [
            *self._search(kinds, effective=span),
            # What a program put online has no date of publication.
            *self._search(kinds, effective={"query": NEVER, "range": "max"}, created=span),
        ]
        dated = sorted((published(brain), brain.UID, brain) for brain in brains)
        return [
            self._entry(brain)
            for moment, _uid, brain in dated
            if since < moment <= until
            and status(from_json(brain.notice_facts), clock(until)) in CURRENT
        ]

    def _search(self, kinds: list[str], **query: Any) -> list[AbstractCatalogBrain]:
        languages = identity(self.site).languages
        if len(languages) > 1:
            query["Language"] = [api.portal.get_current_language()[:2], ""]
        return list(self.site.portal_catalog.searchResults(portal_type=kinds, **query))

    def is_current(self, key: str) -> bool:
        """Tell whether a notice is published still."""
        return bool(self.site.portal_catalog.searchResults(UID=key.partition(":")[2]))

    def _entry(self, brain: AbstractCatalogBrain) -> TopicEntry:
        writer = Writer(api.portal.get_current_language())
        facts, now = from_json(brain.notice_facts), clock(datetime.now(BRUSSELS))
        said = writer.sentence(facts, status(facts, now), now.date())
        text = " – ".join(filter(None, (said, writer.text(brain.Description))))
        return TopicEntry(f"notice:{brain.UID}", writer.text(brain.Title), brain.getURL(), text)


class WasteTopic:
    """What is collected tomorrow, in a sector."""

    title = _("Waste collection")
    description = _("A mail the evening before what is put out.")
    digest = False

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        found = []
        for calendar in calendars(self.site):
            for key, title in schedule_of(calendar).sectors.items():
                named = title if title == key else f"{key} – {title}"
                found.append((choice_of(calendar, key), named))
        return tuple(found)

    def entries(
        self, since: datetime, until: datetime, choice: str | None
    ) -> Iterable[TopicEntry]:
        """Return what is collected on the days that follow the evenings of a period."""
        hour = settings(INoticesSettings, self.site).evening_hour
        first, last = since.astimezone(BRUSSELS).date(), until.astimezone(BRUSSELS).date()
        for count in range((last - first).days + 1):
            on = first + timedelta(days=count)
            if since < datetime.combine(on, time(hour), BRUSSELS) <= until:
                for found, entry in tomorrow(self.site, on):
                    if choice in (None, found):
                        yield entry

    def is_current(self, key: str) -> bool:
        """Tell whether a collection still takes place as it was told."""
        _topic, uid, sector, written, streams = key.split(":")
        for calendar in calendars(self.site):
            if IUUID(calendar) == uid:
                on = date.fromisoformat(written)
                found = schedule_of(calendar).collections(sector, on, on)
                return "+".join(one.stream for one in found) == streams
        return False


def _installed() -> bool:
    """Tell whether notices are installed in the current site."""
    return queryUtility(ILocalBrowserLayerType, name="communesplone.notices") is not None


@implementer(ISubscriptionTopic)
@adapter(IPloneSiteRoot)
def notices_topic(site: PloneSite) -> NoticesTopic | None:
    """Return the topic of notices, None where the add-on is not installed."""
    return NoticesTopic(site) if _installed() else None


@implementer(ISubscriptionTopic)
@adapter(IPloneSiteRoot)
def waste_topic(site: PloneSite) -> WasteTopic | None:
    """Return the topic of waste collections, None where there is no calendar."""
    key = ("has waste calendars",)

    def has_calendars() -> bool:
        return bool(calendars(site))

    known = _installed() and remember(site, key, has_calendars, kinds=("WasteCalendar",))
    return WasteTopic(site) if known else None


def calendars(site: PloneSite) -> list[WasteCalendar]:
    """Return the waste calendars that the reader may see now."""
    brains = site.portal_catalog.searchResults(portal_type="WasteCalendar", sort_on="path")
    return [brain.getObject() for brain in brains]


def choice_of(calendar: WasteCalendar, sector: str) -> str:
    """Return the token of a sector of a calendar, kept with a subscription."""
    return f"{IUUID(calendar)}:{sector}"


def tomorrow(site: PloneSite, on: date) -> Iterator[tuple[str, TopicEntry]]:
    """Yield what is collected on the day after `on`: the token of a sector, and the words."""
    next_day = on + timedelta(days=1)
    for calendar in calendars(site):
        schedule = schedule_of(calendar)
        language = known(calendar.Language() or api.portal.get_default_language())
        for sector in schedule.sectors:
            found = list(schedule.collections(sector, next_day, next_day))
            if found:
                yield (
                    choice_of(calendar, sector),
                    _entry(calendar, sector, next_day, found, language),
                )


def _entry(
    calendar: WasteCalendar, sector: str, on: date, found: list, language: str
) -> TopicEntry:
    names = Writer(language).streams(one.stream for one in found)
    colon = f"{NBSP}:" if language == "fr" else ":"
    streams = "+".join(one.stream for one in found)
    return TopicEntry(
        key=f"waste:{IUUID(calendar)}:{sector}:{on.isoformat()}:{streams}",
        title=f"{capital(day(on, language))}{colon} {names}",
        url=f"{calendar.absolute_url()}?sector={sector}",
        text=calendar.evening_note or "",
    )


def next_evening(now: datetime, hour: int) -> datetime:
    """Return the next moment at which reminders go out.

    :param now: aware.
    """
    today = now.astimezone(BRUSSELS).date()
    evening = datetime.combine(today, time(hour), BRUSSELS)
    if evening <= now:
        evening = datetime.combine(today + timedelta(days=1), time(hour), BRUSSELS)
    return evening


def plan(site: PloneSite) -> None:
    """Have the reminders of the next evening sent, once."""
    if all(job.name != EVENING for job in jobs.pending(site)):
        hour = settings(INoticesSettings, site).evening_hour
        moment = next_evening(datetime.now(BRUSSELS), hour)
        jobs.add(EVENING, moment.isoformat(), run_at=moment, site=site)


def plan_for(calendar: WasteCalendar, _change: Interface) -> None:
    """Plan the reminders when a calendar is added or changed."""
    plan(api.portal.get())


def _as_visitor(site: PloneSite, on: date) -> list[tuple[str, TopicEntry]]:
    """Return what visitors may see of tomorrow: a hidden calendar reminds nobody."""
    before = getSecurityManager()
    newSecurityManager(None, nobody.__of__(site.acl_users))
    try:
        return list(tomorrow(site, on))
    finally:
        setSecurityManager(before)


def send_reminders(site: PloneSite, moment: str) -> None:
    """Job: tell of tomorrow's collections, then plan the next evening.

    :param moment: when it was due, in ISO 8601.
    """
    due = datetime.fromisoformat(moment)
    subscriptions = ISubscriptions(site, None)
    if subscriptions is not None and datetime.now(BRUSSELS) - due < LATEST:
        for choice, entry in _as_visitor(site, due.astimezone(BRUSSELS).date()):
            subscriptions.send(WASTE, entry, [choice])
    hour = settings(INoticesSettings, site).evening_hour
    after = next_evening(max(due, datetime.now(BRUSSELS)), hour)
    # Cannot leak: only whether there is one is asked.
    if site.portal_catalog.unrestrictedSearchResults(portal_type="WasteCalendar"):
        jobs.add(EVENING, after.isoformat(), run_at=after, site=site)
