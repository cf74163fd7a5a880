"""The folders and pages that every commune begins with, in each of its languages."""

from communesplone.core.identity import identity
from communesplone.policy.content import Entry
from communesplone.policy.content import home
from communesplone.policy.content import make
from communesplone.policy.content import read_json
from communesplone.policy.content import read_text
from plone.app.multilingual.interfaces import ITranslationManager
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite


def grow(site: PloneSite) -> dict[str, dict[str, DexterityContent]]:
    """Make the folders and mandatory pages, and link the translations.

    Folders are published, pages are drafts to complete.

    :returns: what was made, by language, then by key of `content/<language>/tree.json`.
    """
    languages = identity(site).languages
    made = {language: _grow_in(home(site, language), language) for language in languages}
    for other in languages[1:]:
        for key, item in made[languages[0]].items():
            if key in made[other]:
                ITranslationManager(item).register_translation(other, made[other][key])
    return made


def _grow_in(container: DexterityContent, language: str) -> dict[str, DexterityContent]:
    made: dict[str, DexterityContent] = {}
    for entry in read_json("content", language, "tree.json"):
        parent = made[entry["in"]] if "in" in entry else container
        made[entry["key"]] = make(parent, _completed(entry, language))
    return made


def _completed(entry: Entry, language: str) -> Entry:
    """Return the data of an item with its language and the text of its file."""
    text = {"text": read_text("content", language, entry["file"])} if "file" in entry else {}
    return {**entry, **text, "language": language}
