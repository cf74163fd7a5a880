"""The languages of an old site: each in its own folder here, where the commune has one."""

from communesplone.ingest import items
from communesplone.ingest.mapping import LANGUAGE
from communesplone.ingest.records import Record
from communesplone.ingest.store import Run
from plone.app.multilingual.interfaces import ITranslatable
from plone.app.multilingual.interfaces import ITranslationManager
from plone.dexterity.content import DexterityContent
from plone.i18n.locales.languages import _languagelist as NAMES
from Products.CMFPlone.Portal import PloneSite


def folder_of(site: PloneSite, language: str) -> str | None:
    """Return the path of the folder of a language; None where the site has none."""
    found = items.inside(site, (language,))
    return f"/{language}" if found is not None and found.portal_type == "LRF" else None


def folders(site: PloneSite, found: set[str]) -> dict[str, str]:
    """Return the paths of the language folders of this site, of languages of the old one."""
    paths = {language: folder_of(site, language) for language in sorted(found)}
    return {language: path for language, path in paths.items() if path is not None}


def name_of(language: str) -> str:
    """Return the name of a language in itself: "Nederlands"."""
    told = NAMES.get(language, {})
    return str(told.get("native") or told.get("name") or language)


def records(found: set[str]) -> list[Record]:
    """Return the folders of the languages that an old site has beside its first."""
    return [
        Record(
            key=f"{LANGUAGE}{language}",
            kind="folder",
            title=name_of(language),
            name=language,
            addresses=(f"/{language}",),
            public=True,
        )
        for language in sorted(found)
    ]


def link(site: PloneSite, run: Run, record: Record, item: DexterityContent) -> None:
    """Link an item with those of its translations that are here already, one of each language."""
    if not record.group or not ITranslatable.providedBy(item):
        return
    for number in run.groups.get(record.group, ()):
        other = items.by_uid(site, run.uids[number])
        if other is None or other == item or not ITranslatable.providedBy(other):
            continue
        manager = ITranslationManager(other)
        if manager.get_translation(item.Language()) is None and other.Language():
            manager.register_translation(item.Language(), item)
            return
