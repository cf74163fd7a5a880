"""The topics that other add-ons offer, without those that the commune switched off."""

from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.core.settings import settings
from communesplone.core.typography import weekday
from communesplone.subscriptions.settings import ISubscriptionsSettings
from datetime import date
from plone.api.portal import get_current_language
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import getAdapters
from zope.component.hooks import getSite
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


MONDAY = date(2024, 1, 1)


def all_topics(site: PloneSite) -> dict[str, ISubscriptionTopic]:
    """Return every topic by its name, in the order of names."""
    return dict(sorted(getAdapters((site,), ISubscriptionTopic)))


def offered(site: PloneSite) -> dict[str, ISubscriptionTopic]:
    """Return the topics that can be chosen and are sent."""
    off = settings(ISubscriptionsSettings, site).switched_off or ()
    return {name: topic for name, topic in all_topics(site).items() if name not in off}


@provider(IVocabularyFactory)
def topics(context: Any) -> SimpleVocabulary:
    """Return the topics as choices of a form."""
    found = all_topics(getSite())
    return SimpleVocabulary([SimpleTerm(name, name, one.title) for name, one in found.items()])


@provider(IVocabularyFactory)
def weekdays(context: Any) -> SimpleVocabulary:
    """Return the days of the week, Monday being 0."""
    language = get_current_language()
    days = [date.fromordinal(MONDAY.toordinal() + number) for number in range(7)]
    return SimpleVocabulary(
        [SimpleTerm(on.weekday(), str(on.weekday()), weekday(on, language)) for on in days]
    )
