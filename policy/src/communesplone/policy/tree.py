"""The folders and pages that a site begins with, in each of its languages."""

from collections.abc import Collection
from communesplone.core.identity import identity
from communesplone.policy.content import Entry
from communesplone.policy.content import home
from communesplone.policy.content import make
from communesplone.policy.content import read_json
from communesplone.policy.content import read_text
from communesplone.policy.words import complete
from communesplone.policy.words import fill
from communesplone.policy.words import Words
from communesplone.policy.words import words_of
from datetime import date
from datetime import timedelta
from plone.app.multilingual.interfaces import ITranslationManager
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite


Made = dict[str, DexterityContent]


def grow(site: PloneSite, facts: dict[str, Words] | None = None) -> dict[str, Made]:
    """Make the folders and mandatory pages of the kind of site, and link the translations.

    Folders are published, mandatory pages are drafts to complete; with `facts` of a language
    (what a commune would complete itself, by key) they are complete, and published.

    :returns: what was made, by language, then by key of `tree.json`.
    """
    known = facts or {}
    languages = identity(site).languages
    made = {language: _grow_in(site, language, known.get(language)) for language in languages}
    for other in languages[1:]:
        link_translations(made[languages[0]], made[other], other)
    return made


def _grow_in(site: PloneSite, language: str, facts: Words | None) -> Made:
    who = identity(site)
    words = words_of(who, language)
    made: Made = {}
    for entry in read_json("content", language, f"{who.kind}.json"):
        parent = made[entry["in"]] if "in" in entry else home(site, language)
        made[entry["key"]] = make(parent, _completed(entry, language, words, facts))
    return made


def add_missing(site: PloneSite, keys: Collection[str]) -> dict[str, Made]:
    """Make the folders and pages of these keys where nothing has their id, in every language.

    One whose parent a commune has removed is left out.

    :returns: what was made, by language, then by key.
    """
    languages = identity(site).languages
    made = {language: _add_missing_in(site, language, keys) for language in languages}
    for other in languages[1:]:
        link_translations(made[languages[0]], made[other], other)
    return made


def _add_missing_in(site: PloneSite, language: str, keys: Collection[str]) -> Made:
    who, top = identity(site), home(site, language)
    words = words_of(who, language)
    entries = {entry["key"]: entry for entry in read_json("content", language, "commune.json")}
    made: Made = {}
    for entry in (entries[key] for key in entries if key in keys):
        above = entries[entry["in"]]["id"] if "in" in entry else ""
        parent = top.get(above) if above else top
        if parent is not None and entry["id"] not in parent.objectIds():
            made[entry["key"]] = make(parent, _completed(entry, language, words, None))
    return made


def _completed(entry: Entry, language: str, words: Words, facts: Words | None) -> Entry:
    """Return the data of an item in its language, with the text of its file."""
    done = {**entry, "language": language, "title": fill(entry["title"], words)}
    if "file" in entry:
        done["text"] = complete(read_text("content", language, entry["file"]), words, facts)
        done["publish"] = entry.get("publish", facts is not None)
    if "review_in_days" in entry:
        done["review_date"] = date.today() + timedelta(days=done.pop("review_in_days"))
    return done


def link_translations(canonical: Made, translations: Made, language: str) -> None:
    """Link items of one language to those of another that have the same key."""
    for key, item in canonical.items():
        if key in translations:
            ITranslationManager(item).register_translation(language, translations[key])
