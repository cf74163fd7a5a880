"""A document of the library: its page stays where it is while its file is replaced."""

from communesplone.core import _
from communesplone.documents.formats import is_acceptable
from communesplone.documents.kinds import KIND_CHOICES
from communesplone.documents.kinds import LANGUAGE_CHOICES
from datetime import date
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from persistent.list import PersistentList
from plone.dexterity.content import Item
from plone.namedfile.field import NamedBlobFile as FileField
from plone.namedfile.file import NamedBlobFile
from plone.rfc822.interfaces import IPrimaryField
from plone.supermodel import model
from zope import schema
from zope.interface import alsoProvides
from zope.interface import implementer


#: How many former files are kept.
KEPT = 20


class ILibraryDocument(model.Schema):
    """What an editor fills in, beside title and summary."""

    file = FileField(
        title=_("File"),
        description=_(
            "Replace it when there is a new version: the address stays the same, and the former "
            "file stays public, listed on the page, unless you erase it there."
        ),
        constraint=is_acceptable,
        required=True,
    )
    kind = schema.Choice(
        title=_("Kind of document"),
        description=_("By it people find the document in lists."),
        vocabulary=KIND_CHOICES,
        default="other",
    )
    document_date = schema.Date(
        title=_("Date of the document"),
        description=_("The day it was adopted or written. Empty: the day it is published here."),
        required=False,
    )
    document_language = schema.Choice(
        title=_("Language of the document"),
        description=_("The language it is written in: screen readers need it to read it aloud."),
        vocabulary=LANGUAGE_CHOICES,
        required=False,
    )
    keep_versions = schema.Bool(
        title=_("List former versions"),
        description=_(
            "Former files stay public, each with the day it was replaced, unless you erase them "
            "on the page of the document."
        ),
        default=True,
        required=False,
    )


alsoProvides(ILibraryDocument["file"], IPrimaryField)


class Version(Persistent):
    """A former file, with the moment at which it was replaced; None where it was erased.

    An erased version keeps its place, so that its address does not give the file of another.
    """

    def __init__(self, file: NamedBlobFile | None, replaced: datetime) -> None:
        self.file = file
        self.replaced = replaced


@implementer(ILibraryDocument)
class LibraryDocument(Item):
    """A document as stored content.

    `file_text` is the text of its file, read by a job; `current_file` is the file that the last
    change left, so that the next one is seen to replace it; `former` holds every `Version`. They
    tell no types: annotations of a class hide those that Zope keeps on its objects.
    """

    file_text = ""
    current_file = None
    former = ()


def year_of(document: LibraryDocument) -> int | None:
    """Return the year under which a document is listed; None while nothing tells it."""
    found = day_of(document)
    return found.year if found else None


def day_of(document: LibraryDocument) -> date | None:
    """Return the date of a document: its own, that of its publication, or of its making."""
    if document.document_date:
        return document.document_date
    for moment in (document.effective(), document.created()):
        if moment.year() > 1970:
            return moment.asdatetime().date()
    return None


def replace_file(document: LibraryDocument, now: datetime | None = None) -> bool:
    """Note that the file is another than before, and keep the former; tell whether it is."""
    before, after = document.current_file, document.file
    if before is after:
        return False
    document.current_file = after
    document.file_text = ""
    if before is not None and document.keep_versions:
        if not isinstance(document.former, PersistentList):
            document.former = PersistentList()
        document.former.insert(0, Version(before, now or datetime.now(UTC)))
        del document.former[KEPT:]
    return True


def version_of(document: LibraryDocument, replaced: str) -> Version | None:
    """Return the former file that was replaced at a moment, written as ISO; None when erased."""
    return next(
        (one for one in document.former if one.file and one.replaced.isoformat() == replaced), None
    )
