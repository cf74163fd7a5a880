"""What the catalog indexes of documents and keeps of them."""

from communesplone.documents.document import day_of
from communesplone.documents.document import ILibraryDocument
from communesplone.documents.document import LibraryDocument
from communesplone.documents.document import year_of
from communesplone.documents.formats import extension
from communesplone.documents.kinds import KINDS
from plone.indexer import indexer
from typing import Any
from zope.i18n import translate
import json


@indexer(ILibraryDocument)
def document_kind(document: LibraryDocument) -> str:
    """A key of KINDS."""
    return document.kind or "other"


@indexer(ILibraryDocument)
def document_year(document: LibraryDocument) -> int | None:
    """The year of its date."""
    return year_of(document)


@indexer(ILibraryDocument)
def document_date(document: LibraryDocument) -> str:
    """Its date as text that sorts."""
    found = day_of(document)
    return found.isoformat() if found else ""


@indexer(ILibraryDocument)
def document_language(document: LibraryDocument) -> str:
    """The language of the file."""
    return language_of(document)


@indexer(ILibraryDocument)
def document_facts(document: LibraryDocument) -> str:
    """JSON of what a list shows of the file."""
    file = document.file
    facts: dict[str, Any] = {
        "kind": document.kind or "other",
        "date": document_date(document)(),
        "language": language_of(document),
        "format": extension(file.filename).upper() if file else "",
        "size": file.getSize() if file else 0,
    }
    return json.dumps(facts, separators=(",", ":"))


@indexer(ILibraryDocument)
def document_text(document: LibraryDocument) -> str:
    """What one may search for: title, summary, kind, keywords, name and words of the file."""
    language = document.Language() or None
    kind = translate(KINDS[document.kind or "other"], target_language=language)
    name = (document.file.filename or "").rpartition(".")[0] if document.file else ""
    pieces = (
        document.getId(),
        document.Title(),
        document.Description(),
        kind,
        *document.Subject(),
        name.replace("-", " ").replace("_", " "),
        document.file_text,
    )
    return " ".join(filter(None, pieces))


def language_of(document: LibraryDocument) -> str:
    """Return the language of the file: what is said of it, else that of the page."""
    return document.document_language or (document.Language() or "")[:2]
