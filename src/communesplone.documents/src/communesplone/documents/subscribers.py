"""What follows a change of a document, however it comes: by a form, the REST interface, a job."""

from communesplone.core import jobs
from communesplone.core.extract import text_of
from communesplone.documents.document import LibraryDocument
from communesplone.documents.document import replace_file
from communesplone.documents.formats import extension
from communesplone.documents.formats import is_acceptable
from communesplone.documents.formats import media_type
from communesplone.documents.interfaces import RefusedFile
from pathlib import Path
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface.interfaces import IObjectEvent


READ = "communesplone.documents.read"


def follow_file(document: LibraryDocument, _change: IObjectEvent) -> None:
    """Note a new file, serve it with the type of its name, have a job read it.

    :raises BadRequest: for a file that the library does not take.
    """
    if not replace_file(document) or document.file is None:
        return
    try:
        is_acceptable(document.file)
    except RefusedFile as error:
        raise BadRequest(translate(error.message, context=getRequest())) from error
    document.file.contentType = media_type(document.file.filename)
    jobs.add(READ, IUUID(document))


def read(site: PloneSite, uid: str) -> None:
    """Job: keep the words of a document's file, for the search."""
    # Unrestricted: a job is nobody's; the words are found by whom the document is shown to.
    for brain in site.portal_catalog.unrestrictedSearchResults(UID=uid):
        document = brain._unrestrictedGetObject()
        if document.file is None:
            continue
        with document.file.open() as opened:
            path = Path(opened.name)
            document.file_text = text_of(path, extension(document.file.filename))
        document.reindexObject(idxs=["SearchableText"])
