"""Plone's own File: its words are read by a job, as those of a document of the library are.

Plone would convert it within the request that uploads it, by programs that a machine may lack.
"""

from communesplone.core import jobs
from communesplone.core.extract import READABLE
from communesplone.core.extract import text_of
from communesplone.documents.formats import extension
from communesplone.documents.interfaces import IPlainFile
from pathlib import Path
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.contenttypes.content import File
from plone.app.contenttypes.indexers import SearchableText
from plone.app.contenttypes.indexers import SearchableText_file
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations
from zope.interface.interfaces import IObjectEvent


READ = "communesplone.documents.read_plain"
#: In the annotations of a File: the words, in a record that only the indexing loads.
KEY = "communesplone.documents.words"


def follow(content: File, change: IObjectEvent) -> None:
    """Have a job read a new file, where the library is installed."""
    parts = getattr(change, "descriptions", ())
    names = {name.rpartition(".")[2] for part in parts for name in getattr(part, "attributes", ())}
    if names and "file" not in names:
        return
    known = "Library Document" in api.portal.get_tool("portal_types")
    if known and content.file is not None and extension(content.file.filename) in READABLE:
        jobs.add(READ, IUUID(content))


def read(site: PloneSite, uid: str) -> None:
    """Job: keep the words of a File, for the search."""
    # Unrestricted: a job is nobody's; the words are found by whom the file is shown to.
    for brain in site.portal_catalog.unrestrictedSearchResults(UID=uid, portal_type="File"):
        content = brain._unrestrictedGetObject()
        if content.file is None:
            continue
        with content.file.open() as opened:
            words = text_of(Path(opened.name), extension(content.file.filename))
        IAnnotations(content)[KEY] = PersistentMapping(words=words)
        content.reindexObject(idxs=["SearchableText"])


@indexer(IPlainFile)
def plain_file_text(content: File) -> str:
    """What one may search for: what Plone takes, with the words that the job has read."""
    kept = IAnnotations(content).get(KEY)
    if kept is None:
        return SearchableText_file(content)()
    name = (content.file.filename or "").rpartition(".")[0] if content.file else ""
    spoken = name.replace("-", " ").replace("_", " ")
    return " ".join(filter(None, (SearchableText(content), spoken, kept["words"])))


def read_all(site: PloneSite) -> None:
    """Have the Files read that a site had before the library came."""
    # Cannot leak: only jobs are added.
    for brain in site.portal_catalog.unrestrictedSearchResults(portal_type="File"):
        jobs.add(READ, brain.UID, site=site)


def forget_all(site: PloneSite) -> None:
    """Take the words away again: nothing of the library stays."""
    # Cannot leak: nothing of a file is shown.
    for brain in site.portal_catalog.unrestrictedSearchResults(portal_type="File"):
        # Cannot leak: see above
        IAnnotations(brain._unrestrictedGetObject()).pop(KEY, None)
