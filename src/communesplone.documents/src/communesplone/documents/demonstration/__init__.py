"""Documents of a fictitious commune, for demonstration sites, as data."""

from collections.abc import Mapping
from communesplone.core.hours import BRUSSELS
from communesplone.documents.demonstration.pdf import pdf
from datetime import date
from datetime import datetime
from datetime import timedelta
from importlib.resources import files
from plone.api.content import transition
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import json
import re


Entry = dict[str, Any]
FOLDER = "documents"
WORD = re.compile(r"\{(\w+)\}")
OF_THE_FILE = ("key", "days_ago", "paragraphs", "former_days_ago")


def entries(language: str) -> list[Entry]:
    """Return the documents that we have in a language; none when we have none in it."""
    path = files(__package__).joinpath(f"{language}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def populate(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    """Publish the demonstration documents of a language in the folder of documents.

    See communesplone.core.interfaces.IDemonstration.
    """
    folder = made.get(FOLDER)
    if folder is None:
        return {}
    today = datetime.now(BRUSSELS).date()
    return {
        f"document-{entry['key']}": _make(folder, entry, language, today, words)
        for entry in entries(language)
    }


def _make(folder: Any, entry: Entry, language: str, today: date, words: Mapping[str, str]) -> Any:
    filled = {name: _filled(value, words) for name, value in entry.items()}
    on = today - timedelta(days=filled["days_ago"])
    title = filled["title"]
    data = pdf(title, [*filled["paragraphs"], f"{on:%d/%m/%Y}"])
    document = createContentInContainer(
        folder,
        "Library Document",
        checkConstraints=False,
        language=language,
        document_date=on,
        file=NamedBlobFile(data, "application/pdf", f"{entry['key']}.pdf"),
        **{
            "document_language": language,
            **{name: value for name, value in filled.items() if name not in OF_THE_FILE},
        },
    )
    transition(document, "publish")
    return document


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    """Return data with the words of a commune in every text of it."""
    if isinstance(value, str):
        return WORD.sub(lambda found: words.get(found[1], found[0]), value)
    if isinstance(value, list):
        return [_filled(one, words) for one in value]
    return value
