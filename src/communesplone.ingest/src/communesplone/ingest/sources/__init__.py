"""Where old sites are read: each source gives plain records."""

from collections.abc import Callable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.ingest.fetching import Fetcher
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import Record
from communesplone.ingest.sources import restapi
from communesplone.ingest.sources import table
from communesplone.ingest.sources import tree
from communesplone.ingest.sources import website
from communesplone.ingest.sources import wordpress
from communesplone.ingest.sources.archive import Archive
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Input:
    """What a source reads: the uploaded file, or an address and who asks it.

    :param keep: of what only an account may have, keeps the bytes of a record by its key; None
        where anybody may have them, when it is written.
    """

    archive: Archive | None
    address: str
    fetcher: Fetcher
    language: str = "fr"
    options: Mapping[str, Any] = field(default_factory=dict)
    keep: Callable[[str, bytes], None] | None = None


@dataclass(frozen=True)
class Batch:
    """Some records; `cursor` is plain data from which to read on, None at the end.

    :param origin: what tells this old site from any other, once it is known.
    """

    records: list[Record]
    cursor: Any = None
    origin: str = ""


@dataclass(frozen=True)
class Source:
    """A way in. `read(given, cursor)` gives a batch; the first cursor is None."""

    title: Message
    hint: Message
    takes: str
    read: Callable[[Input, Any], tuple[list[Record], Any, str]]


SOURCES: Mapping[str, Source] = {
    "wordpress": Source(
        _("WordPress"),
        _(
            "The XML file of Tools, Export, or a zip of it with the folder wp-content/uploads; "
            "pictures that are not in the zip are fetched from the old site."
        ),
        "file",
        wordpress.read,
    ),
    "plone": Source(
        _("Plone, exported"),
        _("The folder that plone-exporter wrote, as a zip."),
        "file",
        tree.read,
    ),
    "restapi": Source(
        _("Plone, over the web"),
        _(
            "The address of a Plone with its REST interface: what is public there comes along; "
            "with an account also drafts, which stay drafts."
        ),
        "address",
        restapi.read,
    ),
    "website": Source(
        _("Any website"),
        _("Its address, or that of its sitemap: the pages that it lists are read one by one."),
        "address",
        website.read,
    ),
    "csv": Source(
        _("A table (CSV)"),
        _("Pages, one a line; or entries of the kind that you choose."),
        "file",
        table.read,
    ),
}


def read(name: str, given: Input, cursor: Any) -> Batch:
    """Read the next records of a source.

    :raises UnreadableSource: when it is not what it should be.
    """
    source = SOURCES[name]
    if source.takes == "file" and given.archive is None:
        raise UnreadableSource(_("Choose a file."))
    if source.takes == "address" and not given.address:
        raise UnreadableSource(_("Write the address of the old site."))
    return Batch(*source.read(given, cursor))
