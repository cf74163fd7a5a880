"""Demonstration content: a fictitious commune, in each language that we have it in."""

from collections.abc import Sequence
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import Identity
from communesplone.core.identity import identity
from communesplone.core.interfaces import IDemonstration
from communesplone.policy.content import Entry
from communesplone.policy.content import home
from communesplone.policy.content import make
from communesplone.policy.content import read_json
from communesplone.policy.tree import link_translations
from communesplone.policy.tree import Made
from communesplone.policy.words import fill
from communesplone.policy.words import Words
from communesplone.policy.words import words_of
from DateTime import DateTime
from datetime import datetime
from datetime import time
from datetime import timedelta
from importlib.resources import files
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from pytz import timezone
from typing import Any
from zope.component import getUtilitiesFor


NEWS, EVENTS = 6, 8
NEWS_DAYS = (1, 3, 6, 10, 15, 22)
EVENT_DAYS = (-2, 0, 1, 4, 8, 13, 20, 34)


def available(language: str) -> bool:
    """Return whether there is demonstration content in a language."""
    return files("communesplone.policy").joinpath("demo", f"{language}.json").is_file()


def facts(site: PloneSite) -> dict[str, Words]:
    """Return what a demonstration fills the mandatory pages with, by language."""
    return {
        language: {
            key: fill(text, _words(site, language))
            for key, text in read_json("demo", f"{language}.json")["facts"].items()
        }
        for language in identity(site).languages
        if available(language)
    }


def populate(site: PloneSite, tree: dict[str, Made]) -> dict[str, Made]:
    """Fill the default folders with published content, in the languages that we have.

    Communes differ: each takes its own news and events of those written, by its NIS code.

    :param tree: what `communesplone.policy.tree.grow` made.
    :returns: what was made, by language, then by key.
    """
    languages = [language for language in identity(site).languages if available(language)]
    made = {language: _populate_in(site, language, tree[language]) for language in languages}
    for other in languages[1:]:
        link_translations(made[languages[0]], made[other], other)
    return made


def _populate_in(site: PloneSite, language: str, tree: Made) -> Made:
    data = _filled(read_json("demo", f"{language}.json"), _words(site, language))
    who, now = identity(site), datetime.now(BRUSSELS)
    news = _chosen(data["news"], NEWS, who)
    events = _chosen(data["events"], EVENTS, who)
    made: Made = {}
    for folder in data["folders"]:
        made[folder["key"]] = _publish(home(site, language), "Folder", folder, language)
    for service in data["services"]:
        made[service["key"]] = _publish(tree["services"], "Service", service, language)
    for page in data["pages"]:
        made[page["key"]] = _publish(made["living"], "Document", page, language)
    for item, days in zip(news, NEWS_DAYS, strict=True):
        made[item["key"]] = _publish(tree["news"], "News Item", item, language)
        _date_back(made[item["key"]], now - timedelta(days=days))
    for item, days in zip(events, EVENT_DAYS, strict=True):
        entry = _scheduled(item, now + timedelta(days=days))
        made[item["key"]] = _publish(tree["agenda"], "Event", entry, language)
    return made | _of_add_ons(site, language, tree | made)


def _of_add_ons(site: PloneSite, language: str, made: Made) -> Made:
    """Return what the installed add-ons give to a demonstration, by key."""
    given: Made = {}
    for _name, demonstration in sorted(getUtilitiesFor(IDemonstration)):
        given |= demonstration(site, language, made, _words(site, language))
    return given


def _publish(container: DexterityContent, kind: str, data: Entry, language: str) -> Any:
    return make(container, {**data, "type": kind, "language": language, "publish": True})


def _chosen(items: Sequence[Entry], count: int, who: Identity) -> list[Entry]:
    """Return `count` of the items, beginning where the commune's code says."""
    start = int(who.nis) % len(items)
    return [*items[start:], *items[:start]][:count]


def _scheduled(item: Entry, day: datetime) -> Entry:
    """Return an event's data with its start and end on a day, Brussels time."""
    at = time.fromisoformat(item["at"])
    # pytz, as Plone stores events: the ZODB cannot keep a ZoneInfo
    start = timezone(BRUSSELS.key).localize(datetime.combine(day.date(), at))
    rest = {key: value for key, value in item.items() if key not in ("at", "hours")}
    return {**rest, "start": start, "end": start + timedelta(hours=item["hours"])}


def _date_back(item: DexterityContent, moment: datetime) -> None:
    item.effective_date = DateTime(moment.isoformat())
    item.reindexObject(idxs=["effective", "effectiveRange"])


def _words(site: PloneSite, language: str) -> dict[str, str]:
    """Return the words of a commune, with its fictitious domain and telephone zone."""
    words = words_of(identity(site), language)
    zones = read_json("demo", f"{language}.json")["zones"]
    code = words["postal_code"]
    prefixes = [code[:length] for length in range(len(code), 0, -1)]
    zone = next((zones[prefix] for prefix in prefixes if prefix in zones), "02")
    return {**words, "domain": f"{site.getId()}.example", "zone": zone}


def _filled(value: Any, words: Words) -> Any:
    """Return data with the words of a commune in every text of it."""
    if isinstance(value, str):
        return fill(value, words)
    if isinstance(value, list):
        return [_filled(item, words) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, words) for key, item in value.items()}
    return value
