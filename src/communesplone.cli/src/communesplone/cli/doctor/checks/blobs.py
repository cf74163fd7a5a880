"""Files of pages whose bytes are gone from the disk."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.cli.transfer.structure import relative_path
from communesplone.cli.transfer.structure import walk
from OFS.Application import Application
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedBlobFile
from Products.CMFPlone.Portal import PloneSite
from ZODB.POSException import POSKeyError
from zope.schema import getFields


class Blobs(SiteCheck):
    """Opens every file of every page; reads none."""

    name = "blobs"
    cost = "seconds, but the files stay lost: first look for them in a backup of blobstorage"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        for item, field in _lost(site):
            yield self.finding(
                f"the file of {relative_path(site, item)} ({field}) is not on the disk",
                site.getId(),
            )

    def mend(self, app: Application, site: PloneSite) -> str:
        lost = list(_lost(site))
        for item, field in lost:
            setattr(item, field, None)
            item.reindexObject()
        pages = ", ".join(relative_path(site, item) for item, _ in lost)
        return f"{site.getId()}: taken out, to be added again by hand: {pages}."


def _lost(site: PloneSite) -> Iterator[tuple[DexterityContent, str]]:
    for item in walk(site):
        for name in _file_names(item):
            if not _is_there(getattr(item, name)):
                yield item, name


def _file_names(item: DexterityContent) -> list[str]:
    return [
        name
        for schema in iterSchemata(item)
        for name in getFields(schema)
        if INamedBlobFile.providedBy(vars(item.aq_base).get(name))
    ]


def _is_there(value: INamedBlobFile) -> bool:
    try:
        value._blob.open("r").close()
    except (POSKeyError, FileNotFoundError):
        return False
    return True
