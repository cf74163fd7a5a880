"""The form of topics, for a new subscription and for an old one."""

from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.core.wording import say
from communesplone.subscriptions.store import DAILY
from communesplone.subscriptions.store import FREQUENCIES
from communesplone.subscriptions.store import Topics
from communesplone.subscriptions.store import WEEKLY
from functools import partial
from plone.i18n.normalizer import urlnormalizer
from typing import Any
from zope.i18n import translate


#: More than these are a list to choose one from, such as streets.
CHECKBOXES = 24
FREQUENCY_TITLES = {DAILY: _("Every day"), WEEKLY: _("Every week")}
Data = dict[str, Any]


def values(form: Mapping[str, Any], name: str) -> list[str]:
    """Return what was sent under a name, as texts, whatever was sent."""
    found = form.get(name, ())
    found = [found] if isinstance(found, str) else found
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def read_topics(form: Mapping[str, Any], topics: Mapping[str, ISubscriptionTopic]) -> Topics:
    """Return the topics that are ticked, each with its choices; what is not offered is not."""
    chosen = {}
    for name in values(form, "topics"):
        if name in topics:
            known = {token for token, _title in topics[name].choices}
            asked = values(form, f"choice-{name}")
            chosen[name] = tuple(sorted({one for one in asked if one in known}))
    return chosen


def read_frequency(form: Mapping[str, Any]) -> str:
    """Return how often, every day unless the form says otherwise."""
    found = form.get("frequency", DAILY)
    return found if found in FREQUENCIES else DAILY


def topic_rows(
    topics: Mapping[str, ISubscriptionTopic], chosen: Mapping[str, Iterable[str]], language: str
) -> list[Data]:
    """Return what the form shows of each topic."""
    told = partial(say, language=language)
    rows = []
    for name, topic in topics.items():
        picked = set(chosen.get(name, ()))
        choices = [
            {
                "token": token,
                "title": told(title),
                "id": f"choice-{identifier(name)}-{number}",
                "checked": token in picked,
            }
            for number, (token, title) in enumerate(topic.choices)
        ]
        rows.append(
            {
                "name": name,
                "id": f"topic-{identifier(name)}",
                "title": told(topic.title),
                "description": told(topic.description),
                "at_once": not topic.digest,
                "checked": name in chosen,
                "choices": choices,
                "as_list": len(choices) > CHECKBOXES,
                "narrowed": bool(picked),
            }
        )
    return rows


def frequency_rows(chosen: str, language: str) -> list[Data]:
    """Return the frequencies, with the one chosen."""
    return [
        {
            "name": name,
            "title": translate(FREQUENCY_TITLES[name], target_language=language),
            "checked": name == chosen,
        }
        for name in FREQUENCIES
    ]


def identifier(name: str) -> str:
    """Return a topic's name as part of an id in HTML."""
    return urlnormalizer.normalize(name)
