"""Documents of a fictitious commune, for demonstration sites, as data."""

from collections.abc import Mapping
from communesplone.core.demonstration import entries
from communesplone.core.demonstration import filled
from communesplone.core.hours import BRUSSELS
from communesplone.documents.demonstration.pdf import pdf
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone.api.content import transition
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.CMFPlone.Portal import PloneSite
from typing import Any


Entry = dict[str, Any]
FOLDER = "documents"
OF_THE_FILE = ("key", "days_ago", "paragraphs", "former_days_ago")


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
        for entry in entries(__package__, language)
    }


def _make(folder: Any, entry: Entry, language: str, today: date, words: Mapping[str, str]) -> Any:
    known = filled(entry, words)
    on = today - timedelta(days=known["days_ago"])
    title = known["title"]
    data = pdf(title, [*known["paragraphs"], f"{on:%d/%m/%Y}"])
    document = createContentInContainer(
        folder,
        "Library Document",
        checkConstraints=False,
        language=language,
        document_date=on,
        file=NamedBlobFile(data, "application/pdf", f"{entry['key']}.pdf"),
        **{
            "document_language": language,
            **{name: value for name, value in known.items() if name not in OF_THE_FILE},
        },
    )
    transition(document, "publish")
    return document
