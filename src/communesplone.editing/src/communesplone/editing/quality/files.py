"""The files of a page, read for words by a job, once for each file."""

from Acquisition import aq_base
from collections.abc import Iterator
from communesplone.core.extract import words_in
from communesplone.editing.quality.store import store
from pathlib import Path
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedBlobFile
from plone.namedfile.interfaces import INamedImage
from plone.uuid.interfaces import IUUID
from zope.component.hooks import getSite
from zope.schema import getFieldNames


#: A short text is what a scanner writes into its files.
FEWEST_LETTERS = 20


def look_at_files(content: DexterityContent) -> None:
    """Note which PDF files of a page hold no words, unless they are those of the last time."""
    kept, uid = store(getSite()), IUUID(content, None)
    found = list(_pdf_files(content))
    if kept is None or not uid or (not found and uid not in kept.files):
        return
    print_of_all = ";".join(f"{name}:{one._blob._p_oid!r}:{one.getSize()}" for name, one in found)
    if kept.files.get(uid, ("", ()))[0] != print_of_all:
        kept.files[uid] = (print_of_all, tuple(name for name, file in found if _is_wordless(file)))


def _pdf_files(content: DexterityContent) -> Iterator[tuple[str, INamedBlobFile]]:
    for schema in iterSchemata(content):
        for name in getFieldNames(schema):
            file = getattr(aq_base(content), name, None)
            if not INamedBlobFile.providedBy(file) or INamedImage.providedBy(file):
                continue
            if (file.filename or "").lower().endswith(".pdf"):
                yield name, file


def _is_wordless(file: INamedBlobFile) -> bool:
    with file.open() as opened:
        found = words_in(Path(opened.name), "pdf")
    return found is not None and len("".join(found.split())) < FEWEST_LETTERS
