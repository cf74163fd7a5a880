"""The former files of documents as plain data, for export and import: content has the current."""

from base64 import b64decode
from base64 import b64encode
from communesplone.core.interfaces import ISiteData
from communesplone.documents.document import Version
from communesplone.documents.library import TYPE
from datetime import datetime
from persistent.list import PersistentList
from plone.base.interfaces import IPloneSiteRoot
from plone.namedfile.file import NamedBlobFile
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
class DocumentsData:
    """Former files by the UID of their document, the latest first."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, Any]:
        """Return {UID: [{"name": …, "replaced": …, "data": base64}, …]}; None: erased."""
        found = {document.UID(): document.former for document in self._documents()}
        return {
            uid: [
                {
                    "name": version.file.filename if version.file else None,
                    "replaced": version.replaced.isoformat(),
                    "data": b64encode(version.file.data).decode() if version.file else None,
                }
                for version in former
            ]
            for uid, former in found.items()
            if former
        }

    def load(self, data: Any, same_site: bool) -> None:
        """Give the documents their former files back, in a copy of the site too."""
        for document in self._documents():
            kept = data.get(document.UID())
            if kept:
                document.former = PersistentList(
                    Version(
                        None
                        if one["data"] is None
                        else NamedBlobFile(b64decode(one["data"]), filename=one["name"]),
                        datetime.fromisoformat(one["replaced"]),
                    )
                    for one in kept
                )

    def _documents(self) -> list[Any]:
        # Unrestricted: an export holds all of a site, and is the operator's.
        brains = self.site.portal_catalog.unrestrictedSearchResults(portal_type=TYPE)
        # Cannot leak: as above.
        return [brain._unrestrictedGetObject() for brain in brains]
