"""News and agenda by mail: topics of ISubscriptions, each by theme."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.core.records import TopicEntry
from communesplone.core.topics import labels
from communesplone.news import articles
from communesplone.news.agenda import entry_of
from communesplone.news.words import Writer
from DateTime import DateTime
from datetime import datetime
from plone.api.portal import get_current_language
from plone.base.interfaces import IPloneSiteRoot
from plone.browserlayer.interfaces import ILocalBrowserLayerType
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer


MOST = 200
MINUTE = 1 / 1440
NEVER = DateTime("1970/01/01")


class ByTheme:
    """What both topics share: choices by theme, and what came in a period."""

    digest = True
    portal_type = ""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return tuple(labels("themes", get_current_language(), self.site).items())

    def is_current(self, key: str) -> bool:
        """See ISubscriptionTopic."""
        return bool(self._search(UID=key))

    def _published(
        self, since: datetime, until: datetime, choice: str | None
    ) -> list[AbstractCatalogBrain]:
        """Return what was put online in a period for everybody, the oldest first."""
        query: dict[str, Any] = {"topic_themes": choice} if choice else {}
        # Indexes know minutes only.
        span = {"query": (DateTime(since) - MINUTE, DateTime(until)), "range": "min:max"}
        brains = [
            *self._search(effective=span, **query),
            # What a program put online has no date of publication.
            *self._search(effective={"query": NEVER, "range": "max"}, created=span, **query),
        ]
        dated = [(articles.published(brain), brain.UID, brain) for brain in brains]
        found = sorted(one for one in dated if since < one[0] <= until)
        return [brain for _moment, _uid, brain in found[:MOST]]

    def _search(self, **query: Any) -> list[AbstractCatalogBrain]:
        languages = identity(self.site).languages
        if len(languages) > 1:
            query["Language"] = [get_current_language()[:2], ""]
        return list(self.site.portal_catalog.searchResults(portal_type=self.portal_type, **query))


@implementer(ISubscriptionTopic)
class NewsTopic(ByTheme):
    """The news of the commune."""

    title = _("News")
    description = _("What is new in the commune.")
    portal_type = "News Item"

    def entries(
        self, since: datetime, until: datetime, choice: str | None
    ) -> Iterator[TopicEntry]:
        """See ISubscriptionTopic."""
        for brain in self._published(since, until, choice):
            yield TopicEntry(brain.UID, brain.Title, brain.getURL(), brain.Description)


@implementer(ISubscriptionTopic)
class AgendaTopic(ByTheme):
    """What takes place in the commune: told when it is announced, with its next date."""

    title = _("Agenda")
    description = _("What will take place in the commune, when it is announced.")
    portal_type = "Event"

    def entries(
        self, since: datetime, until: datetime, choice: str | None
    ) -> Iterator[TopicEntry]:
        """See ISubscriptionTopic. What is over is not told."""
        writer = Writer(get_current_language())
        for brain in self._published(since, until, choice):
            if not isinstance(brain.event_facts, str):
                continue
            facts = entry_of(brain).facts
            date = facts.next(datetime.now(BRUSSELS))
            if date is None:
                continue
            when = [writer.days(*date), writer.hours(facts, *date), facts.place_name]
            tags = [tag["text"] for tag in writer.tags(facts, *date)]
            text = " · ".join(filter(None, [*when, *tags, brain.Description]))
            yield TopicEntry(brain.UID, brain.Title, brain.getURL(), text)


def _installed() -> bool:
    """Tell whether news and agenda are installed in the current site."""
    return queryUtility(ILocalBrowserLayerType, name="communesplone.news") is not None


@implementer(ISubscriptionTopic)
@adapter(IPloneSiteRoot)
def news_topic(site: PloneSite) -> NewsTopic | None:
    """Return the topic of news, None where the add-on is not installed."""
    return NewsTopic(site) if _installed() else None


@implementer(ISubscriptionTopic)
@adapter(IPloneSiteRoot)
def agenda_topic(site: PloneSite) -> AgendaTopic | None:
    """Return the topic of the agenda, None where the add-on is not installed."""
    return AgendaTopic(site) if _installed() else None
